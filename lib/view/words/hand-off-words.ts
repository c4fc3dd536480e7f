import { english } from './grammar.ts';

/** Questions that the menu of a page puts into the composer, where they are seen and can be changed before they are sent. */
export const handOffWords = {
  explain: { page: 'Explain this page.', selection: 'Explain the selection.' },
  summarise: { page: 'Summarise this page.', selection: 'Summarise the selection.' },
  translate: {
    page: `Translate this page into ${english.language()}.`,
    selection: `Translate the selection into ${english.language()}.`,
  },
} as const;
