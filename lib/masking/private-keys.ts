import type { Sighting } from './sighting.ts';

const opening = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const closing = /-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
/** What stands between the two: base64 and its headers, with line ends as they are written in JSON, too. */
const body = /[A-Za-z0-9+/=\s\\:,.-]*/y;
/** Characters of the longest key that is worth one. */
const longest = 20_000;

/** Private keys in the armour of PEM and OpenPGP (RFC 7468, RFC 9580). One that is cut off goes as far as its lines do. */
export function findPrivateKeys(plain: string): Sighting[] {
  const found: Sighting[] = [];
  let free = 0;
  for (const { index, 0: head } of plain.matchAll(opening)) {
    if (index < free) continue;
    const from = index + head.length;
    const within = plain.slice(from, from + longest);
    body.lastIndex = 0;
    const written = body.exec(within)?.[0] ?? '';
    closing.lastIndex = Math.max(0, written.lastIndexOf('-----END'));
    // `.lastIndexOf`: an end that is not of this key's kind is part of its body.
    const end = closing.exec(within.slice(0, written.length + 80));
    free = from + (end === null ? written.trimEnd().length : end.index + end[0].length);
    found.push({ kind: 'key', start: index, end: free });
  }
  return found;
}
