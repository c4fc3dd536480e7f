/** Characters of a title or a line: what notifications of all systems have room for. */
const longest = 120;
/** Characters that are looked at: an answer may be a million long. */
const lookedAt = 2_000;

/**
 * Shown by the system, outside of what isolates text in our pages: nothing in it turns the rest around, or hides. Joiners
 * stay, which Persian, Indic scripts and emoji need.
 */
const unshown =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;
const control = /\p{Cc}+/gu;

/** The first line that says something, as plain text; '' where none does. */
export function noticeLine(text: string): string {
  const first = text
    .slice(0, lookedAt)
    .split(/[\n\r\u0085\u2028\u2029]/)
    .map((line) =>
      line.toWellFormed().replace(unshown, '').replace(control, ' ').replaceAll(/\s+/g, ' ').trim(),
    )
    .find((line) => /[\p{L}\p{N}]/u.test(line));
  return first === undefined ? '' : shortened(first);
}

function shortened(line: string): string {
  const characters = Array.from(line);
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}
