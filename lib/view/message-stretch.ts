import { isOpen, type Message } from '../shared/conversation.ts';
import { withEarlier } from './message-list.ts';
import { messagesBehind, messagesRead, mostRead, type MessageWindow } from './message-window.ts';

/** `before`: the first ordinal behind them. Of the messages before it, none is missing in between. */
export interface MessageStretch {
  readonly messages: readonly Message[];
  readonly before: number;
  readonly hasEarlier: boolean;
}

/** The newest that stay. */
const newestKept = 50;
/** However much somebody has selected, and wherever the focus is. */
const mostHeld = 300;

/** What stays: all behind the gap, or the last of them, with whatever is open. */
function newestOf(window: MessageWindow): readonly Message[] {
  const { messages, gap } = window;
  if (gap !== Infinity) return messagesBehind(window);
  const open = messages.findIndex(isOpen);
  return messages.slice(Math.max(0, Math.min(messages.length - newestKept, open === -1 ? Infinity : open)));
}

/** What comes before the first; all or some of it may have come by another way meanwhile. */
export function withEarlierStretch(window: MessageWindow, earlier: MessageStretch): MessageWindow {
  const { messages, before, hasEarlier } = earlier;
  const first = window.messages[0]?.ordinal ?? before;
  // Another part is read since.
  if (first > before || first < (messages[0]?.ordinal ?? before)) return window;
  const found = messages.filter(({ ordinal }) => ordinal < first);
  return { ...window, messages: withEarlier(window.messages, found), hasEarlier };
}

/** What comes after the gap, as far as the stretch goes. */
export function withLaterStretch(window: MessageWindow, later: MessageStretch): MessageWindow {
  const { gap, hasEarlier } = window;
  const read = messagesRead(window);
  const messages = later.messages.filter(({ ordinal }) => ordinal > gap);
  return aroundStretch(window, { ...later, messages: withEarlier(messages, read), hasEarlier });
}

/** Reads that stretch, wherever it is. */
export function aroundStretch(window: MessageWindow, stretch: MessageStretch): MessageWindow {
  const newest = newestOf(window);
  const first = newest[0]?.ordinal ?? Infinity;
  const read = stretch.messages.filter(({ ordinal }) => ordinal < first);
  return {
    messages: withEarlier(newest, read),
    hasEarlier: read.length === 0 || stretch.hasEarlier,
    gap: stretch.before < first ? stretch.before - 1 : Infinity,
  };
}

/**
 * Lets go of what is furthest from that end of what is read.
 * @param held ids of messages with the selection or the focus: they stay, and all that is on the way to them
 */
export function boundedWindow(
  window: MessageWindow,
  towards: 'earlier' | 'later',
  held: ReadonlySet<string> = new Set(),
): MessageWindow {
  const read = messagesRead(window);
  if (read.length <= mostRead) return window;
  const newest = newestOf(window);
  const isHeld = ({ id }: Message): boolean => read.length <= mostHeld && held.has(id);
  if (towards === 'later') {
    const from = read.findIndex(
      (message, n) => n >= read.length - mostRead || isHeld(message) || message === newest[0],
    );
    return from === 0 ? window : { ...window, messages: window.messages.slice(from), hasEarlier: true };
  }
  const last = read.findLastIndex((message, n) => n < mostRead || isHeld(message));
  const gap = read[last]?.ordinal ?? 0;
  // The newest are not many, or a queue as long as the window: then all of it stays.
  if (last === read.length - 1 || gap >= (newest[0]?.ordinal ?? 0)) return window;
  return { ...window, messages: [...read.slice(0, last + 1), ...newest], gap };
}
