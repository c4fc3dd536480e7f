import { createCounting, type Counting } from './counting.ts';

/** What a language does with counts, lists and times. The tables of words do none of it by hand: most languages do it otherwise. */
export interface Grammar extends Counting {
  /** "A, B, C". */
  list(items: readonly string[]): string;
  /** Epoch ms → "3:04:05 PM", with the day in front where it is another than that of `now`. */
  when(at: number, now: number): string;
  /** "Jan 31, 2026". @param at epoch ms */
  date(at: number): string;
  /** "Jan 1 – 31, 2026". @param from epoch ms @param to the same */
  dates(from: number, to: number): string;
  /** Day and time, to the minute. @param at epoch ms */
  minute(at: number): string;
  /** The language's own name of itself. */
  language(): string;
  /** Day and time, to the second. @param at epoch ms */
  time(at: number): string;
  /** Epoch ms → "3:04 PM". */
  clock(at: number): string;
  /** Epoch ms → "Mar 10". */
  day(at: number): string;
  /** "March", or "March 2024". @param month 0 is January. @param year null: it goes without saying */
  month(month: number, year: number | null): string;
}

/** @param locale BCP 47 */
export function createGrammar(locale: string): Grammar {
  // Made once, and when first needed: a list asks for hundreds.
  let ofClock: Intl.DateTimeFormat | null = null;
  let ofTime: Intl.DateTimeFormat | null = null;
  let ofDay: Intl.DateTimeFormat | null = null;
  return {
    ...createCounting(locale),
    language: () => new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale,
    time(at) {
      ofTime ??= new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
      return ofTime.format(at);
    },
    date: (at) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at),
    dates: (from, to) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).formatRange(from, to),
    minute: (at) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at),
    clock(at) {
      ofClock ??= new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
      return ofClock.format(at);
    },
    day(at) {
      ofDay ??= new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
      return ofDay.format(at);
    },
    month: (month, year) =>
      new Intl.DateTimeFormat(locale, {
        month: 'long',
        timeZone: 'UTC',
        ...(year === null ? {} : { year: 'numeric' }),
      }).format(Date.UTC(year ?? 2000, month, 15)),
    list: (items) => new Intl.ListFormat(locale, { type: 'unit' }).format(items),
    when(at, now) {
      const isToday = new Date(at).toDateString() === new Date(now).toDateString();
      const day = isToday ? {} : ({ dateStyle: 'medium' } as const);
      return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', ...day }).format(at);
    },
  };
}

/** The only language so far. */
export const english = createGrammar('en');

/** 620 of 1000 → 62. Never 0 of something, or 100 of less than all. */
export function percentOf(part: number, whole: number): number {
  if (part >= whole) return 100;
  return Math.min(99, Math.max(part > 0 ? 1 : 0, Math.round((part / whole) * 100)));
}
