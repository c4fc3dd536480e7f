import { isDrawn } from './randomness.ts';
import type { Sighting } from './sighting.ts';

/**
 * 24 to 200 characters. In the path of an address and behind the name of a hash it is an id and no key; longer ones are
 * pictures and the like.
 */
const token = /(?<![\w/.+=@#%-])[\w-]{24,200}(?![\w/.@-]|\+\w)|(?<=[=?&])[\w-]{24,200}(?![\w/.@-])/g;

/** base64 with what only it has. */
const base64 = /(?<![\w/.+=@#%,-])[A-Za-z0-9+/]{30,200}={0,2}(?![\w/.@+-])/g;

/** Of what is longer than a line, in the widths of PEM and MIME. */
const lineWidths: ReadonlySet<number> = new Set([64, 76]);

/** Integrity attributes, fingerprints of keys, and addresses of data. */
const hashName = /(?:sha\d{1,3}[-:]|md5[-:]|base64,|SHA256:|sha256: )$/;

/** Strings that nobody could have made up: session ids, tokens of services that have no beginning of their own. */
export function findRandomTokens(plain: string): Sighting[] {
  const found: Sighting[] = [];
  for (const { index, 0: written } of plain.matchAll(token)) {
    const hash = /^(?:sha|md)\d{1,3}-/.test(written);
    if (!hash && !lineWidths.has(written.length) && isDrawn(written))
      found.push({ kind: 'key', start: index, end: index + written.length });
  }
  for (const { index, 0: written } of plain.matchAll(base64)) {
    if (
      lineWidths.has(written.length) ||
      !/[+=]/.test(written) ||
      hashName.test(plain.slice(Math.max(0, index - 8), index))
    )
      continue;
    if (isDrawn(written.replace(/[+/=]/g, '')))
      found.push({ kind: 'key', start: index, end: index + written.length });
  }
  return found;
}
