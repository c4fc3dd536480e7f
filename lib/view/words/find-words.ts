import { english } from './grammar.ts';

const { count } = english;

/** The words of the search within a chat, which the panel loads on demand. */
export const findWords = {
  name: 'Find in chat',
  next: 'Next match',
  previous: 'Previous match',
  close: 'Close find',
  none: 'No matches',
  reading: 'Searching…',
  /** @param at from 0 */
  place: (at: number, total: number, isReading: boolean) =>
    `${count(at + 1)} of ${count(total)}${isReading ? '…' : ''}`,
  isPart: 'Earlier messages could not be searched.',
} as const;
