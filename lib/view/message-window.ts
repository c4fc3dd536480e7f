import { isOpen, type Message } from '../shared/conversation.ts';

/**
 * The part of a conversation that a page holds: what is read, and the newest messages, which are there wherever somebody
 * reads, so that the queue, the answer in progress and what is announced of it need nothing else.
 *
 *     gap Infinity: … | read, up to the newest |
 *     gap 120:      … | read, up to 120 | … | the newest |
 */
export interface MessageWindow {
  /** By ordinal. */
  readonly messages: readonly Message[];
  readonly hasEarlier: boolean;
  /** The ordinal with which what is read ends, where the newest are further down; Infinity: it goes on to the newest. */
  readonly gap: number;
}

/** As many are read at once: what is further away is let go of, and loaded when somebody comes back. */
export const mostRead = 200;

/** What is read. */
export function messagesRead({ messages, gap }: Pick<MessageWindow, 'messages' | 'gap'>): readonly Message[] {
  return messages.filter(({ ordinal }) => ordinal <= gap);
}

/** At its newest messages. */
export function atNewest(window: MessageWindow): MessageWindow {
  return window.gap === Infinity
    ? window
    : { messages: messagesBehind(window), hasEarlier: true, gap: Infinity };
}

/** Those behind the gap; none where there is no gap. */
export function messagesBehind({
  messages,
  gap,
}: Pick<MessageWindow, 'messages' | 'gap'>): readonly Message[] {
  return messages.filter(({ ordinal }) => ordinal > gap);
}

/** Whether a message that is new to the window is of what it holds; of others it is told once they are loaded. */
export function isOfWindow(window: MessageWindow, message: Message): boolean {
  const { messages, gap, hasEarlier } = window;
  const { id, ordinal } = message;
  if (messages.some((each) => each.id === id) || isOpen(message)) return true;
  if (ordinal > gap) return ordinal > (messagesBehind(window)[0]?.ordinal ?? 0);
  return !hasEarlier || ordinal > (messages[0]?.ordinal ?? -Infinity);
}

/** Whether a message with that ordinal may be of this chat, and is not held. */
export function mayLack({ messages, gap, hasEarlier }: MessageWindow, ordinal: number): boolean {
  return (hasEarlier && ordinal < (messages[0]?.ordinal ?? 0)) || ordinal > gap;
}

/** Whether a message with that ordinal, if there is one, is among those that are held. */
export function isHeld(window: MessageWindow, ordinal: number): boolean {
  return !mayLack(window, ordinal) || ordinal >= (messagesBehind(window)[0]?.ordinal ?? Infinity);
}
