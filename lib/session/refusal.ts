import { dispatch, putBack, sendNext } from './delivery.ts';
import { countAccepted, finishAnswer, flush } from './exchange.ts';

import { clearTimer, commit, setExchange, setTimer, update, type Turn } from './turn.ts';

/** P20 */
export function limitRate(turn: Turn, retryAfterMs: number): void {
  const { link, exchange } = turn.state;
  if (link.at !== 'ready') return;
  update(turn, { limitedUntil: turn.now + retryAfterMs });
  setTimer(turn, 'limit', retryAfterMs);
  if (exchange?.at === 'transmitted') {
    if (!exchange.stopped) return putBack(turn, exchange.message, exchange.answer.id);
    clearTimer(turn, 'silence');
    commit(turn, { type: 'message-put', message: { ...exchange.message, status: 'failed' } });
    setExchange(turn, null);
  } else if (exchange?.at === 'answering' && exchange.chunks === 0) {
    // Taken back after `processing`. An answer with text goes on: the limit is about what comes next.
    commit(turn, countAccepted(turn, -1));
    putBack(turn, exchange.message, exchange.answer.id);
  }
}

export function limitOver(turn: Turn): void {
  update(turn, { limitedUntil: null });
  dispatch(turn);
}

/** P19 */
export function refuse(turn: Turn, code: string | null, detail: string | null): void {
  const { exchange } = turn.state;
  const words = detail ?? code;
  const about = { ...(words === null ? {} : { detail: words }) };
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
