import { foldText } from './fold.ts';

/** What somebody looks for: all of `words`, in any order, anywhere in a chat. Folded; longest first, each once. */
export interface WantedWords {
  readonly words: readonly string[];
  /** Several words as they were typed, one after the other: where they stand like that, it is what was meant. */
  readonly phrase: string | null;
}

/** Of a query, UTF-16 code units: a pasted page is no question. */
const longestQuery = 200;
const mostWords = 8;

/** Between quotation marks, whatever their form: folded, they are all the same. The last may still be open. */
const parts = /"([^"]*)(?:"|$)|[^\s"]+/g;

/** null: nothing is looked for. */
export function wantedWords(query: string): WantedWords | null {
  const folded = foldText(query.slice(0, longestQuery)).trim();
  const typed = [...folded.matchAll(parts)]
    .map(([whole, quoted]) => (quoted ?? whole).trim())
    .filter((word) => word !== '')
    .slice(0, mostWords);
  if (typed.length === 0) return null;
  const words = [...new Set(typed)].toSorted((one, other) => other.length - one.length);
  return { words, phrase: words.length > 1 ? typed.join(' ') : null };
}
