/** What the browser says for us in the menu of a page and in its address bar; a browser puts what it is about for `%s`. */
export const handOffMenuWords = {
  page: 'Ask about this page',
  selection: 'Ask about “%s”',
  explain: 'Explain',
  summarise: 'Summarise',
  translate: 'Translate',
  typed: 'Put “%s” into the side panel',
} as const;
