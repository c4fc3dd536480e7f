import { english } from './grammar.ts';

/** Of the list that an at sign opens in the composer. */
export const tabWords = {
  list: 'Open tabs',
  found: (tabs: number) => english.plural(tabs, { one: '# tab', other: '# tabs' }),
  front: 'in front',
  untitled: 'Untitled page',
  /** Their titles are the browser's to tell. */
  hidden: (tabs: number) =>
    english.plural(tabs, {
      one: 'Show the title of # more tab …',
      other: 'Show the titles of # more tabs …',
    }),
  none: 'No other page that could be attached is open.',
  blocked: 'Whoever administers this browser lets this extension see no titles of other tabs.',
  /** Beside the list, before the browser asks. */
  asks: 'The browser asks before another tab is read.',
} as const;
