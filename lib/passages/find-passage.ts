import { align } from './alignment.ts';
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
/** Places that are looked at closely. */
const mostPlaces = 8;
/** Of a pair of words that a passage holds more often, so many are counted: a text of one word costs no more than another. */
const mostRepeats = 4;
/** Words that a band of places is wide at least. */
const narrowest = 8;

/**
 * Where a text has these words, or most of them in order: the likeliest first, none that is less alike than `least`. Two
 * words that stand beside each other in both are a vote for the place that they have in common; what has the most votes is
 * compared word by word. Linear in the text.
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
  const width = Math.max(narrowest, Math.ceil(wanted.length / 4));

  const found: (FoundPassage & { readonly from: number })[] = [];
  for (const band of likeliestBands(text.words, all, width)) {
    const first = Math.max(0, band * width + lead.length - width);
    const behind = (band + 3) * width + lead.length + wanted.length;
    const stretch = text.words.slice(first, Math.max(first, behind));
    const { from, to, likeness } = align(wanted, stretch);
    const start = text.starts[first + from];
    const end = text.ends[first + to - 1];
    if (likeness < least || start === undefined || end === undefined) continue;
    if (found.every((known) => known.from !== first + from))
      found.push({ start, end, likeness, from: first + from });
  }
  // Of places that are as alike, the one with more votes stays in front: what stands around it is the same, too.
  return found.toSorted((a, b) => b.likeness - a.likeness).map(({ from: _from, ...place }) => place);
}

/** A place in the text less that in the passage is the same for all words of a place; bands of it, as words are added and lost. */
function likeliestBands(words: readonly string[], wanted: readonly string[], width: number): number[] {
  const ids = new Map<string, number>();
  for (const each of wanted) if (!ids.has(each)) ids.set(each, ids.size + 1);
  const base = ids.size + 1;
  const pairs = new Map<number, number[]>();
  const idOf = (each: string | undefined): number => (each === undefined ? 0 : (ids.get(each) ?? 0));
  // A single word has no other beside it.
  const isAlone = wanted.length === 1;
  for (let at = isAlone ? 0 : 1; at < wanted.length; at += 1) {
    const pair = idOf(isAlone ? undefined : wanted[at - 1]) * base + idOf(wanted[at]);
    const places = pairs.get(pair);
    if (places === undefined) pairs.set(pair, [at]);
    else if (places.length < mostRepeats) places.push(at);
  }

  const votes = new Map<number, number>();
  let last = 0;
  for (let at = 0; at < words.length; at += 1) {
    const id = idOf(words[at]);
    for (const place of (id !== 0 && pairs.get((isAlone ? 0 : last) * base + id)) || []) {
      const band = Math.floor((at - place) / width);
      votes.set(band, (votes.get(band) ?? 0) + 1);
    }
    last = id;
  }
  // The edge of a band may go through a place.
  const withNext = (band: number): number => (votes.get(band) ?? 0) + (votes.get(band + 1) ?? 0);
  const bands = new Set([...votes.keys()].flatMap((band) => [band - 1, band]));
  return [...bands]
    .map((band) => ({ band, count: withNext(band) }))
    .toSorted((a, b) => b.count - a.count || a.band - b.band)
    .slice(0, mostPlaces)
    .map(({ band }) => band);
}
