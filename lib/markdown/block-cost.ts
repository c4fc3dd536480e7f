/*
 * What a block costs where it is shown, in nodes of a document, by an estimate from above: a text of n marks makes at most
 * about as many elements, each with a text.
 */

/** All that an answer may cost; what comes beyond is shown as it is written. An answer of 100,000 characters costs some 4,000. */
export const mostCost = 15_000;

export const costs = {
  paragraph: 2,
  /** Each but the first of a paragraph. */
  line: 2,
  /** With what can be done with it. */
  code: 32,
  math: 60,
  rule: 1,
  quote: 1,
  list: 1,
  item: 1,
  /** With what can be done with it. */
  table: 28,
  row: 1,
  cell: 2,
} as const;

/** Of each ASCII character. A link shows its words, and where it leads. */
const costOfCode = new Uint8Array(128);
for (const mark of '*_~`\\$&:\n!') costOfCode[mark.charCodeAt(0)] = 1;
for (const mark of '[<') costOfCode[mark.charCodeAt(0)] = 4;

/** What may be an address by itself. */
const bareAddress = /:\/\/|www\.|@/gi;

export function costOf(text: string): number {
  let cost = 4 * (text.match(bareAddress)?.length ?? 0);
  for (let at = 0; at < text.length; at += 1) cost += costOfCode[text.charCodeAt(at)] ?? 0;
  return cost;
}
