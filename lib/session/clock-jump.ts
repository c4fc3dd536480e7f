import { connect, connectAfresh, letGo } from './connection.ts';
import { readHistory } from './repair.ts';
import { awaitLimit } from './refusal.ts';
import { isWanted } from './state.ts';
import { emit, setExchange, setTimer, type Turn } from './turn.ts';

/**
 * The computer slept, or its clock was set. The other side may have given the connection up long ago without our being
 * told, and timers may have stood still as long: whatever waits, waits for what is left of it at most.
 */
export function clockJumped(turn: Turn): void {
  awaitLimit(turn);
  startWaitAnew(turn);
  const { connection } = turn.state;
  switch (connection.at) {
    case 'ready':
      emit(turn, { type: 'check-connection', generation: connection.generation });
      return readHistory(turn);
    case 'connecting':
      letGo(turn);
      return isWanted(turn.state) ? connect(turn) : undefined;
    case 'backing-off':
      if (connection.cause !== 'rate') return connect(turn);
      // Measured anew by `connect`, by the clock as it is now.
      return isWanted(turn.state) ? connect(turn) : setTimer(turn, 'retry', 1);
    case 'exhausted':
      return isWanted(turn.state) ? connectAfresh(turn) : undefined;
    case 'idle':
    case 'creating':
    case 'refreshing':
    case 'offline':
    case 'halted':
    case 'closed':
      return;
    default:
      return connection satisfies never;
  }
}

/** The clock says nothing about how long a message has had to arrive: it gets the whole of that time once more. */
function startWaitAnew(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at === 'locating') setExchange(turn, { ...exchange, brokeAt: turn.now });
}
