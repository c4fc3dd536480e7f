import { fileLimits, type FileChat, type FileMessage } from './chat-file.ts';

/** What no schema says of a chat. `at`: the message it is about, counted from 0. */
export interface ChatFault {
  readonly code:
    'no-messages' | 'too-many-messages' | 'too-long' | 'double-message' | 'reply-out-of-order' | 'future';
  readonly at?: number;
}

/** ms. Another computer's clock may be ahead; a day is no clock's fault. */
const futureMs = 24 * 60 * 60_000;

/** Why a chat can't be taken in; null: it can. @param now epoch ms */
export function faultOf({ messages, ...chat }: FileChat, now: number): ChatFault | null {
  if (messages.length === 0) return { code: 'no-messages' };
  if (messages.length > fileLimits.messages) return { code: 'too-many-messages' };
  const isLater = (time: string): boolean => Date.parse(time) > now + futureMs;
  if (isLater(chat.createdAt) || isLater(chat.updatedAt)) return { code: 'future' };
  const places = new Map(messages.map(({ id }, at) => [id, at]));
  let characters = 0;
  for (const [at, message] of messages.entries()) {
    characters += charactersOf(message);
    if (characters > fileLimits.characters) return { code: 'too-long', at };
    // The last of that name stands in its place.
    if (places.get(message.id) !== at) return { code: 'double-message', at };
    if (isLater(message.at)) return { code: 'future', at };
    if (message.role !== 'assistant') continue;
    // Its question may have been removed; one that stands here stands before it, and is a question.
    const asked = places.get(message.replyTo);
    if (asked !== undefined && (asked >= at || messages[asked]?.role !== 'user'))
      return { code: 'reply-out-of-order', at };
  }
  return null;
}

/** Of all that was said in it. */
export function charactersOfChat({ messages }: Pick<FileChat, 'messages'>): number {
  return messages.reduce((sum, message) => sum + charactersOf(message), 0);
}

/** Of all that a message holds. */
function charactersOf(message: FileMessage): number {
  const parts: readonly object[] = message.role === 'user' ? (message.pages ?? []) : (message.sources ?? []);
  const inParts = parts.flatMap((part): unknown[] => Object.values(part));
  return inParts.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length : 0),
    message.text.length,
  );
}
