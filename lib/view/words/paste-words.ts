import { pasteName } from './attached-words.ts';
import { english, percentOf } from './grammar.ts';

const characters = (length: number): string =>
  english.plural(length, { one: '# character', other: '# characters' });

/** The words of a long text that was pasted, which the panel loads on demand. */
export const pasteWords = {
  name: pasteName,
  insert: 'Insert as text',
  length: characters,
  /** Of one that is longer than what can go along. */
  share: (part: number, whole: number) =>
    `${english.count(percentOf(part, whole))} % of it, ${characters(part)}`,
  attached: (length: number) => `Pasted text attached, ${characters(length)}. Undo puts it into the message.`,
} as const;
