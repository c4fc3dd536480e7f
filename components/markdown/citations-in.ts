/** A piece of an answer's text: words, or the numbers of sources that it points to there. */
export type CitedPiece = string | readonly number[];

/** `[1]`, `[2, 3]`, `[^1]`, `【1】`, `【1†page 4】`. A bracket that goes on as a link or a definition is none of these. */
const citation =
  /\[\^?([1-9]\d?(?:, ?\^?[1-9]\d?){0,9})\](?![(:])|【([1-9]\d?(?:[,、] ?[1-9]\d?){0,9})(?:†[^【】\n]{0,80})?】/g;

/**
 * Text in pieces. Numbers that no source has are words, and so is what holds one of them: `a[7]` in an answer with two
 * sources is not a citation.
 * @param count of the answer's sources
 */
export function citationsIn(text: string, count: number): readonly CitedPiece[] {
  const pieces: CitedPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(citation)) {
    const numbers = (match[1] ?? match[2] ?? '').match(/\d+/g)?.map(Number) ?? [];
    if (numbers.some((number) => number > count)) continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push([...new Set(numbers)]);
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}
