/** The words of the report that is copied: for whoever looks into it elsewhere, so it says what things are called here. */
export const reportWords = {
  title: 'Connection report',
  problemTitle: 'Problem report',
  extension: 'Extension',
  browser: 'Browser',
  made: 'Made',
  code: 'Code',
  requestId: 'Request ID',
  time: 'Time',
  server: 'Server',
  tenant: 'Tenant ID',
  locked: 'Set by the organisation',
  mistakes: 'Not understood in its policy',
  none: 'nothing',
  next: 'Next',
  columns: ['Stage', 'Result', 'Began', 'Took', 'Status', 'Code', 'Request ID'],
  leftOut: 'The server’s own words are left out, and so is every conversation.',
} as const;
