import { english } from './grammar.ts';

/** Of the list that a slash opens in the composer; the settings have more (own-prompt-words.ts). */
export const promptWords = {
  list: 'Prompts',
  groups: { own: 'Yours', organisation: 'From your organisation', suggestions: 'Suggestions' },
  none: 'No prompts are saved yet.',
  edit: 'Edit prompts',
  found: (prompts: number) => english.plural(prompts, { one: '# prompt', other: '# prompts' }),
  blanks: {
    language: english.language(),
    page: 'the page',
    selection: 'the selection',
  },
} as const;
