/** What a text of letters and digits changes between; a capital that begins a word is no change. */
function changes(token: string): number {
  let count = 0;
  let last = '';
  for (const sign of token) {
    const kind = /\d/.test(sign) ? '1' : /[A-Z]/.test(sign) ? 'A' : /[a-z]/.test(sign) ? 'a' : '';
    if (kind === '') continue;
    if (last !== '' && kind !== last && !(last === 'A' && kind === 'a')) count += 1;
    last = kind;
  }
  return count;
}

/** bit per character, of how often each stands in it (Shannon). */
function entropy(token: string): number {
  const counts = new Map<string, number>();
  for (const sign of token) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / token.length) * Math.log2(count / token.length);
  return bits;
}

/**
 * Whether a run of letters, digits, `_` and `-` was drawn and not written: letters of both cases and digits, mixed as no name
 * of a function is; of one case where it is long. Hexadecimal is left alone: hashes and ids of commits look the same.
 */
export function isDrawn(token: string): boolean {
  const letters = token.replace(/[^A-Za-z0-9]/g, '');
  const digits = letters.replace(/\D/g, '').length;
  // Names of words: one behind the other's hyphen, or written out within.
  if (token.length - letters.length > 1 + token.length / 20) return false;
  if ((letters.match(/[a-z]{4,}/g)?.join('').length ?? 0) > letters.length * 0.34) return false;
  if (digits === 0 || digits > letters.length * 0.6 || /^(?:0x)?[\da-f]+$/i.test(letters)) return false;
  const share = changes(letters) / (letters.length - 1);
  const isScattered = /\d\D+\d/.test(letters);
  if (/[a-z]/.test(letters) && /[A-Z]/.test(letters))
    return letters.length >= 22 && share >= (isScattered ? 0.28 : 0.4) && entropy(letters) >= 3.6;
  return letters.length >= 30 && digits >= 4 && share >= 0.25 && entropy(letters) >= 3.6;
}
