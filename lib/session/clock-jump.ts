import { awaitPong } from './handshake.ts';
import { connect, connectAfresh, letGo } from './link.ts';
import { readHistory } from './repair.ts';
import { awaitLimit } from './refusal.ts';
import { isWanted } from './state.ts';
import { setLink, setTimer, type Turn } from './turn.ts';

/** P23, but a line that slept is more likely dead than alive, and somebody has just opened the lid. */
const pongAfterSleepMs = 2000;

/**
 * The computer slept, or its clock was set. The other side may have given the socket up long ago without our being
 * told, and timers may have stood still as long: whatever waits, waits for what is left of it at most.
 */
export function clockJumped(turn: Turn): void {
  awaitLimit(turn);
  const { link } = turn.state;
  switch (link.at) {
    case 'ready':
      setLink(turn, { ...link, doubted: true });
      awaitPong(turn, pongAfterSleepMs);
      return readHistory(turn);
    case 'opening':
    case 'greeting':
    case 'joining':
      letGo(turn);
      return isWanted(turn.state) ? connect(turn) : undefined;
    case 'backing-off':
      if (link.cause !== 'rate') return connect(turn);
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
      return link satisfies never;
  }
}
