/** What *Answer details* says, which the panel loads on demand. */
export const messageDetailWords = {
  title: 'Answer details',
  close: 'Close',
  asked: 'Asked',
  answered: 'Answered',
  took: 'Took',
  tokens: 'Tokens',
  sources: 'Sources',
  answerId: 'Answer id',
  questionId: 'Question id',
  sessionId: 'Session id',
  copy: 'Copy',
} as const;
