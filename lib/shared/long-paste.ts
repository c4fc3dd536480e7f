import { codePoints } from './code-points.ts';

/** UTF-16 units that are taken of a paste, as of a page: what is beyond is told, and not sent. */
export const longestPaste = 400_000;

/** Code points from which on a text is read rather than written on: half of what a message may have by default. */
const long = 2_000;

/** However little room is left: a paste of a line or two is a part of the sentence that it stands in. */
const short = 200;

/**
 * Whether a pasted text goes beside the words, as a page does. `limit`: code points that a message may have, of which
 * `taken` are there already.
 */
export function isLongPaste(pasted: string, { taken, limit }: { taken: number; limit: number }): boolean {
  // No text has fewer units than code points, and most pastes are a word.
  if (pasted.length <= short && pasted.length <= limit) return false;
  const length = codePoints(pasted);
  return length > Math.min(long, limit) || (length > short && taken + length > limit);
}

export interface PasteSoFar {
  /** As much of it as is taken. */
  readonly text: string;
  /** Characters that were pasted. */
  readonly pageLength: number;
}

/** A long paste behind the one that is there. What is beyond the longest is counted, and not taken. */
export function joinedPaste(before: PasteSoFar | null, pasted: string): PasteSoFar {
  const added = before === null ? pasted : `\n\n${pasted}`;
  return {
    text: ((before?.text ?? '') + added).slice(0, longestPaste),
    pageLength: (before?.pageLength ?? 0) + added.length,
  };
}
