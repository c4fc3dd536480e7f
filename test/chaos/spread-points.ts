/** `count` points from 1 to `last`, evenly spread, the last one among them. */
export function spreadPoints(count: number, last: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.round(((index + 1) * last) / count));
}
