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

/** Characters. A shorter secret stands in many innocent words; to blot those out would only tell what it is. */
const tellingLength = 4;

/** As a server may repeat it: as it is, or without the spaces around it, and escaped for an URL, a form or JSON. */
function spellings(secret: string): string[] {
  return [secret, secret.trim()].flatMap((plain) => {
    // Half a surrogate pair, which a person can't type, but which can't be escaped either.
    const whole = plain.replaceAll(/\p{Cs}/gu, '\ufffd');
    const form = new URLSearchParams({ '': whole }).toString().slice(1);
    const json = JSON.stringify(plain).slice(1, -1);
    const ascii = json.replaceAll(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    return [plain, encodeURIComponent(whole), form, form.replaceAll('+', '%20'), json, ascii];
  });
}

const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** All spellings of all secrets; undefined without any. Regardless of case, which escapes are free to choose. */
function secretsPattern(secrets: readonly string[]): RegExp | undefined {
  const found = [...new Set(secrets.flatMap(spellings))].filter((spelling) => spelling !== '');
  if (found.length === 0) return undefined;
  // The longest first: once a part of it is blotted out, the rest would stay.
  const alternatives = found
    .toSorted((a, b) => b.length - a.length)
    .map((spelling) =>
      spelling.length < tellingLength
        ? `(?<![\\p{L}\\p{N}])${escapePattern(spelling)}(?![\\p{L}\\p{N}])`
        : escapePattern(spelling),
    );
  return new RegExp(alternatives.join('|'), 'giu');
}

/** The patterns need not see megabytes. They match the first half of a secret as well, should the cut fall into one. */
const inputLimit = 4 * detailLimit;

/**
 * A server's words, fit to be shown and stored (rule R14): one line, at most `detailLimit` characters,
 * no secret. Undefined where nothing is left to quote.
 */
export function quote(words: string, secrets: readonly string[] = []): string | undefined {
  let text = words;
  // On the whole text: cut first, half of a token at the edge would no longer be recognised.
  const pattern = secretsPattern(secrets);
  if (pattern !== undefined) text = text.replace(pattern, blot);
  text = text.slice(0, inputLimit).replace(invisible, ' ').replace(/\s+/g, ' ').trim();
  for (const shape of secretPatterns) text = text.replace(shape, blot);
  if (text === '') return undefined;
  if (text.length <= detailLimit) return text;
  // Not in the middle of a surrogate pair.
  return `${text.slice(0, detailLimit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
