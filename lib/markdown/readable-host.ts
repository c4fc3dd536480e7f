import { rightToLeft } from './text-direction.ts';

/*
 * What a host looks like to a reader. `new URL` knows every host in letters of ASCII only (`xn--…`), which is safe and says
 * nothing to whoever reads Japanese or Arabic. As browsers do, a host is shown in its own letters where they can be taken
 * for no other's: each label in one script. Scripts that have letters of the Latin shape (Cyrillic, Greek) are shown
 * where the whole host is theirs, up to its last label. All else, emoji too, stays `xn--…`.
 */
const labels = [
  // Without the dotless i and the kra, which look like others.
  'a-z_\\u00df-\\u00f6\\u00f8-\\u012f\\u0133-\\u0137\\u013a-\\u017e',
  // Japanese writes three together, as hosts do; the sound mark belongs to two of them.
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u30fc',
  ...['Hangul', 'Arabic', 'Hebrew', 'Thai', 'Devanagari', 'Bengali', 'Tamil'].map(
    (script) => `\\p{scx=${script}}`,
  ),
];
const ownLabel = new RegExp(`^(?:${labels.map((letters) => `[\\d${letters}-]+`).join('|')})$`, 'u');
const ownHost = /^(?:[\d.\p{sc=Cyrillic}-]+|[\d.\p{sc=Greek}-]+)$/u;

/** Full-width letters and dots, and all others that hosts may be written with, as the ones that they stand for. */
export function normalText(text: string): string {
  return text.normalize('NFKC').replaceAll('。', '.').toLowerCase();
}

/** @param address as written, http or https @param url the same, read */
export function readableHost(address: string, url: URL): string {
  const [, authority = ''] = /^https?:[\\/]*([^\\/?#]*)/i.exec(address) ?? [];
  const written = normalText(authority);
  const [name = ''] = written.split(':');
  if (!ownHost.test(name) && !name.split('.').every((label) => ownLabel.test(label))) return url.host;
  const read = `${url.protocol}//${written}`;
  if (!URL.canParse(read) || new URL(read).host !== url.host) return url.host;
  const host = name + (url.port && `:${url.port}`);
  // Labels from the left to the right, whichever way each of them is read.
  return rightToLeft.test(host) ? host.replaceAll('.', '\u200e.') : host;
}
