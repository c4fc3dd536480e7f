/**
 * What leaves the browser, as people are told of it: each with the version of this record since which it does. Whoever
 * changes what leaves adds a line with the next version, and its words (words/leaving-words.ts): people who have had the
 * extension before are told it once (leaving-news.ts).
 */
export const leavingRecord = {
  questions: 1,
  pages: 1,
  connection: 1,
  /** A person may have the addresses of a page's links go along with it. */
  links: 2,
} as const satisfies Readonly<Record<string, number>>;

export type LeavingName = keyof typeof leavingRecord;

/** Of the newest line. */
export const leavingVersion = 2;
