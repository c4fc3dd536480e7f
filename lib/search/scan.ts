import type { SearchRow } from './search-rows.ts';
import type { WantedWords } from './wanted-words.ts';

/** A chat as it is searched. */
export interface SearchedChat {
  readonly id: string;
  /** Folded. */
  readonly title: string;
  /** Epoch ms. */
  readonly updatedAt: number;
  readonly rows: readonly SearchRow[];
}

export interface ChatHit {
  readonly id: string;
  readonly updatedAt: number;
  /** The higher, the earlier it is shown. */
  readonly rank: number;
  /** Ids of the messages that fit best, the best first. Empty: the title alone has it. */
  readonly messages: readonly string[];
  /** Messages with any of the words. */
  readonly count: number;
}

/** Places of one chat that are shown: more of them are found by opening it. */
const mostPlaces = 3;

/** Whether the chat has all the words. */
export function hasAllWords({ title, rows }: SearchedChat, { words }: WantedWords): boolean {
  return words.every((word) => title.includes(word) || rows.some(({ text }) => text.includes(word)));
}

/** null: the chat doesn't have all the words. */
export function scanChat(chat: SearchedChat, wanted: WantedWords): ChatHit | null {
  if (!hasAllWords(chat, wanted)) return null;
  const found = chat.rows.flatMap((row) => messagesIn(row, wanted));
  // Newest first where they fit as well.
  const best = found.toReversed().toSorted((one, other) => other.rank - one.rank);
  const isTitled = isInTitle(chat, wanted);
  const top = best[0];
  return {
    id: chat.id,
    updatedAt: chat.updatedAt,
    rank: Math.max(isTitled ? titled : 0, top === undefined ? 0 : top.rank),
    messages: best.slice(0, mostPlaces).map(({ id }) => id),
    count: found.length,
  };
}

/** Whether the title has all the words. */
export function isInTitle({ title }: SearchedChat, { words }: WantedWords): boolean {
  return words.every((word) => title.includes(word));
}

/** The rank of a title with all the words: before any message. */
const titled = 1_000_000;

/** Best first, the newest of those that are as good. */
export function inOrder(hits: readonly ChatHit[]): ChatHit[] {
  return hits.toSorted((one, other) => other.rank - one.rank || other.updatedAt - one.updatedAt);
}

interface MessageHit {
  readonly id: string;
  readonly rank: number;
}

/** Weights: all words together, the words as they were typed, words that begin where they are found. */
const perWord = 100;
const perPhrase = 10;

/** No message fits better. */
export function bestRank({ words, phrase }: WantedWords): number {
  return words.length * (perWord + 1) + (phrase === null ? 0 : perPhrase + 1);
}

function messagesIn({ text, ids, starts }: SearchRow, { words, phrase }: WantedWords): MessageHit[] {
  const ranks = new Map<number, number>();
  const note = (word: string, weight: number): void => {
    let index = 0;
    let at = text.indexOf(word);
    while (at !== -1) {
      index = indexAt(starts, at, index);
      ranks.set(index, (ranks.get(index) ?? 0) + weight + (beginsWord(text, at) ? 1 : 0));
      // One is enough of each message.
      const next = starts[index + 1];
      at = next === undefined ? -1 : text.indexOf(word, next);
    }
  };
  for (const word of words) note(word, perWord);
  if (phrase !== null && ranks.size > 0) note(phrase, perPhrase);
  return [...ranks]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([index, rank]) => {
      const id = ids[index];
      return id === undefined ? [] : [{ id, rank }];
    });
}

/** The last that begins at or before that place. @param from none of those before it does */
function indexAt(starts: readonly number[], at: number, from: number): number {
  let low = from;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

const wordCharacter = /[\p{L}\p{N}\p{M}]/u;

/** In scripts without spaces few do, and none is the worse for it: it only decides between what fits as well. */
function beginsWord(text: string, at: number): boolean {
  return at === 0 || !wordCharacter.test(text.charAt(at - 1));
}
