/*
 * Unit tests that try many cases do so in two sizes: whole everywhere, short in `npm run test:quick`. Both are the same
 * tests. The chaos suite has sizes of its own (test/chaos/scale.ts).
 */
const isQuick = process.env['TESTS'] === 'quick';

/** How many cases, or how much text, of a whole run this run does. */
export function scaled(whole: number): number {
  return isQuick ? Math.ceil(whole / 10) : whole;
}
