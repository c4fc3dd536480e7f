import { sendNext } from './delivery.ts';
import { auditDoubles } from './double.ts';
import { accept, drop, finishAnswer, flush, longestAnswer, tooLong } from './exchange.ts';
import { grow, isUndecided, unknownGrowth } from './growth.ts';
import { readHistory } from './repair.ts';
import type { Exchange } from './exchange-state.ts';
import { acceptStopped, dropRest } from './stopping.ts';
import type { Completed, TransportEvent } from './transport-event.ts';
import { commit, setExchange, setTimer, update, type Turn } from './turn.ts';

/**
 * Two frames of the display: text that is read grows no smoother with more, and each batch is stored before it is shown,
 * which at 16 ms costs the worker an eighth of what drawing the answer costs the panel.
 */
const flushEveryMs = 32;

type AnswerEvent = Extract<TransportEvent, { type: 'accepted' | 'started' | 'text' | 'completed' }>;
type Answering = Extract<Exchange, { at: 'answering' }>;

/** P11–P18 */
export function answerHeard(turn: Turn, event: AnswerEvent): void {
  const { exchange, dropped } = turn.state;
  if (event.messageId !== null && dropped.includes(event.messageId)) return;
  if (exchange === null) {
    // P14: what was being answered before the question was asked is not its answer.
    if (event.messageId !== null && event.type !== 'accepted') drop(turn, event.messageId);
    return;
  }
  switch (exchange.at) {
    case 'locating':
      // The lookup under way will tell; what an earlier connection says can't.
      return;
    case 'repairing':
      return whileRepairing(turn, exchange, event);
    case 'transmitted':
      if (isTrailing(turn, event)) return;
      if (exchange.stopped) return whileStopped(turn, exchange, event);
      return continueAnswer(turn, begin(turn, exchange), event);
    case 'answering': {
      const { serverId } = exchange.answer;
      if (serverId !== undefined && event.messageId !== null && event.messageId !== serverId) return;
      return continueAnswer(turn, exchange, event);
    }
    default:
      return exchange satisfies never;
  }
}

/**
 * After an answer was read back, the rest of it may still come, over this connection or the next: until the platform says
 * that it has taken the question up, what has no id is not its answer.
 */
function isTrailing(turn: Turn, event: AnswerEvent): boolean {
  const { mayTrail, isUnannounced } = turn.state;
  const isText = event.type === 'text' || event.type === 'completed';
  // A platform that announces nothing would never be heard again.
  if (mayTrail && !isUnannounced && isText && event.messageId === null) return true;
  update(turn, { mayTrail: false, isUnannounced: isText });
  return false;
}

/** The answer that the user no longer wants comes in: the message arrived, the answer is dropped. */
function whileStopped(
  turn: Turn,
  { message }: Extract<Exchange, { at: 'transmitted' }>,
  event: AnswerEvent,
): void {
  // Neither says whether the answer's chunks will carry its id; the next event will.
  if (event.type === 'accepted' || event.type === 'started') return;
  acceptStopped(turn, message);
  if (event.messageId !== null) drop(turn, event.messageId);
  if (event.type === 'text') return dropRest(turn, event.messageId !== null);
  sendNext(turn);
}

function begin(turn: Turn, { message, answer }: Extract<Exchange, { at: 'transmitted' }>): Answering {
  return {
    at: 'answering',
    message: accept(turn, message),
    answer,
    text: '',
    pending: '',
    chunks: 0,
    growth: unknownGrowth,
    traceable: false,
    batches: 0,
    damaged: false,
  };
}

function continueAnswer(turn: Turn, exchange: Answering, event: AnswerEvent): void {
  // What accepts may carry the id of the question: only what is of the answer names the answer.
  const named = event.type === 'accepted' ? exchange : withServerId(exchange, event.messageId);
  setTimer(turn, 'silence', turn.state.capabilities.silenceMs);
  switch (event.type) {
    case 'accepted':
      return setExchange(turn, event.doing === undefined ? named : { ...named, doing: event.doing });
    case 'started':
      return setExchange(turn, named);
    case 'text':
      return append(turn, named, event);
    case 'completed':
      return complete(turn, named, event);
    default:
      return event satisfies never;
  }
}

function withServerId(exchange: Answering, messageId: string | null): Answering {
  if (messageId === null || exchange.answer.serverId !== undefined) return exchange;
  return { ...exchange, answer: { ...exchange.answer, serverId: messageId } };
}

function append(turn: Turn, exchange: Answering, event: Extract<AnswerEvent, { type: 'text' }>): void {
  const first = exchange.chunks === 0;
  const { growth, added, isTorn } = grow(exchange.growth, exchange.text + exchange.pending, event.content);
  if (exchange.text.length + exchange.pending.length + added.length > longestAnswer) {
    return cutOff(turn, exchange);
  }
  const answer = first ? { ...exchange.answer, status: 'streaming' as const } : exchange.answer;
  if (first) commit(turn, { type: 'message-put', message: answer });
  const wasEmpty = exchange.pending === '';
  setExchange(turn, {
    ...exchange,
    answer,
    pending: exchange.pending + added,
    growth,
    damaged: exchange.damaged || isTorn,
    chunks: exchange.chunks + 1,
    traceable: event.messageId !== null && (first || exchange.traceable),
  });
  // The first words show at once; the rest in batches.
  if (first) flush(turn);
  else if (wasEmpty) setTimer(turn, 'flush', flushEveryMs);
}

function cutOff(turn: Turn, { answer, traceable }: Answering): void {
  finishAnswer(turn, answer, { ...tooLong(answer), text: flush(turn), replaces: false });
  dropRest(turn, traceable);
}

function complete(turn: Turn, exchange: Answering, event: Completed): void {
  const joined = exchange.text + exchange.pending;
  const miscounted = event.totalChunks !== null && event.totalChunks !== exchange.chunks;
  // An empty `content` after text is a server that left it out, not one that took the answer back.
  const content = event.content === '' && joined !== '' ? null : event.content;
  setExchange(turn, exchange);
  const isHoled = miscounted || exchange.damaged || isUndecided(exchange.growth);
  if (content === null && (isHoled || joined === '')) {
    return repairFromHere(turn, exchange, { hasEnded: true, hasTail: false });
  }
  flush(turn);
  finishAnswer(turn, exchange.answer, {
    status: 'complete',
    text: content ?? joined,
    replaces: content !== null && content !== joined,
    sources: event.sources,
    totalTokens: event.totalTokens,
  });
  auditDoubles(turn, exchange.message.id);
  sendNext(turn);
}

/** After a break the server may still end the answer on the new connection; its chunks have a hole by then. */
function whileRepairing(
  turn: Turn,
  exchange: Extract<Exchange, { at: 'repairing' }>,
  event: AnswerEvent,
): void {
  const { serverId } = exchange.answer;
  if (event.type !== 'completed') return;
  if (serverId !== undefined && event.messageId !== null && event.messageId !== serverId) return;
  if (event.content === null || event.content === '') {
    setExchange(turn, { ...exchange, hasEnded: true, hasTail: false });
    return readHistory(turn);
  }
  finishAnswer(turn, exchange.answer, {
    status: 'complete',
    text: event.content,
    replaces: event.content !== exchange.text,
    sources: event.sources,
    totalTokens: event.totalTokens,
  });
  sendNext(turn);
}

/** After damage the end itself may have been what was lost: don't wait a minute for it. */
const silenceAfterDamageMs = 5000;

/** P3 */
export function damaged(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at !== 'answering') return;
  setExchange(turn, { ...exchange, damaged: true });
  setTimer(turn, 'silence', silenceAfterDamageMs);
}

export function fellSilent(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at !== 'answering') return;
  repairFromHere(turn, exchange, { hasEnded: false, hasTail: !exchange.traceable });
}

function repairFromHere(
  turn: Turn,
  { message, answer }: Answering,
  known: Pick<Extract<Exchange, { at: 'repairing' }>, 'hasEnded' | 'hasTail'>,
): void {
  const text = flush(turn);
  setExchange(turn, {
    at: 'repairing',
    message,
    answer,
    text,
    ...known,
    seen: null,
    reads: 0,
    reading: null,
  });
  readHistory(turn);
}
