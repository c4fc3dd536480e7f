import { nextDay } from '../day-marks.ts';
import { english } from './grammar.ts';

/** Days between the messages of a conversation. */
export const dayWords = {
  /** "Today", "Yesterday", "Jan 31, 2026". @param day epoch ms of its midnight @param today the same */
  name: (day: number, today: number): string => {
    if (day >= today) return 'Today';
    return nextDay(day) === today ? 'Yesterday' : english.date(day);
  },
} as const;
