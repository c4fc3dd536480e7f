import type { Problem } from '../shared/problem.ts';
import { firstPollMs, sendNext } from './delivery.ts';
import type { SessionEvent } from './event.ts';
import { backOff } from './connection.ts';
import { clearTimer, setExchange, setTimer, update, type Turn } from './turn.ts';

/** An effect behind the failed commit was not carried out: whoever waits for its outcome would wait for ever. */
function orderAgain(turn: Turn, problem: Problem): void {
  const { connection, exchange } = turn.state;
  if (connection.at === 'creating' || connection.at === 'refreshing') return backOff(turn, problem);
  if ((exchange?.at !== 'locating' && exchange?.at !== 'repairing') || exchange.reading === null) return;
  setExchange(turn, { ...exchange, reading: null });
  setTimer(turn, 'poll', firstPollMs);
}

export function storeFailed(
  turn: Turn,
  { problem, messageId }: Extract<SessionEvent, { type: 'store-failed' }>,
): void {
  update(turn, { problem });
  orderAgain(turn, problem);
  if (messageId === null) return;
  const { queue, exchange } = turn.state;
  update(turn, { queue: queue.filter(({ id }) => id !== messageId) });
  // It was behind the failed commit, so it never left.
  if (exchange?.at === 'transmitted' && exchange.message.id === messageId) {
    clearTimer(turn, 'silence');
    update(turn, { exchange: null });
  }
  sendNext(turn);
}
