import { sentencesOf } from './words.ts';

/** Some sentences of a page that belong together. */
export interface Passage {
  /** The heading above it, or ''. */
  readonly heading: string;
  readonly sentences: readonly string[];
}

/** Characters: enough to hold a thought, short enough to quote. */
const passageLength = 420;

/** What a reader sees of a line of markdown. */
const plainLine = (line: string): string =>
  line
    .replace(/^\s*(?:>\s?|[-*+•]\s+|\d{1,3}[.)]\s+)/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]{1,3}(\S(?:[^*_`]*\S)?)[*_`]{1,3}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** Only a text without marked headings is searched for lines that look like one: captions and bylines do too. */
const headingOf = (line: string, next: string | undefined, marks: boolean): string | null => {
  const marked = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
  if (marked !== undefined) return plainLine(marked);
  const standsAlone =
    line.length <= 80 && !/[.!?:;,…]["”’)]?$/.test(line) && !/^\s*(?:[-*+•]|\d{1,3}[.)])\s/.test(line);
  return !marks && standsAlone && next !== undefined && next.length > 80 ? plainLine(line) : null;
};

/** Cuts readable text (plain or markdown) into passages, in order. */
export const splitPassages = (text: string): Passage[] => {
  const passages: Passage[] = [];
  let heading = '';
  let sentences: string[] = [];
  let length = 0;

  const finish = (): void => {
    if (sentences.length > 0) passages.push({ heading, sentences });
    sentences = [];
    length = 0;
  };

  const lines = text.split('\n');
  const marks = lines.some((line) => /^#{1,6}\s/.test(line));
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      if (length > passageLength / 3) finish();
      continue;
    }
    const next = lines.slice(index + 1, index + 4).find((later) => later.trim() !== '');
    const title = headingOf(line, next, marks);
    if (title !== null) {
      finish();
      heading = title;
      continue;
    }
    for (const sentence of sentencesOf(plainLine(line))) {
      if (length > 0 && length + sentence.length > passageLength) finish();
      sentences.push(sentence);
      length += sentence.length;
    }
  }
  finish();
  return passages;
};
