/** Of the buttons alone: what they open brings its own. */
export const transferActionWords = {
  exportOne: 'Export',
  exportAll: 'Export all',
  import: 'Import',
  help: 'Export saves your chats in a file, to keep or to carry to another browser. Import adds chats from such a file; you see what comes before it does.',
} as const;
