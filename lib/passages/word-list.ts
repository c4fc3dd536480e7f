import { foldText } from '../search/fold.ts';

/** The words of a text as they are compared, and where each stands in it: UTF-16 code units, the end exclusive. */
export interface WordList {
  readonly words: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Scripts that put no spaces between words: each of their letters, with its marks, is compared by itself. */
const unspaced = '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}';

/**
 * Spaces, line ends, quotes, dashes, dots and marks of markdown are no words: what differs in them alone is the same text.
 * Marks that nobody sees, as soft hyphens, are part of the word that they stand in, and fold away.
 */
const word = new RegExp(
  `(?=[${unspaced}])[\\p{L}\\p{N}][\\p{M}\\p{DI}]*|(?:(?![${unspaced}])[\\p{L}\\p{N}][\\p{M}\\p{DI}]*)+`,
  'gu',
);

/** What this begins with is a letter of such a script. */
const unspacedWord = new RegExp(`^[${unspaced}]`, 'u');

/** Longer than any word; what is written on without a space is compared by its beginning. */
const longestWord = 64;

export function wordsOf(text: string): WordList {
  const list = { words: new Array<string>(), starts: new Array<number>(), ends: new Array<number>() };
  const folds = new Map<string, string>();
  const add = (start: number, end: number): void => {
    const cut = text.slice(start, Math.min(end, start + longestWord));
    let folded = folds.get(cut);
    if (folded === undefined) folds.set(cut, (folded = foldText(cut)));
    if (folded === '') return;
    list.words.push(folded);
    list.starts.push(start);
    list.ends.push(end);
  };

  for (let at = 0; at < text.length;) {
    const plain = plainEnd(text, at);
    if (plain > at) {
      add(at, plain);
      at = plain;
    } else if (text.charCodeAt(at) < firstOther && !isPlain(text.charCodeAt(at))) at += 1;
    else {
      word.lastIndex = at;
      const found = word.exec(text);
      if (found === null) break;
      add(found.index, word.lastIndex);
      at = word.lastIndex;
    }
  }
  return list;
}

/** The first character that isn't ASCII. */
const firstOther = 128;

/** A letter or a digit of ASCII: most of most pages, and told so in half the time of the expression. */
function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

/** Where a word of nothing else ends; `start` where there is none, or it goes on with other characters. */
function plainEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isPlain(text.charCodeAt(end))) end += 1;
  return end < text.length && text.charCodeAt(end) >= firstOther ? start : end;
}

/** Words, of which a letter of a script without spaces is a part only. */
const perLetter = 0.6;
/** Three long words say as much as four short ones. */
const fewest = 4;
const fewestLong = 3;
const longLetters = 20;

/** Whether so few words stand in a text by more than chance. */
export function isTelling({ words }: WordList): boolean {
  let count = 0;
  let letters = 0;
  for (const each of words) {
    count += unspacedWord.test(each) ? perLetter : 1;
    letters += each.length;
  }
  return count >= fewest || (count >= fewestLong && letters >= longLetters);
}
