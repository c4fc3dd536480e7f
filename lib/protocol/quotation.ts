import { detailLimit } from '../shared/problem.ts';

const blot = '•••';

/** JWTs; what follows `Bearer`; values of fields and parameters named like a secret. */
const secretPatterns: readonly RegExp[] = [
  /\beyJ[\w+/=-]*(?:\.[\w+/=-]*){0,4}/g,
  /(?<=\bbearer\s+)[^\s"',;]+/gi,
  /(?<=\b(?:access_token|refresh_token|token|api[_-]?key|password|secret)["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi,
];

/** Control characters, and the marks that turn the reading direction of what follows. */
const invisible = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** The patterns need not see megabytes. They match the first half of a secret as well, should the cut fall into one. */
const inputLimit = 4 * detailLimit;

/**
 * A server's words, fit to be shown and stored (rule R14): one line, at most `detailLimit` characters,
 * no secret. Undefined where nothing is left to quote.
 */
export const quote = (words: string, secrets: readonly string[] = []): string | undefined => {
  let text = words;
  // On the whole text: cut first, half of a token at the edge would no longer be recognised.
  for (const secret of secrets) if (secret !== '') text = text.replaceAll(secret, blot);
  text = text.slice(0, inputLimit).replace(invisible, ' ').replace(/\s+/g, ' ').trim();
  for (const pattern of secretPatterns) text = text.replace(pattern, blot);
  if (text === '') return undefined;
  if (text.length <= detailLimit) return text;
  // Not in the middle of a surrogate pair.
  return `${text.slice(0, detailLimit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
};
