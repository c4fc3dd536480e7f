import { isOpen, type Message } from '../shared/conversation.ts';
import { withEarlier } from './message-list.ts';

/**
 * The part of a conversation that a page holds: what is read, and the newest messages, which are there wherever somebody
 * reads, so that the queue, the answer in progress and what is announced of it need nothing else.
 *
 *     gap null:   … | read, up to the newest |
 *     gap 120:    … | read, up to 120 | … | the newest |
 */
export interface MessageWindow {
  /** By ordinal. */
  readonly messages: readonly Message[];
  readonly hasEarlier: boolean;
  /** The ordinal with which what is read ends, where the newest are further down; null: it goes on to the newest. */
  readonly gap: number | null;
}

/** Ordinals: `from` is the first, `before` the first behind them. Of messages in between, none is missing. */
export interface MessageStretch {
  readonly messages: readonly Message[];
  readonly before: number;
  readonly hasEarlier: boolean;
}

/** As many are read at once: what is further away is let go of, and loaded when somebody comes back. */
export const mostRead = 200;
/** The newest that stay. */
const newestKept = 50;
/** However much somebody has selected, and wherever the focus is. */
const mostHeld = 300;

/** What is read. */
export function messagesRead({ messages, gap }: Pick<MessageWindow, 'messages' | 'gap'>): readonly Message[] {
  return gap === null ? messages : messages.filter(({ ordinal }) => ordinal <= gap);
}

function newestOf({ messages, gap }: MessageWindow): readonly Message[] {
  if (gap !== null) return messages.filter(({ ordinal }) => ordinal > gap);
  const open = messages.findIndex(isOpen);
  const from = Math.max(0, messages.length - newestKept);
  return messages.slice(open === -1 ? from : Math.min(open, from));
}

/** At its newest messages. */
export function atNewest(window: MessageWindow): MessageWindow {
  if (window.gap === null) return window;
  return { messages: newestOf(window), hasEarlier: true, gap: null };
}

export function withEarlierStretch(window: MessageWindow, earlier: MessageStretch): MessageWindow {
  return {
    ...window,
    messages: withEarlier(window.messages, earlier.messages),
    hasEarlier: earlier.hasEarlier,
  };
}

/** What comes after the gap, as far as the stretch goes. */
export function withLaterStretch(window: MessageWindow, later: MessageStretch): MessageWindow {
  const { gap } = window;
  if (gap === null) return window;
  const newest = newestOf(window);
  const known = new Set(newest.map(({ id }) => id));
  const between = later.messages.filter(({ id, ordinal }) => ordinal > gap && !known.has(id));
  const first = newest[0]?.ordinal ?? Infinity;
  const found = between.filter(({ ordinal }) => ordinal < first);
  return {
    ...window,
    messages: [...messagesRead(window), ...found, ...newest],
    gap: later.before >= first ? null : Math.max(gap, later.before - 1),
  };
}

/** Reads that stretch, wherever it is. */
export function aroundStretch(window: MessageWindow, stretch: MessageStretch): MessageWindow {
  const last = stretch.messages.at(-1);
  if (last === undefined) return window;
  const newest = newestOf(window);
  const first = newest[0]?.ordinal ?? Infinity;
  const known = new Set(newest.map(({ id }) => id));
  const isThrough = stretch.before >= first;
  return {
    messages: [...stretch.messages.filter(({ id, ordinal }) => !known.has(id) && ordinal < first), ...newest],
    hasEarlier:
      stretch.messages[0] !== undefined && stretch.messages[0].ordinal < first ? stretch.hasEarlier : true,
    gap: isThrough ? null : last.ordinal,
  };
}

/**
 * Lets go of what is furthest from that end of what is read.
 * @param held ordinals of the first and last message with the selection or the focus; they stay
 */
export function boundedWindow(
  window: MessageWindow,
  towards: 'earlier' | 'later',
  held: readonly [number, number] | null = null,
): MessageWindow {
  const read = messagesRead(window);
  if (read.length <= mostRead) return window;
  const isLet = (message: Message): boolean =>
    held === null || read.length > mostHeld || message.ordinal < held[0] || message.ordinal > held[1];
  const newest = newestOf(window);
  if (towards === 'later') {
    const spare = window.gap === null ? read.slice(0, read.length - newest.length) : read;
    const most = Math.min(read.length - mostRead, spare.length);
    const kept = read.findIndex((message, n) => n >= most || !isLet(message));
    if (kept <= 0) return window;
    const gone = new Set(read.slice(0, kept));
    return { ...window, messages: window.messages.filter((message) => !gone.has(message)), hasEarlier: true };
  }
  const last = read.findLastIndex((message, n) => n < mostRead || !isLet(message));
  const end = read[last];
  if (end === undefined || last === read.length - 1) return window;
  if (window.gap !== null)
    return { ...window, messages: [...read.slice(0, last + 1), ...newest], gap: end.ordinal };
  // The newest are not many, or a queue as long as the window: then all of it stays.
  if (newest[0] === undefined || newest[0].ordinal <= end.ordinal) return window;
  return { ...window, messages: [...read.slice(0, last + 1), ...newest], gap: end.ordinal };
}

/** Whether a message that is new to the window is of what it holds; of others it is told once they are loaded. */
export function isOfWindow(window: MessageWindow, message: Message): boolean {
  const { messages, gap, hasEarlier } = window;
  const { id, ordinal } = message;
  if (messages.some((each) => each.id === id) || isOpen(message)) return true;
  const first = messages[0];
  if (hasEarlier && first !== undefined && ordinal < first.ordinal) return false;
  if (gap === null || ordinal <= gap) return true;
  return ordinal > (newestOf(window)[0]?.ordinal ?? -Infinity);
}
