import { firstPollMs, putBack, sendNext } from './delivery.ts';
import { watchForDouble } from './double.ts';
import { knownOf, weigh } from './evidence.ts';
import { accept, settleUnknown } from './exchange.ts';
import type { Exchange } from './exchange-state.ts';
import type { History } from './history.ts';
import { pollMs } from './look-again.ts';
import { repaired } from './repairing.ts';
import { acceptStopped } from './stopping.ts';
import { commit, setExchange, setTimer, type Turn } from './turn.ts';

type Locating = Extract<Exchange, { at: 'locating' }>;

const looksBeforeResend = 2;

/** A browser flushes a socket that it has closed, and keeps one whose line is dead, for up to a minute. */
const lineKeptMs = 60_000;
/** A platform may store a question with its answer only: as long as that is not known to be otherwise. */
const storedWithinMs = 30_000;

/** ms for which the message may still come to stand in the history. */
export function mayArriveMs({ state, now }: Turn, { line, brokeAt, isTurnedAway }: Locating): number {
  const since = Math.min(brokeAt, now);
  const arrives = line === null ? 0 : lineKeptMs;
  // Counted from when it can have arrived: only then can it be stored.
  const isStoredAtOnce = state.budget.storesAtReceipt === true || isTurnedAway;
  return since + arrives + (isStoredAtOnce ? 0 : storedWithinMs) - now;
}

/** What a history says of a message that may not have arrived (D8–D11). */
export function located(turn: Turn, exchange: Locating, history: History): void {
  const { message, answer, stopped } = exchange;
  const evidence = weigh(history, message, knownOf(turn.state));
  if (evidence.says !== 'found') {
    // Two looks, a second apart; but not where that second has long gone by.
    const isLateEnough = mayArriveMs(turn, exchange) <= -firstPollMs;
    const isProof = exchange.isLast && (isLateEnough || exchange.reads >= looksBeforeResend);
    if (!isProof) return checkOn(turn, exchange);
    if (evidence.says === 'unclear') settleUnknown(turn, message, answer, stopped);
    else if (stopped) {
      commit(turn, { type: 'message-put', message: { ...message, status: 'failed' } });
      setExchange(turn, null);
    } else {
      watchForDouble(turn, message, [message.id]);
      putBack(turn, message, answer.id);
    }
    return sendNext(turn);
  }
  if (stopped) {
    acceptStopped(turn, message);
    return sendNext(turn);
  }
  if (message.status === 'checking') commit(turn, { type: 'message-put', message: answer });
  repaired(
    turn,
    {
      at: 'repairing',
      message: accept(turn, message),
      answer,
      text: '',
      hasEnded: false,
      hasTail: false,
      seen: answer.seen ?? null,
      reads: exchange.reads,
      reading: null,
    },
    history,
  );
}

/** Not there yet. That proves nothing as long as it may still arrive (law 11). */
function checkOn(turn: Turn, exchange: Locating): void {
  const message = { ...exchange.message, status: 'checking' as const };
  if (exchange.message.status !== 'checking') {
    commit(
      turn,
      { type: 'message-put', message },
      // Nobody thinks about what may not be there. A stopped answer says "stopped", and that stays.
      ...(exchange.stopped ? [] : [{ type: 'message-removed', messageId: exchange.answer.id } as const]),
    );
  }
  setExchange(turn, { ...exchange, message });
  const left = mayArriveMs(turn, exchange);
  const poll = pollMs(exchange.reads);
  setTimer(turn, 'poll', left > 0 ? Math.min(poll, Math.max(firstPollMs, left)) : poll);
}
