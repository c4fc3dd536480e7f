/** Words as a person counts them, in any script; full-width and raised signs are what they stand for. */
function wordsOf(text: string): readonly string[] {
  const segments = new Intl.Segmenter('und', { granularity: 'word' }).segment(
    text.normalize('NFKC').toLowerCase(),
  );
  return [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

export interface Likeness {
  /** Of words, whatever their order: 1 is all of them and nothing else. */
  readonly f1: number;
  /** Of the words that both have, the share that can be read in one order in both. */
  readonly order: number;
}

/** More words than this are compared in their order at the beginning only. */
const mostInOrder = 6_000;

export function likeness(read: string, truth: string): Likeness {
  const found = wordsOf(read);
  const wanted = wordsOf(truth);
  const shared = sharedWords(found, wanted);
  const inOrder = longestCommon(found.slice(0, mostInOrder), wanted.slice(0, mostInOrder));
  const sharedAtStart = sharedWords(found.slice(0, mostInOrder), wanted.slice(0, mostInOrder));
  return {
    f1: found.length + wanted.length === 0 ? 1 : (2 * shared) / (found.length + wanted.length),
    order: sharedAtStart === 0 ? 0 : inOrder / sharedAtStart,
  };
}

function sharedWords(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of one) {
    const many = left.get(word) ?? 0;
    if (many === 0) continue;
    left.set(word, many - 1);
    shared += 1;
  }
  return shared;
}

/** Length of the longest common subsequence. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let above = new Uint32Array(other.length + 1);
  let row = new Uint32Array(other.length + 1);
  for (const word of one) {
    for (const [at, candidate] of other.entries()) {
      row[at + 1] = word === candidate ? (above[at] ?? 0) + 1 : Math.max(above[at + 1] ?? 0, row[at] ?? 0);
    }
    [above, row] = [row, above];
  }
  return above[other.length] ?? 0;
}
