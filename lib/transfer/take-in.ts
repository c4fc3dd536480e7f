import { isOpen, type Message } from '../shared/conversation.ts';
import { storedIdOf } from './message-id.ts';

/** Whether they are what a file can hold: nothing under way, each there once, in their order. */
export function areSettled(messages: readonly Message[]): boolean {
  return (
    messages.length > 0 &&
    new Set(messages.map(({ id }) => id)).size === messages.length &&
    messages.every((message, at) => !isOpen(message) && message.ordinal > (messages[at - 1]?.ordinal ?? 0))
  );
}

/** A message of a file as it is stored here. @param conversationId of the chat that it comes in */
export function takenIn(message: Message, conversationId: string): Message {
  const id = storedIdOf(message.id, conversationId);
  if (message.role === 'user') {
    const { replaces } = message;
    const version = replaces === undefined ? {} : { replaces: storedIdOf(replaces, conversationId) };
    return { ...message, id, conversationId, ...version };
  }
  return { ...message, id, conversationId, replyTo: storedIdOf(message.replyTo, conversationId) };
}
