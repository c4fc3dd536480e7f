import type { UserMessage } from '../shared/conversation.ts';
import { isTemporary } from '../shared/temporary-chat.ts';
import { paceMs, spend } from './budget.ts';
import type { SessionEvent } from './event.ts';
import { pendingAnswer } from './exchange.ts';
import { changeBudget, connectAfresh, giveWay, reconsider } from './connection.ts';
import { doubt } from './learning.ts';
import type { Exchange } from './exchange-state.ts';
import { isUnderWay } from './state.ts';
import { chatTitle } from './title.ts';
import { watchForDouble } from './double.ts';
import { clearTimer, commit, emit, setTimer, update, type Turn } from './turn.ts';
import { pageUrlOf, wireText } from './wire-text.ts';

/** Until the second look into the history; see repair.ts for the rest. */
export const firstPollMs = 1000;

type Of<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>;
type Locating = Extract<Exchange, { at: 'locating' }>;

export function take(turn: Turn, event: Of<'sent'>): void {
  // A page that lost its port repeats its command while the first is still being stored.
  if (isUnderWay(turn.state, event.message.id)) return;
  const attachmentIds = event.spent ?? event.message.attachments.map(({ id }) => id);
  commit(turn, { type: 'draft-spent', attachmentIds });
  add(turn, event.message);
}

function add(turn: Turn, sent: Of<'sent'>['message']): void {
  const { nextOrdinal, conversationId } = turn.state;
  const message: UserMessage = { ...sent, conversationId, ordinal: nextOrdinal, status: 'queued' };
  // Two places: the message's and its answer's.
  update(turn, { nextOrdinal: nextOrdinal + 2 });
  if (turn.state.title === '') {
    const title = titleOf(message);
    if (title !== '') {
      update(turn, { title });
      commit(turn, { type: 'titled', title });
    }
  }
  enqueue(turn, message);
}

/**
 * A removal that was undone. Its place is its ordinal, which no other message has: only the queue of a worker that has
 * forgotten the removed one may have given it away, and then it goes behind the others.
 */
export function restore(turn: Turn, { message }: Of<'restored'>): void {
  const { queue, exchange, nextOrdinal } = turn.state;
  if (isUnderWay(turn.state, message.id)) return;
  const isTaken = [...queue, ...(exchange === null ? [] : [exchange.message, exchange.answer])].some(
    ({ ordinal }) => ordinal === message.ordinal,
  );
  const ordinal = isTaken ? nextOrdinal : message.ordinal;
  update(turn, { nextOrdinal: Math.max(nextOrdinal, ordinal + 2) });
  const back: UserMessage = { ...message, ordinal, status: 'queued' };
  const behind = queue.findIndex((other) => other.ordinal > ordinal);
  enqueue(turn, back, behind === -1 ? queue.length : behind);
}

/** Of a pasted text that went without a word, its beginning. */
function titleOf({ text, attachments }: UserMessage): string {
  const pasted = attachments.find(({ source }) => source === 'paste');
  return chatTitle(text) || chatTitle(pasted?.text ?? '');
}

function enqueue(turn: Turn, message: UserMessage, place = turn.state.queue.length): void {
  update(turn, { queue: turn.state.queue.toSpliced(place, 0, message) });
  // Where it can leave at once, `dispatch` stores it as sending: one write between Enter and the wire, not two. Another
  // one may have been first.
  dispatch(turn);
  if (turn.state.queue.includes(message)) commit(turn, { type: 'message-put', message });
  const { at } = turn.state.connection;
  // Law 12: whatever ended the last attempt may have been mended where we don't see it.
  if (at === 'exhausted' || at === 'halted') connectAfresh(turn);
  else reconsider(turn);
}

/** Sends the oldest waiting message, if the connection is ready and nothing is in flight (P10). */
export function dispatch(turn: Turn): boolean {
  const { connection, budget, exchange, queue, chatId, conversationId, watchers } = turn.state;
  const [head, ...rest] = queue;
  if (connection.at !== 'ready' || budget.limitedUntil !== null || exchange !== null) return false;
  if (head === undefined) return false;
  // Whoever closes a temporary chat is done with it: what waits in it waits for them, or is gone with it.
  if (watchers === 0 && isTemporary(conversationId)) return false;
  const pause = paceMs(budget, turn.now);
  if (pause > 0) {
    setTimer(turn, 'pace', pause);
    return false;
  }
  const message: UserMessage = { ...withoutProblem(head), status: 'sending', sentAt: turn.now };
  const answer = pendingAnswer(message, turn.now);
  commit(turn, { type: 'message-put', message }, { type: 'message-put', message: answer });
  changeBudget(turn, spend(budget, turn.now));
  update(turn, {
    queue: rest,
    exchange: { at: 'transmitted', message, answer, stopped: false, line: connection.generation },
  });
  emit(turn, {
    type: 'send-message',
    generation: connection.generation,
    chatId,
    clientMessageId: message.id,
    text: wireText(message),
  });
  setTimer(turn, 'silence', turn.state.capabilities.silenceMs);
  describe(turn, message);
  return true;
}

/** The chat was created when the panel opened; its page is known only now (R20). */
function describe(turn: Turn, { attachments }: UserMessage): void {
  const pageUrl = pageUrlOf(attachments);
  if (turn.state.capabilities.describesChats === false) return;
  const { isDescribed, accepted, learnt } = turn.state;
  // What was read back is no chat of our session's: to create that again would make another one.
  if (pageUrl === undefined || isDescribed || accepted > 0 || learnt.readBack !== undefined) return;
  update(turn, { isDescribed: true });
  emit(turn, { type: 'describe-chat', pageUrl });
}

/** Something in flight has ended: the next message goes out, or the connection may be let go. */
export function sendNext(turn: Turn): void {
  if (giveWay(turn)) return;
  dispatch(turn);
  reconsider(turn);
}

function withoutProblem({ problem: _, ...message }: UserMessage): UserMessage {
  return message;
}

/** Not accepted, and going to be sent again: first in the queue, and its answer's place empty. */
export function putBack(turn: Turn, message: UserMessage, answerId: string): void {
  clearTimer(turn, 'flush', 'silence', 'poll');
  const queued: UserMessage = { ...message, status: 'queued' };
  commit(turn, { type: 'message-put', message: queued }, { type: 'message-removed', messageId: answerId });
  update(turn, { queue: [queued, ...turn.state.queue], exchange: null });
}

export function edit(turn: Turn, event: Of<'edited'>): void {
  const found = turn.state.queue.find(({ id }) => id === event.messageId);
  // Already on its way: too late to edit, and the panel's copy says so.
  if (found === undefined) return;
  const message = { ...found, text: event.text };
  update(turn, { queue: turn.state.queue.map((other) => (other === found ? message : other)) });
  commit(turn, { type: 'message-put', message });
}

/** The caller has checked that the message is queued, checking, failed or unknown. */
export function remove(turn: Turn, event: Of<'removed'>): void {
  const { exchange } = turn.state;
  if (exchange?.message.id === event.messageId) {
    if (exchange.at !== 'locating') return;
    giveBack(turn, exchange);
    return sendNext(turn);
  }
  update(turn, { queue: turn.state.queue.filter(({ id }) => id !== event.messageId) });
  commit(turn, { type: 'message-removed', messageId: event.messageId });
  reconsider(turn);
}

export function retry(turn: Turn, event: Of<'retried'>): void {
  const { message, answer, newId } = event;
  const { exchange } = turn.state;
  if (exchange?.at === 'locating' && exchange.message.id === message.id) {
    return sendAgainNow(turn, exchange, newId);
  }
  if (isUnderWay(turn.state, message.id) || isUnderWay(turn.state, newId)) return;
  if (answer === null) {
    // Under another id: the platform may have kept the one that it refused, and answer that.
    commit(turn, { type: 'message-removed', messageId: message.id });
    return enqueue(turn, { ...withoutProblem(message), id: newId, status: 'queued' });
  }
  // An answer with text stays readable above the new one; an empty one only took up room.
  if (answer.text === '') {
    commit(
      turn,
      { type: 'message-removed', messageId: answer.id },
      { type: 'message-removed', messageId: message.id },
    );
  }
  // The question stands there once: the broken answer is an earlier version, and walked back to.
  const { attachments, text, replaces = answer.text === '' ? undefined : message.id } = message;
  const version = replaces === undefined ? {} : { replaces };
  add(turn, { role: 'user', id: newId, text, attachments, createdAt: turn.now, ...version });
}

/** What may still arrive is no longer waited for. */
function giveBack(turn: Turn, { message, answer, stopped }: Locating): void {
  clearTimer(turn, 'silence', 'poll');
  commit(
    turn,
    { type: 'message-removed', messageId: message.id },
    // A stopped answer says "stopped" already, and that stays.
    ...(stopped ? [] : [{ type: 'message-removed', messageId: answer.id } as const]),
  );
  doubt(turn, message);
  update(turn, { exchange: null });
}

/** A person would rather have it twice than wait until it can't arrive any more. */
function sendAgainNow(turn: Turn, exchange: Locating, newId: string): void {
  giveBack(turn, exchange);
  const { message } = exchange;
  const again: UserMessage = { ...withoutProblem(message), id: newId, status: 'queued' };
  watchForDouble(turn, again, [message.id, newId]);
  update(turn, { queue: [again, ...turn.state.queue] });
  if (!dispatch(turn)) commit(turn, { type: 'message-put', message: again });
  reconsider(turn);
}
