import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { SessionState } from './state.ts';

/** The one mapping from the many inner states to the few words a person reads. */
export function publicStatus({ connection, budget: { limitedUntil } }: SessionState): ConnectionStatus {
  switch (connection.at) {
    case 'ready':
      return limitedUntil === null ? { kind: 'connected' } : { kind: 'waiting', until: limitedUntil };
    case 'refreshing':
      return { kind: 'connecting' };
    case 'creating':
    case 'connecting':
      return { kind: connection.isStartingUp === true ? 'starting-up' : 'connecting' };
    case 'backing-off':
      if (connection.cause === 'starting') return { kind: 'starting-up' };
      return connection.cause === 'rate'
        ? { kind: 'waiting', until: connection.until }
        : { kind: 'reconnecting', at: connection.until };
    case 'halted':
      return { kind: connection.status };
    case 'idle':
    case 'exhausted':
    case 'offline':
    case 'closed':
      return { kind: 'offline' };
    default:
      return connection satisfies never;
  }
}
