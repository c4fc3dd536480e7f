import {
  isOpenAnswer,
  type AssistantMessage,
  type Message,
  type UserMessage,
} from '../shared/conversation.ts';

/** Replaces the message of the same id, or inserts by `ordinal`. The others keep their identity. */
export function putMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const at = messages.findIndex(({ id }) => id === message.id);
  if (at !== -1 && messages[at]?.ordinal === message.ordinal) return messages.with(at, message);
  const others = messages.filter(({ id }) => id !== message.id);
  const before = others.findLastIndex(({ ordinal }) => ordinal <= message.ordinal);
  return others.toSpliced(before + 1, 0, message);
}

/** Older messages in front; those already there stay as they are. */
export function withEarlier(messages: readonly Message[], earlier: readonly Message[]): readonly Message[] {
  const known = new Set(messages.map(({ id }) => id));
  return [...earlier.filter(({ id }) => !known.has(id)), ...messages];
}

export function answerInProgress(messages: readonly Message[]): AssistantMessage | null {
  return messages.findLast(isOpenAnswer) ?? null;
}

export function lastQuestion(messages: readonly Message[]): UserMessage | null {
  return messages.findLast((message): message is UserMessage => message.role === 'user') ?? null;
}

/** Those that wait, oldest first. */
export function queuedMessages(messages: readonly Message[]): readonly UserMessage[] {
  return messages.filter(
    (message): message is UserMessage => message.role === 'user' && message.status === 'queued',
  );
}

/** So many of a queue are shown until somebody asks for all. */
export const foldedQueue = 3;

/** What the transcript shows: of a long queue its beginning. */
export function shownMessages(messages: readonly Message[], isQueueOpen: boolean): readonly Message[] {
  if (isQueueOpen) return messages;
  const rest = new Set<Message>(queuedMessages(messages).slice(foldedQueue));
  return rest.size === 0 ? messages : messages.filter((message) => !rest.has(message));
}

/** As the background will make it: shown until it does. */
export function unsentMessage(
  known: readonly Message[],
  fields: Pick<UserMessage, 'id' | 'conversationId' | 'text' | 'attachments' | 'createdAt' | 'replaces'>,
): UserMessage {
  const last = known.at(-1)?.ordinal ?? -1;
  return { role: 'user', status: 'queued', ordinal: last + 1, ...fields };
}
