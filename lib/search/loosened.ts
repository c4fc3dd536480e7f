import type { WantedWords } from './wanted-words.ts';

const withEndings = /^[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}]{5,}$/u;
const hebrew = /^\p{sc=Hebr}{4,}$/u;
const arabic = /^\p{sc=Arab}{4,}$/u;

/**
 * The same words without what grammar has put at their ends, for where nothing has them as they were typed: свекла is in
 * свёклой, kündigen in kündige, المدرسة in مدرسة. Null: that would change nothing. A phrase between quotation marks stays.
 */
export function loosened({ words }: WantedWords): WantedWords | null {
  const looser = words.map(looserWord);
  if (looser.every((word, n) => word === words[n])) return null;
  return { words: looser, phrase: null };
}

function looserWord(word: string): string {
  // Of a short word, two letters less are another word.
  if (withEndings.test(word)) return word.slice(0, word.length < 7 ? -1 : -2);
  // What is folded holds no ﺓ: it is ه by then.
  if (hebrew.test(word)) return word.replace(/[הת]$/, '');
  return arabic.test(word) ? word.replace(/^ال/, '').replace(/ه$/, '') : word;
}
