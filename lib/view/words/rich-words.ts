/** Of what can be done with code and tables of an answer. */
export const richWords = {
  wrap: 'Wrap lines',
  save: 'Save as file',
  copyTable: 'Copy table',
  copyCsv: 'Copy as CSV',
  saveCsv: 'Save as CSV',
  formula: 'Formula',
} as const;
