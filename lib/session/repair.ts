import type { UserMessage } from '../shared/conversation.ts';
import { firstPollMs, putBack, sendNext, wireText } from './delivery.ts';
import type { HistoryItem } from './event.ts';
import { accept, finishAnswer, settleUnknown } from './exchange.ts';
import type { Exchange } from './state.ts';
import { acceptStopped, dropRest } from './stopping.ts';
import { commit, emit, setExchange, setTimer, takeGeneration, type Turn } from './turn.ts';

type Locating = Extract<Exchange, { at: 'locating' }>;
type Repairing = Extract<Exchange, { at: 'repairing' }>;

/** 1, 2, 4, 8, 16, 16 … s: with the last of these looks, about two minutes have gone by. */
const longestPollMs = 16_000;
const mostReads = 11;
const looksBeforeResend = 2;

/** Looks into the history, where the connection is ready and no look is under way. */
export function readHistory(turn: Turn): void {
  const { connection, exchange, chatId, capabilities } = turn.state;
  if (exchange?.at !== 'locating' && exchange?.at !== 'repairing') return;
  if (connection.at !== 'ready' || chatId === null || exchange.reading !== null) return;
  if (!capabilities.hasHistory) return giveUp(turn);
  const reading = takeGeneration(turn);
  setExchange(turn, { ...exchange, reading, reads: exchange.reads + 1 });
  emit(turn, { type: 'read-history', generation: reading, chatId, look: exchange.reads + 1 });
}

/** A connection is back: as many looks again. */
export function resumeRepair(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at !== 'locating' && exchange?.at !== 'repairing') return;
  setExchange(turn, { ...exchange, reads: 0 });
  readHistory(turn);
}

export function historyRead(turn: Turn, generation: number, items: readonly HistoryItem[]): void {
  const { exchange } = turn.state;
  if (exchange?.at === 'locating' && exchange.reading === generation) {
    located(turn, { ...exchange, reading: null }, items);
  } else if (exchange?.at === 'repairing' && exchange.reading === generation) {
    repaired(turn, { ...exchange, reading: null }, items);
  }
}

export function historyFailed(turn: Turn, generation: number, failure: 'transient' | 'gone'): void {
  const { exchange } = turn.state;
  if ((exchange?.at !== 'locating' && exchange?.at !== 'repairing') || exchange.reading !== generation)
    return;
  setExchange(turn, { ...exchange, reading: null });
  if (failure === 'transient' && exchange.reads < mostReads) return lookAgain(turn, exchange.reads);
  giveUp(turn);
}

function located(turn: Turn, exchange: Locating, items: readonly HistoryItem[]): void {
  const { message, answer, stopped } = exchange;
  const index = findMessage(items, message, turn.state.accepted);
  // A platform may store what it has taken a moment later: doubling is worse than a second's wait.
  if (index === -1 && exchange.reads < looksBeforeResend) {
    setExchange(turn, exchange);
    return lookAgain(turn, exchange.reads);
  }
  if (index === -1) {
    if (!stopped) {
      putBack(turn, message, answer.id);
    } else {
      commit(turn, { type: 'message-put', message: { ...message, status: 'failed' } });
      setExchange(turn, null);
    }
    return sendNext(turn);
  }
  if (stopped) {
    acceptStopped(turn, message);
    return sendNext(turn);
  }
  repaired(
    turn,
    {
      at: 'repairing',
      message: accept(turn, message),
      answer,
      text: '',
      hasEnded: false,
      hasTail: false,
      reads: exchange.reads,
      reading: null,
    },
    items,
  );
}

function repaired(turn: Turn, exchange: Repairing, items: readonly HistoryItem[]): void {
  const { message, answer, text } = exchange;
  setExchange(turn, exchange);
  const index = findMessage(items, message, turn.state.accepted - 1);
  const found = index === -1 ? undefined : answerAfter(items, index, answer.serverId, turn.state.dropped);
  if (found === undefined || isBeingWritten(found, exchange)) {
    if (exchange.reads < mostReads) return lookAgain(turn, exchange.reads);
    return giveUp(turn);
  }
  finishAnswer(
    turn,
    { ...answer, serverId: found.id },
    { status: 'complete', text: found.content, replaces: found.content !== text },
  );
  goOn(turn, exchange.hasTail);
}

/** A platform that stores an answer as it writes it shows less of it than we have seen already. */
function isBeingWritten({ content }: HistoryItem, { text, hasEnded }: Repairing): boolean {
  return !hasEnded && content.length < text.length && text.startsWith(content);
}

/** What may still come of the last answer must not run into the next: a new connection is sure not to carry it. */
function goOn(turn: Turn, hasTail: boolean): void {
  if (hasTail) dropRest(turn, false);
  else sendNext(turn);
}

function lookAgain(turn: Turn, reads: number): void {
  setTimer(turn, 'poll', Math.min(longestPollMs, firstPollMs * 2 ** Math.max(0, reads - 1)));
}

function giveUp(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at === 'locating') settleUnknown(turn, exchange.message, exchange.answer, exchange.stopped);
  if (exchange?.at === 'repairing') {
    finishAnswer(turn, exchange.answer, { status: 'interrupted', text: exchange.text, replaces: false });
  }
  goOn(turn, exchange?.at === 'repairing' && exchange.hasTail);
}

/**
 * Where the message stands in the history, or -1. By its id where the platform echoes ids; else the first user
 * message behind the `known` ones that has its text: the same question asked twice stays two messages.
 */
function findMessage(items: readonly HistoryItem[], message: UserMessage, known: number): number {
  const byId = items.findIndex(({ clientMessageId }) => clientMessageId === message.id);
  if (byId !== -1) return byId;
  const text = wireText(message);
  let seen = 0;
  for (const [index, item] of items.entries()) {
    if (item.role !== 'user') continue;
    seen += 1;
    if (seen > known && item.clientMessageId === null && item.content === text) return index;
  }
  return -1;
}

/**
 * The answer to the question at `index`: the one whose id came over the connection, where that is in the history, else the
 * first before the next question that is not the late answer to an earlier one (P14: a stopped answer is written on).
 */
function answerAfter(
  items: readonly HistoryItem[],
  index: number,
  wanted: string | undefined,
  dropped: readonly string[],
): HistoryItem | undefined {
  const later = items
    .slice(index + 1)
    .filter(
      ({ role, id, content }) =>
        role === 'user' || (role === 'assistant' && content !== '' && !dropped.includes(id)),
    );
  const named = later.find(({ role, id }) => role === 'assistant' && id === wanted);
  if (named !== undefined) return named;
  return later[0]?.role === 'assistant' ? later[0] : undefined;
}
