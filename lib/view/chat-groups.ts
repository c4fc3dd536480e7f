import type { ChatEntry } from '../messaging/chat-shapes.ts';

/** Under which heading a chat stands in the list. */
export type ChatHeading =
  | { readonly kind: 'pinned' | 'today' | 'yesterday' | 'week' }
  /** `month`: 0 is January; `year`: null: this one. */
  | { readonly kind: 'month'; readonly month: number; readonly year: number | null };

export interface ChatGroup {
  readonly key: string;
  readonly heading: ChatHeading;
  readonly chats: readonly ChatEntry[];
}

/** A day as a calendar has it; `month`: 0 is January. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** By this computer's calendar. @param at epoch ms */
function localDay(at: number): CalendarDay {
  const date = new Date(at);
  return { year: date.getFullYear(), month: date.getMonth(), day: date.getDate() };
}

const weekDays = 7;

/**
 * Pinned first, then by day, the newest first in each group. A chat of the future, as after the clock was set back, is of
 * today: it was used last.
 * @param now epoch ms
 */
export function groupChats(
  chats: readonly ChatEntry[],
  now: number,
  dayOf: (at: number) => CalendarDay = localDay,
): ChatGroup[] {
  const today = dayOf(now);
  const groups = new Map<string, ChatGroup & { readonly chats: ChatEntry[] }>();
  const newestFirst = chats.toSorted(
    (one, other) => Number(other.isPinned) - Number(one.isPinned) || other.updatedAt - one.updatedAt,
  );
  for (const chat of newestFirst) {
    const heading = headingOf(chat, today, dayOf);
    const key = heading.kind === 'month' ? `${heading.year}-${heading.month}` : heading.kind;
    const group = groups.get(key) ?? { key, heading, chats: [] };
    group.chats.push(chat);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function headingOf(
  { isPinned, updatedAt }: ChatEntry,
  today: CalendarDay,
  dayOf: (at: number) => CalendarDay,
): ChatHeading {
  if (isPinned) return { kind: 'pinned' };
  const day = dayOf(updatedAt);
  const ago = count(today) - count(day);
  if (ago <= 0) return { kind: 'today' };
  if (ago === 1) return { kind: 'yesterday' };
  if (ago <= weekDays) return { kind: 'week' };
  return { kind: 'month', month: day.month, year: day.year === today.year ? null : day.year };
}

/** Days since 1970 of that date on the calendar: each is one, also where the clock was put forward or back in it. */
function count({ year, month, day }: CalendarDay): number {
  return Date.UTC(year, month, day) / 86_400_000;
}
