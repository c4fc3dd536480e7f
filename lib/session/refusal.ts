import { currentBudget, type Budget } from './budget.ts';
import { dispatch, putBack, sendNext } from './delivery.ts';
import { finishAnswer, flush, uncountAccepted } from './exchange.ts';
import { doubt } from './learning.ts';
import { changeBudget } from './connection.ts';
import type { TransportEvent } from './transport-event.ts';
import { clearTimer, commit, setExchange, setTimer, update, type Turn } from './turn.ts';

/** P20 */
export function limitRate(turn: Turn, retryAfterMs: number): void {
  const { connection, exchange, budget } = turn.state;
  if (connection.at !== 'ready') return;
  changeBudget(turn, { ...budget, limitedUntil: turn.now + retryAfterMs });
  awaitLimit(turn);
  if (exchange?.at === 'transmitted') turnedAway(turn);
  else if (exchange?.at === 'answering' && exchange.chunks === 0) {
    // Taken back after `processing`. An answer with text goes on: the limit is about what comes next.
    commit(turn, uncountAccepted(turn));
    putBack(turn, exchange.message, exchange.answer.id);
  }
}

/** The message in flight was not taken: it waits, unless it was stopped meanwhile. */
export function turnedAway(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at !== 'transmitted') return;
  if (!exchange.stopped) return putBack(turn, exchange.message, exchange.answer.id);
  clearTimer(turn, 'silence');
  commit(turn, { type: 'message-put', message: { ...exchange.message, status: 'failed' } });
  setExchange(turn, null);
}

export function limitOver(turn: Turn): void {
  update(turn, { budget: { ...turn.state.budget, limitedUntil: null } });
  dispatch(turn);
}

/** Sets the clock for the end of the limit, as far as it is still to come. */
export function awaitLimit(turn: Turn): void {
  const budget = currentBudget(turn.state.budget, turn.now);
  update(turn, { budget });
  clearTimer(turn, 'limit');
  if (budget.limitedUntil !== null) setTimer(turn, 'limit', budget.limitedUntil - turn.now);
}

/** P20, P37: another conversation of the same user has spent, or been limited. */
export function budgetTold(turn: Turn, budget: Budget): void {
  update(turn, { budget });
  awaitLimit(turn);
  dispatch(turn);
}

/** P19 */
export function refuse(
  turn: Turn,
  { code, detail, requestId }: Extract<TransportEvent, { type: 'refused' }>,
): void {
  const { exchange } = turn.state;
  const words = detail ?? code;
  const about = {
    ...(words === null ? {} : { detail: words }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  if (exchange?.at === 'transmitted') {
    const { message, answer, stopped } = exchange;
    clearTimer(turn, 'silence');
    commit(
      turn,
      {
        type: 'message-put',
        message: {
          ...message,
          status: 'failed',
          problem: { code: 'message-rejected', messageId: message.id, ...about },
        },
      },
      ...(stopped ? [] : [{ type: 'message-removed', messageId: answer.id } as const]),
    );
    doubt(turn, message);
    setExchange(turn, null);
  } else if (exchange?.at === 'answering') {
    const { answer } = exchange;
    finishAnswer(turn, answer, {
      status: 'failed',
      text: flush(turn),
      replaces: false,
      problem: { code: 'answer-failed', messageId: answer.id, ...about },
    });
  } else return;
  sendNext(turn);
}
