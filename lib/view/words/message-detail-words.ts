import { english } from './grammar.ts';

const { count, plural, time } = english;

/** What *Answer details* says, which the panel loads on demand. */
export const messageDetailWords = {
  title: 'Answer details',
  close: 'Close',
  asked: 'Asked',
  answered: 'Answered',
  took: 'Took',
  seconds: (ms: number) =>
    plural(Math.max(1, Math.round(ms / 1000)), { one: '# second', other: '# seconds' }),
  tokens: 'Tokens',
  count,
  time,
  sources: 'Sources',
  answerId: 'Answer id',
  questionId: 'Question id',
  sessionId: 'Session id',
  copy: 'Copy',
} as const;
