import { firstPollMs, putBack, sendNext } from './delivery.ts';
import { auditDoubles, noticeDoubles, watchForDouble } from './double.ts';
import type { History } from './history.ts';
import { showElsewhere } from './elsewhere.ts';
import { answerAfter, weigh, type Known } from './evidence.ts';
import { accept, finishAnswer, settleUnknown } from './exchange.ts';
import { changeBudget } from './connection.ts';
import { learnFrom } from './learning.ts';
import type { Exchange } from './exchange-state.ts';
import type { SessionState } from './state.ts';
import { acceptStopped, dropRest } from './stopping.ts';
import { fingerprint } from './trace.ts';
import { commit, emit, setExchange, setTimer, takeGeneration, update, type Turn } from './turn.ts';

type Locating = Extract<Exchange, { at: 'locating' }>;
type Repairing = Extract<Exchange, { at: 'repairing' }>;

/** 1, 2, 4, 8, 16, 16 … s: with the last of these looks, about two minutes have gone by. */
const longestPollMs = 16_000;
const mostReads = 11;
const looksBeforeResend = 2;

/** A browser flushes a socket that it has closed, and keeps one whose line is dead, for up to a minute. */
const lineKeptMs = 60_000;
/** A platform may store a question with its answer only: as long as that is not known to be otherwise. */
const storedWithinMs = 30_000;
/** An answer that is stored while it is written has grown by then. */
const unchangedForMs = 3000;

/** Looks into the history, where the connection is ready and no look is under way. */
export function readHistory(turn: Turn): void {
  const { connection, exchange, chatId, capabilities } = turn.state;
  if (exchange?.at !== 'locating' && exchange?.at !== 'repairing') return;
  if (connection.at !== 'ready' || exchange.reading !== null) return;
  // Of a chat that nobody has named yet there is nothing to look up, either.
  if (!capabilities.hasHistory || chatId === null) return giveUp(turn);
  const reading = takeGeneration(turn);
  const look = { reading, reads: exchange.reads + 1 };
  if (exchange.at === 'repairing') setExchange(turn, { ...exchange, ...look });
  else setExchange(turn, { ...exchange, ...look, isLast: mayArriveMs(turn, exchange) <= 0 });
  emit(turn, { type: 'read-history', generation: reading, chatId, look: look.reads });
}

/** ms for which the message may still come to stand in the history. */
function mayArriveMs({ state, now }: Turn, { line, brokeAt, isTurnedAway }: Locating): number {
  const since = Math.min(brokeAt, now);
  const arrives = line === null ? 0 : lineKeptMs;
  // Counted from when it can have arrived: only then can it be stored.
  const isStoredAtOnce = state.budget.storesAtReceipt === true || isTurnedAway;
  return since + arrives + (isStoredAtOnce ? 0 : storedWithinMs) - now;
}

/** A connection is back: as many looks again. */
export function resumeRepair(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at !== 'locating' && exchange?.at !== 'repairing') return;
  setExchange(turn, { ...exchange, reads: 0 });
  readHistory(turn);
}

/** What was handed to that connection has arrived by now, or never will. */
export function lineEnded(turn: Turn, generation: number): void {
  const { exchange } = turn.state;
  if (exchange?.at !== 'locating' || exchange.line?.generation !== generation) return;
  setExchange(turn, { ...exchange, line: null, brokeAt: turn.now });
  if (exchange.reads > 0 && exchange.reading === null) setTimer(turn, 'poll', firstPollMs);
}

export function historyRead(turn: Turn, generation: number, history: History): void {
  const { exchange, auditing } = turn.state;
  if (auditing === generation) update(turn, { auditing: null });
  else if (exchange === null || !('reading' in exchange) || exchange.reading !== generation) return;
  learnFrom(turn, history.items);
  noticeDoubles(turn, history.items);
  showElsewhere(turn, history.items);
  if (exchange?.at === 'locating' && exchange.reading === generation) {
    located(turn, { ...exchange, reading: null }, history);
  } else if (exchange?.at === 'repairing' && exchange.reading === generation) {
    repaired(turn, { ...exchange, reading: null }, history);
  }
}

export function historyFailed(turn: Turn, generation: number, failure: 'transient' | 'gone'): void {
  const { exchange, auditing } = turn.state;
  if (auditing === generation) update(turn, { auditing: null });
  if ((exchange?.at !== 'locating' && exchange?.at !== 'repairing') || exchange.reading !== generation)
    return;
  setExchange(turn, { ...exchange, reading: null });
  if (failure === 'transient' && exchange.reads < mostReads) return lookAgain(turn, exchange.reads);
  giveUp(turn);
}

const knownOf = ({ learnt, accepted, said }: SessionState): Known => ({ ...learnt, accepted, said });

function located(turn: Turn, exchange: Locating, history: History): void {
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

function repaired(turn: Turn, exchange: Repairing, history: History): void {
  const { message, answer, text } = exchange;
  setExchange(turn, exchange);
  // It is one of the accepted: what is known of those before it tells where it stands.
  const { accepted, said, ...more } = knownOf(turn.state);
  const before: Known = { ...more, accepted: accepted - 1, said: said.slice(0, -1) };
  const evidence = weigh(history, message, before);
  const found =
    evidence.says === 'found'
      ? answerAfter(
          history.items,
          evidence.index,
          { ...before, dropped: turn.state.dropped },
          answer.serverId,
        )
      : undefined;
  if (evidence.says === 'found' && found === undefined && isNewest(history, evidence.index)) {
    learnReceipt(turn);
  }
  if (found === undefined || isCut(found.content, exchange)) {
    return exchange.reads < mostReads ? lookAgain(turn, exchange.reads) : giveUp(turn);
  }
  const { id, content } = found;
  const print = fingerprint(content);
  const isSame = exchange.seen?.id === id && exchange.seen.print === print;
  const isUnchanged = isSame && turn.now - (exchange.seen?.at ?? turn.now) >= unchangedForMs;
  if (!exchange.hasEnded && !isUnchanged) {
    if (exchange.reads >= mostReads) return giveUp(turn);
    const seen = isSame ? exchange.seen : { id, print, at: turn.now };
    if (!isSame) commit(turn, { type: 'answer-seen', messageId: answer.id, seen });
    setExchange(turn, { ...exchange, seen });
    return setTimer(turn, 'poll', Math.max(firstPollMs, seen.at + unchangedForMs - turn.now));
  }
  finishAnswer(
    turn,
    { ...answer, serverId: id },
    {
      status: 'complete',
      text: content,
      replaces: content !== text,
      sources: found.sources ?? [],
      totalTokens: found.totalTokens ?? null,
    },
  );
  auditDoubles(turn, message.id);
  goOn(turn, exchange.hasTail);
}

/** A question stands in the history, and its answer does not: this deployment stores one when it comes. */
function learnReceipt(turn: Turn): void {
  const { budget } = turn.state;
  if (budget.storesAtReceipt !== true) changeBudget(turn, { ...budget, storesAtReceipt: true });
}

/** Whether nothing was asked or answered behind it. */
function isNewest({ items, isWhole }: History, index: number): boolean {
  return isWhole && items.slice(index + 1).every(({ role }) => role === 'other');
}

/** A platform that stores an answer as it writes it shows less of it than we have seen already. */
function isCut(content: string, { text, hasEnded }: Repairing): boolean {
  return !hasEnded && content.length < text.length && text.startsWith(content);
}

/** What may still come of the last answer must not run into the next: a new connection is sure not to carry it. */
function goOn(turn: Turn, hasTail: boolean): void {
  update(turn, { mayTrail: true });
  if (hasTail) dropRest(turn, false);
  else sendNext(turn);
}

const pollMs = (reads: number): number => Math.min(longestPollMs, firstPollMs * 2 ** Math.max(0, reads - 1));

function lookAgain(turn: Turn, reads: number): void {
  setTimer(turn, 'poll', pollMs(reads));
}

function giveUp(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at === 'locating') settleUnknown(turn, exchange.message, exchange.answer, exchange.stopped);
  if (exchange?.at === 'repairing') {
    finishAnswer(turn, exchange.answer, { status: 'interrupted', text: exchange.text, replaces: false });
  }
  goOn(turn, exchange?.at === 'repairing' && exchange.hasTail);
}
