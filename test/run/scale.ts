/*
 * Unit tests that try many cases do so in three sizes: whole by themselves and in `npm run test:chaos`, a fifth of it in
 * `npm test`, whose time is bounded, a tenth in `npm run test:quick`. All are the same tests. The chaos suite has
 * sizes of its own (test/chaos/scale.ts).
 */
const shares: Readonly<Record<string, number>> = { quick: 1 / 10, short: 1 / 5 };

/** How many cases, or how much text, of a whole run this run does. */
export function scaled(whole: number): number {
  return Math.ceil(whole * (shares[process.env['TESTS'] ?? ''] ?? 1));
}
