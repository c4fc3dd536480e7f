import { english } from './grammar.ts';

/** Beside what an answer rests on, which the panel loads on demand. */
export const sourceWords = {
  source: (number: number, title: string) => `Source ${number}${title && `: ${title}`}`,

  /** By the place in the conversation: no two are called the same. */
  listOf: (place: number) => `Sources of message ${english.count(place)}`,
  attachedPage: 'The attached page',
} as const;
