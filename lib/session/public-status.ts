import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { SessionState } from './state.ts';

/** The one mapping from the many inner states to the few words a person reads. */
export function publicStatus(state: SessionState): ConnectionStatus {
  const { connection, budget } = state;
  switch (connection.at) {
    case 'ready':
      return budget.limitedUntil === null
        ? connected(state)
        : { kind: 'waiting', until: budget.limitedUntil };
    case 'refreshing':
      return { kind: 'connecting' };
    case 'creating':
    case 'connecting':
      return connection.isStartingUp === true ? startingUp(state) : { kind: 'connecting' };
    case 'backing-off':
      if (connection.cause === 'starting') return startingUp(state);
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

function startingUp({ progress }: SessionState): ConnectionStatus {
  return { kind: 'starting-up', ...(progress !== null && { progress }) };
}

/** Its words are over with the first text of the answer, which says more. */
function connected({ exchange }: SessionState): ConnectionStatus {
  const doing = exchange?.at === 'answering' && exchange.chunks === 0 ? exchange.doing : undefined;
  return { kind: 'connected', ...(doing !== undefined && { doing }) };
}
