/** A cut at a border may give up at most this share of the budget; past that, a rougher border is better than less text. */
const longestGiveUp = 0.25;

/** From best to worst. Each matches up to the end of what is kept. */
const borders: readonly RegExp[] = [
  /\n\n/g, // paragraph
  /[.!?…][)\]"'”’»]*(?=\s)|[。!?｡!?।؟۔][」』”’)]*/gu, // sentence, also of scripts that put no space after it
  /\n/g,
  /\s+/g,
];

/** `text`, or as much of its beginning as fits `limit` UTF-16 units, ended at a paragraph, sentence, line or word. */
export function cutToBudget(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const floor = Math.floor(limit * (1 - longestGiveUp));
  const tail = text.slice(floor, limit + 1);
  for (const border of borders) {
    const end = lastEnd(tail, border, limit - floor);
    if (end !== undefined) return text.slice(0, floor + end).trimEnd();
  }
  return text.slice(0, graphemeBorder(text, limit)).trimEnd();
}

/** Where the last match that ends within `limit` ends. The tail has one unit more, so that a full stop can see its space. */
function lastEnd(tail: string, border: RegExp, limit: number): number | undefined {
  let last: number | undefined;
  for (const match of tail.matchAll(border)) {
    const end = match.index + match[0].length;
    if (end <= limit) last = end;
  }
  return last;
}

/** The last border between graphemes at or before `limit`; a lone monster grapheme is cut between code points. */
function graphemeBorder(text: string, limit: number): number {
  const grapheme = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text).containing(limit);
  const border = grapheme?.index ?? limit;
  if (border > 0) return border;
  const splitsPair =
    /[\ud800-\udbff]/.test(text.charAt(limit - 1)) && /[\udc00-\udfff]/.test(text.charAt(limit));
  return splitsPair ? limit - 1 : limit;
}
