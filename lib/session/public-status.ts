import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { SessionState } from './state.ts';

/** The one mapping from the many inner states to the few words a person reads. */
export function publicStatus({ link, budget: { limitedUntil } }: SessionState): ConnectionStatus {
  switch (link.at) {
    case 'ready':
      return limitedUntil === null ? { kind: 'connected' } : { kind: 'waiting', until: limitedUntil };
    case 'creating':
    case 'refreshing':
      return { kind: 'connecting' };
    case 'connecting':
      return { kind: link.isStartingUp ? 'starting-up' : 'connecting' };
    case 'backing-off':
      return link.cause === 'rate'
        ? { kind: 'waiting', until: link.until }
        : { kind: 'reconnecting', at: link.until };
    case 'halted':
      return { kind: link.status };
    case 'idle':
    case 'exhausted':
    case 'offline':
    case 'closed':
      return { kind: 'offline' };
    default:
      return link satisfies never;
  }
}
