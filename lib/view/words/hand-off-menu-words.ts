/** What the browser says for us in the menu of a page, where it puts what is selected for `%s`, and in its address bar. */
export const handOffMenuWords = {
  page: 'Ask about this page',
  selection: 'Ask about “%s”',
  explain: 'Explain',
  summarise: 'Summarise',
  translate: 'Translate',
  /** Beside what is typed behind our keyword. */
  typed: 'Ask in the side panel',
} as const;
