/*
 * The chaos suite runs in two sizes: whole by `npm run test:chaos`, short within `npm test`. Both are the same tests.
 */
export const isWhole = process.env['CHAOS'] === 'whole';

/** How many of something this run does. */
export function scaled(whole: number, short: number): number {
  return isWhole ? whole : short;
}

/** ms for one test: `whole` may take as long as it takes; for hangs only. */
export const patienceOfTest = isWhole ? 30 * 60_000 : 4 * 60_000;
