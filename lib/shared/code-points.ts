/**
 * Characters as the platform counts them: Unicode code points, as `len` of Python does. An emoji beyond the first plane is
 * one, where JavaScript's `length` says two; half a surrogate pair, which leaves as U+FFFD, is one.
 */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
