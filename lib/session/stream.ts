import type { ServerFrame } from '../protocol/server-frame.ts';
import { sendNext, silenceMs } from './delivery.ts';
import { accept, drop, finishAnswer, flush, longestAnswer, tooLong } from './exchange.ts';
import { heard } from './handshake.ts';
import { readHistory } from './repair.ts';
import type { Exchange } from './state.ts';
import { acceptStopped, dropRest } from './stopping.ts';
import { commit, setExchange, setTimer, type Turn } from './turn.ts';

/**
 * Two frames of the display: text that is read grows no smoother with more, and each batch is stored before it is shown,
 * which at 16 ms costs the worker an eighth of what drawing the answer costs the panel.
 */
const flushEveryMs = 32;

type AnswerFrame = Extract<ServerFrame, { type: 'processing' | 'start' | 'chunk' | 'complete' }>;
type Answering = Extract<Exchange, { at: 'answering' }>;

/** P11–P18 */
export function answered(turn: Turn, frame: AnswerFrame): void {
  const { exchange, dropped } = turn.state;
  if (frame.messageId !== null && dropped.includes(frame.messageId)) return;
  if (exchange === null) {
    // P14: what was being answered before the question was asked is not its answer.
    if (frame.messageId !== null && frame.type !== 'processing') drop(turn, frame.messageId);
    return;
  }
  switch (exchange.at) {
    case 'locating':
      // The lookup under way will tell; a frame of an earlier connection can't.
      return;
    case 'repairing':
      return whileRepairing(turn, exchange, frame);
    case 'transmitted':
      if (exchange.stopped) return whileStopped(turn, exchange, frame);
      return continueAnswer(turn, begin(turn, exchange), frame);
    case 'answering': {
      const { serverId } = exchange.answer;
      if (serverId !== undefined && frame.messageId !== null && frame.messageId !== serverId) return;
      return continueAnswer(turn, exchange, frame);
    }
    default:
      return exchange satisfies never;
  }
}

/** The answer that the user no longer wants comes in: the message arrived, the answer is dropped. */
function whileStopped(
  turn: Turn,
  { message }: Extract<Exchange, { at: 'transmitted' }>,
  frame: AnswerFrame,
): void {
  // Neither says whether the answer's chunks will carry its id; the next frame will.
  if (frame.type === 'processing' || frame.type === 'start') return;
  acceptStopped(turn, message);
  if (frame.messageId !== null) drop(turn, frame.messageId);
  if (frame.type === 'chunk') return dropRest(turn, frame.messageId !== null);
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
    traceable: false,
    batches: 0,
    damaged: false,
  };
}

function continueAnswer(turn: Turn, exchange: Answering, frame: AnswerFrame): void {
  // `processing` may carry the id of the question: only frames of the answer name the answer.
  const named = frame.type === 'processing' ? exchange : withServerId(exchange, frame.messageId);
  setTimer(turn, 'silence', silenceMs);
  switch (frame.type) {
    case 'processing':
    case 'start':
      return setExchange(turn, named);
    case 'chunk':
      return append(turn, named, frame);
    case 'complete':
      return complete(turn, named, frame);
    default:
      return frame satisfies never;
  }
}

function withServerId(exchange: Answering, messageId: string | null): Answering {
  if (messageId === null || exchange.answer.serverId !== undefined) return exchange;
  return { ...exchange, answer: { ...exchange.answer, serverId: messageId } };
}

function append(turn: Turn, exchange: Answering, frame: Extract<AnswerFrame, { type: 'chunk' }>): void {
  const first = exchange.chunks === 0;
  if (exchange.text.length + exchange.pending.length + frame.content.length > longestAnswer) {
    return cutOff(turn, exchange);
  }
  const answer = first ? { ...exchange.answer, status: 'streaming' as const } : exchange.answer;
  if (first) commit(turn, { type: 'message-put', message: answer });
  const wasEmpty = exchange.pending === '';
  setExchange(turn, {
    ...exchange,
    answer,
    pending: exchange.pending + frame.content,
    chunks: exchange.chunks + 1,
    traceable: frame.messageId !== null && (first || exchange.traceable),
  });
  // The first words show at once; the rest in batches.
  if (first) flush(turn);
  else if (wasEmpty) setTimer(turn, 'flush', flushEveryMs);
}

function cutOff(turn: Turn, { answer, traceable }: Answering): void {
  finishAnswer(turn, answer, { ...tooLong(answer), text: flush(turn), replaces: false });
  dropRest(turn, traceable);
}

function complete(turn: Turn, exchange: Answering, frame: Extract<ServerFrame, { type: 'complete' }>): void {
  const joined = exchange.text + exchange.pending;
  const miscounted = frame.totalChunks !== null && frame.totalChunks !== exchange.chunks;
  // An empty `content` after text is a server that left it out, not one that took the answer back.
  const content = frame.content === '' && joined !== '' ? null : frame.content;
  setExchange(turn, exchange);
  if (content === null && (miscounted || exchange.damaged || joined === '')) {
    return repairFromHere(turn, exchange, { hasEnded: true, hasTail: false });
  }
  flush(turn);
  finishAnswer(turn, exchange.answer, {
    status: 'complete',
    text: content ?? joined,
    replaces: content !== null && content !== joined,
    sources: frame.sources,
    totalTokens: frame.totalTokens,
  });
  sendNext(turn);
}

/** After a break the server may still end the answer on the new socket; its chunks have a hole by then. */
function whileRepairing(
  turn: Turn,
  exchange: Extract<Exchange, { at: 'repairing' }>,
  frame: AnswerFrame,
): void {
  const { serverId } = exchange.answer;
  if (frame.type !== 'complete') return;
  if (serverId !== undefined && frame.messageId !== null && frame.messageId !== serverId) return;
  if (frame.content === null || frame.content === '') {
    setExchange(turn, { ...exchange, hasEnded: true, hasTail: false });
    return readHistory(turn);
  }
  finishAnswer(turn, exchange.answer, {
    status: 'complete',
    text: frame.content,
    replaces: frame.content !== exchange.text,
    sources: frame.sources,
    totalTokens: frame.totalTokens,
  });
  sendNext(turn);
}

/** After damage the end itself may have been the frame that was lost: don't wait a minute for it. */
const silenceAfterDamageMs = 5000;

/** P3 */
export function damaged(turn: Turn): void {
  const { exchange } = turn.state;
  // Unreadable, it still came over the line.
  heard(turn, false);
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
  setExchange(turn, { at: 'repairing', message, answer, text, ...known, reads: 0, reading: null });
  readHistory(turn);
}
