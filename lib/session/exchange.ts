import type { AssistantMessage, AssistantStatus, Source, UserMessage } from '../shared/conversation.ts';
import type { Problem } from '../shared/problem.ts';
import { answerId } from './answer-id.ts';
import type { Change } from './effect.ts';
import { doubt } from './learning.ts';
import { traceOf } from './trace.ts';
import { clearTimer, commit, setExchange, update, type Turn } from './turn.ts';
import { wireText } from './wire-text.ts';

/** What ends an answer, beside its text. */
interface Ending {
  readonly status: AssistantStatus;
  readonly text: string;
  readonly replaces: boolean;
  readonly sources?: readonly Source[];
  readonly totalTokens?: number | null;
  readonly problem?: Problem | null;
}

export function pendingAnswer(message: UserMessage, now: number): AssistantMessage {
  return {
    role: 'assistant',
    id: answerId(message.id),
    conversationId: message.conversationId,
    // Every question reserves two places: later questions queue behind its answer.
    ordinal: message.ordinal + 1,
    replyTo: message.id,
    text: '',
    status: 'pending',
    sources: [],
    createdAt: now,
  };
}

/** Characters. Ten times the longest honest answer: beyond it a server would fill the disk and the panel's memory. */
export const longestAnswer = 1_000_000;

export function tooLong(answer: AssistantMessage): Pick<Ending, 'status' | 'problem'> {
  return { status: 'interrupted', problem: { code: 'answer-too-long', messageId: answer.id } };
}

/** Streamed, in one piece or from the history: no answer is stored beyond its bound. */
function bounded(answer: AssistantMessage, ending: Ending): Ending {
  if (ending.text.length <= longestAnswer) return ending;
  return { ...ending, ...tooLong(answer), text: ending.text.slice(0, longestAnswer), replaces: true };
}

/** Ends the answer and frees the conversation for its next message. */
export function finishAnswer(turn: Turn, answer: AssistantMessage, wanted: Ending): void {
  const ending = bounded(answer, wanted);
  clearTimer(turn, 'flush', 'silence', 'poll');
  commit(turn, {
    type: 'answer-finished',
    messageId: answer.id,
    status: ending.status,
    text: ending.text,
    replaces: ending.replaces,
    sources: ending.sources ?? [],
    totalTokens: ending.totalTokens ?? null,
    completedAt: turn.now,
    serverId: answer.serverId ?? null,
    problem: ending.problem ?? null,
  });
  // P14: what may still come of it must not be taken for the next answer.
  if (answer.serverId !== undefined) drop(turn, answer.serverId);
  setExchange(turn, null);
}

/** Ids of answers that are over worth remembering: only the last can still be streaming, the rest are for safety. */
const mostDropped = 8;

export function drop(turn: Turn, serverId: string): void {
  update(turn, { dropped: [...turn.state.dropped, serverId].slice(-mostDropped) });
}

/** The server reacted (P11). */
export function accept(turn: Turn, message: UserMessage): UserMessage {
  const sent: UserMessage = { ...message, status: 'sent' };
  const sentAgain = turn.state.sentAgain.map((again) =>
    again.message.id === message.id ? { ...again, isAccepted: true } : again,
  );
  update(turn, { sentAgain });
  commit(turn, { type: 'message-put', message: sent }, countAccepted(turn, message));
  return sent;
}

/** Enough to notice a history that is cut, or that others write into. */
export const mostTraces = 20;

/** A later lookup by position starts behind this many. Kept as a number, since a message that is asked again may be removed here, but not there. */
export function countAccepted(turn: Turn, message: UserMessage): Change {
  const accepted = turn.state.accepted + 1;
  const said = [...turn.state.said, traceOf(wireText(message))].slice(-mostTraces);
  update(turn, { accepted, said });
  return { type: 'accepted-counted', accepted, said };
}

/** The platform has taken back what it had accepted last. */
export function uncountAccepted(turn: Turn): Change {
  const accepted = turn.state.accepted - 1;
  const said = turn.state.said.slice(0, -1);
  update(turn, { accepted, said });
  return { type: 'accepted-counted', accepted, said };
}

/** Commits what has arrived since the last batch. Returns all the text so far. */
export function flush(turn: Turn): string {
  const { exchange } = turn.state;
  if (exchange?.at !== 'answering') return '';
  if (exchange.pending === '') return exchange.text;
  const text = exchange.text + exchange.pending;
  commit(turn, {
    type: 'text-appended',
    messageId: exchange.answer.id,
    batch: exchange.batches,
    text: exchange.pending,
  });
  setExchange(turn, {
    ...exchange,
    text,
    pending: '',
    batches: exchange.batches + 1,
  });
  return text;
}

/** The connection is gone: what was in flight will be looked up, never guessed (D8). */
export function suspend(turn: Turn): void {
  const text = flush(turn);
  clearTimer(turn, 'flush', 'silence', 'poll');
  const { exchange } = turn.state;
  switch (exchange?.at) {
    case undefined:
      return;
    case 'transmitted': {
      const { message, answer, stopped, line: generation } = exchange;
      return setExchange(turn, {
        at: 'locating',
        message,
        answer,
        stopped,
        line: { generation },
        brokeAt: turn.now,
        isTurnedAway: false,
        reads: 0,
        reading: null,
        isLast: false,
      });
    }
    case 'answering': {
      const { message, answer } = exchange;
      return setExchange(turn, {
        at: 'repairing',
        message,
        answer,
        text,
        hasEnded: false,
        hasTail: false,
        seen: null,
        reads: 0,
        reading: null,
      });
    }
    case 'locating':
      return setExchange(turn, { ...exchange, reading: null });
    case 'repairing':
      return setExchange(turn, { ...exchange, hasTail: false, reading: null });
    default:
      return exchange satisfies never;
  }
}

/** Nobody will look it up: says so, and keeps what arrived. */
export function settleForGood(turn: Turn): void {
  const { exchange } = turn.state;
  if (exchange?.at === 'locating')
    return settleUnknown(turn, exchange.message, exchange.answer, exchange.stopped);
  if (exchange?.at === 'repairing') {
    finishAnswer(turn, exchange.answer, { status: 'interrupted', text: exchange.text, replaces: false });
  }
}

/** Sent, then cut off, and the history can't tell: the user chooses. Whoever has stopped it misses nothing, and is told without alarm. */
export function settleUnknown(
  turn: Turn,
  message: UserMessage,
  answer: AssistantMessage,
  stopped: boolean,
): void {
  clearTimer(turn, 'silence', 'poll');
  commit(
    turn,
    {
      type: 'message-put',
      message: {
        ...message,
        status: 'unknown',
        ...(!stopped && { problem: { code: 'delivery-unknown', messageId: message.id } }),
      },
    },
    // A stopped answer says "stopped" already, and that stays.
    ...(stopped ? [] : [{ type: 'message-removed', messageId: answer.id } as const]),
  );
  doubt(turn, message);
  setExchange(turn, null);
}
