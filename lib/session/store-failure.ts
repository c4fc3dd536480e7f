import type { Problem } from '../shared/problem.ts';
import { firstPollMs, sendNext } from './delivery.ts';
import type { Effect } from './effect.ts';
import type { SessionEvent } from './event.ts';
import { backOff } from './connection.ts';
import { clearTimer, setExchange, setTimer, update, type Turn } from './turn.ts';

/** ms until a message that could not be marked is tried again. */
const markAgainMs = 5000;

/** An effect behind the failed commit was not carried out: whoever waits for its outcome would wait for ever. */
function orderAgain(turn: Turn, problem: Problem, dropped: readonly Effect['type'][]): void {
  const { connection, exchange } = turn.state;
  const isWaiting =
    connection.at === 'creating' ||
    connection.at === 'refreshing' ||
    (connection.at === 'connecting' && dropped.includes('connect'));
  if (isWaiting) return backOff(turn, problem);
  if ((exchange?.at !== 'locating' && exchange?.at !== 'repairing') || exchange.reading === null) return;
  setExchange(turn, { ...exchange, reading: null });
  setTimer(turn, 'poll', firstPollMs);
}

/** D2 of a message that had waited: it never left, and goes back to its place until there may be room. */
function queueAgain(turn: Turn): void {
  const { queue, exchange } = turn.state;
  if (exchange?.at !== 'transmitted' || exchange.stopped) return;
  clearTimer(turn, 'silence');
  update(turn, { exchange: null, queue: [{ ...exchange.message, status: 'queued' }, ...queue] });
  setTimer(turn, 'pace', markAgainMs);
}

export function storeFailed(
  turn: Turn,
  { problem, messageId, dropped = [], edited }: Extract<SessionEvent, { type: 'store-failed' }>,
): void {
  update(turn, { problem });
  orderAgain(turn, problem, dropped);
  if (edited) {
    const { stored, changed } = edited;
    // Its writer was told that it could not be kept: it must not leave that way.
    update(turn, { queue: turn.state.queue.map((message) => (message === changed ? stored : message)) });
  }
  const { exchange } = turn.state;
  // It was behind the failed commit, so it never left.
  const isNew = exchange?.at === 'transmitted' && exchange.message.id === messageId;
  if (!isNew && dropped.includes('send-message')) queueAgain(turn);
  if (messageId === null) return;
  update(turn, { queue: turn.state.queue.filter(({ id }) => id !== messageId) });
  if (isNew) {
    clearTimer(turn, 'silence');
    update(turn, { exchange: null });
  }
  sendNext(turn);
}
