/** Of a text that is still being written, the end that the next character may give a meaning to: at most so much. */
const longestWithheld = 80;

/** A reference, an address in brackets, a number in brackets: not yet told from text. */
const undecided =
  /(?:&(?:#(?:\d{0,7}|[xX][\da-fA-F]{0,6})|[a-zA-Z][\da-zA-Z]{0,31})?|<[\w.!#$%&'*+/=?^`{|}~-]{0,32}|!?\[\^?\d{0,3}\]?|!|[*_~`\]\\$]+)$/;
const undecidedBreak = /<(?:b(?:r(?: ?\/?)?)?)?$/i;

/** The text without marks at its end of which it isn't known yet what they are. */
export function settledText(text: string, isCell: boolean): string {
  const first = Math.max(0, text.length - longestWithheld);
  let tail = text.slice(first);
  for (;;) {
    const found = tail.search(undecided);
    const shorter = found === -1 ? tail : tail.slice(0, found);
    const settled = isCell ? shorter.replace(undecidedBreak, '') : shorter;
    if (settled === tail) return text.slice(0, first) + tail;
    tail = settled;
  }
}
