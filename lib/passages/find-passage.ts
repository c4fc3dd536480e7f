import { align } from './alignment.ts';
import { likelyPlaces } from './likely-places.ts';
import { wordsOf, type WordList } from './word-list.ts';

/** Words to be found in a text. */
export interface Passage {
  readonly text: string;
  /** What stands around it: which of several places is meant. */
  readonly before?: string;
  readonly after?: string;
}

export interface FoundPassage {
  /** In the text: UTF-16 code units, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** 1: word for word. */
  readonly likeness: number;
}

/** Words of a passage that are looked for: the beginning of a longer one leads to its place as well. */
const mostWords = 400;
/** Words around it. */
const mostAround = 12;
/** Words that may be added or lost before and behind, at least. */
const leastSlack = 8;

/**
 * Where a text has these words, or most of them in order: the likeliest first, none that is less alike than `least`. Linear in
 * the text.
 */
export function findPassage(
  text: WordList,
  { text: passage, before = '', after = '' }: Passage,
  least: number,
): FoundPassage[] {
  const wanted = wordsOf(passage).words.slice(0, mostWords);
  if (wanted.length === 0 || text.words.length === 0) return [];
  const lead = wordsOf(before).words.slice(-mostAround);
  const all = [...lead, ...wanted, ...wordsOf(after).words.slice(0, mostAround)];
  const slack = Math.max(leastSlack, Math.ceil(wanted.length / 4));

  const found: (FoundPassage & { readonly from: number })[] = [];
  for (const place of likelyPlaces(text.words, all, slack)) {
    const at = place + lead.length;
    const first = Math.max(0, at - slack);
    const stretch = text.words.slice(first, Math.max(first, at + wanted.length + slack));
    const { from, to, likeness } = align(wanted, stretch, at - first);
    const start = text.starts[first + from];
    const end = text.ends[first + to - 1];
    if (likeness < least || start === undefined || end === undefined) continue;
    if (found.every((known) => known.from !== first + from))
      found.push({ start, end, likeness, from: first + from });
  }
  // Of places that are as alike, the one with more votes stays in front: what stands around it is the same, too.
  return found.toSorted((a, b) => b.likeness - a.likeness).map(({ from: _from, ...place }) => place);
}
