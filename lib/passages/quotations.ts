/** UTF-16 code units of a text, the end exclusive; the marks around a quotation are not in it, the end of the last is `behind`. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly behind: number;
}

/** Code units of a quotation between marks; what is longer is no quotation any more, but a mark that was forgotten. */
const longestQuotation = 2_000;

/** Of each kind: how it opens, and how it closes. Germans close with what the English open with. */
const kinds: readonly (readonly [open: string, close: string])[] = [
  ['“', '”'],
  ['„', '“”'],
  ['”', '”'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〝', '〟'],
];

/**
 * A straight mark opens behind what is no letter of a typewriter, and before what is no space: 5" is no quotation. A high
 * one closes where no letter follows it, for else it is an apostrophe.
 */
const marked = new RegExp(
  [
    ...kinds.map(([open, close]) => `${open}([^${open}${close}]{1,${longestQuotation}})[${close}]`),
    `(?<!\\w)"(?=\\S)([^"]{1,${longestQuotation}})"`,
    `(?<![\\p{L}\\p{N}])[‘‚]([^‘‚]{1,${longestQuotation}}?)[’‘](?![\\p{L}\\p{N}])`,
  ].join('|'),
  'gu',
);

/** What stands between quotation marks of any kind, in order; of one within another, the outer one or both. */
export function quotationsIn(text: string): Quotation[] {
  const found: Quotation[] = [];
  for (const match of text.matchAll(marked)) {
    const words = match.slice(1).find((group) => group !== undefined) ?? '';
    const start = match.index + 1;
    found.push({ start, end: start + words.length, behind: match.index + match[0].length });
  }
  return found;
}

/** A quotation in which something was left out, in its parts. */
export function partsOf(quotation: string): string[] {
  return quotation.split(/\s*[[(]?(?:…|\.{3,})[\])]?\s*/).filter((part) => part !== '');
}
