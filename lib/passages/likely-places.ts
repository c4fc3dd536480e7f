/** Places that are looked at closely. */
const mostPlaces = 8;
/** Of a pair of words that a passage holds more often, so many are counted: a text of one word costs no more than another. */
const mostRepeats = 4;

/**
 * Where a text is likely to have these words, the likeliest first: by how many pairs of words that stand beside each other in
 * both agree on the place. Linear in the text.
 * @param width words by which such places may differ and still be the same one, as words are added and lost
 * @returns the word of the text at which the first of `wanted` would stand; below 0 where the text begins later
 */
export function likelyPlaces(words: readonly string[], wanted: readonly string[], width: number): number[] {
  const votesOf = createVotes(wanted);
  const bands = new Map<number, number>();
  votesOf(words, 0, words.length, (place) => {
    const band = Math.floor(place / width);
    bands.set(band, (bands.get(band) ?? 0) + 1);
  });
  // The edge of a band may go through a place.
  const withNext = (band: number): number => (bands.get(band) ?? 0) + (bands.get(band + 1) ?? 0);
  return [...new Set([...bands.keys()].flatMap((band) => [band - 1, band]))]
    .map((band) => ({ band, count: withNext(band) }))
    .toSorted((a, b) => b.count - a.count || a.band - b.band)
    .slice(0, mostPlaces)
    .map(({ band }) => likeliestIn(band * width, (band + 2) * width));

  function likeliestIn(from: number, to: number): number {
    const votes = new Map<number, number>();
    let best = from;
    votesOf(words, Math.max(0, from), to + wanted.length, (place) => {
      if (place < from || place >= to) return;
      votes.set(place, (votes.get(place) ?? 0) + 1);
      if ((votes.get(place) ?? 0) > (votes.get(best) ?? 0)) best = place;
    });
    return best;
  }
}

type CountVotes = (words: readonly string[], from: number, to: number, vote: (place: number) => void) => void;

function createVotes(wanted: readonly string[]): CountVotes {
  const ids = new Map<string, number>();
  for (const each of wanted) if (!ids.has(each)) ids.set(each, ids.size + 1);
  const base = ids.size + 1;
  // A single word has no other beside it.
  const isAlone = wanted.length === 1;
  const pairOf = (last: number, id: number): number => (isAlone ? 0 : last * base) + id;
  const pairs = new Map<number, number[]>();
  let before = 0;
  for (const [at, each] of wanted.entries()) {
    const id = ids.get(each) ?? 0;
    const places = pairs.get(pairOf(before, id));
    if (places !== undefined && places.length < mostRepeats) places.push(at);
    else if (places === undefined && (at > 0 || isAlone)) pairs.set(pairOf(before, id), [at]);
    before = id;
  }
  return (words, from, to, vote) => {
    let last = 0;
    for (let at = from; at < Math.min(to, words.length); at += 1) {
      const id = ids.get(words[at] ?? '') ?? 0;
      if (id !== 0) for (const place of pairs.get(pairOf(last, id)) ?? []) vote(at - place);
      last = id;
    }
  };
}
