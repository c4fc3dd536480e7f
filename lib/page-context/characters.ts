// oxlint-disable-next-line no-control-regex -- control characters are what is being taken out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const loneSurrogate = /\p{Surrogate}/gu;

/**
 * Which characters of a page are text: no controls but `\t` and `\n`; other line ends become `\n`. A lone surrogate, which
 * no wire can carry, becomes U+FFFD. Letters are never changed, nor normalised. What is invisible but no control goes
 * later, by `seenCharacters`, which has to see the text around it.
 */
export function textCharacters(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      .replace(controls, '')
      // To scripts, a byte order mark is white space, and would become a gap; a zero-width space is none.
      .replaceAll('\ufeff', '\u200b')
      .replace(loneSurrogate, '\ufffd')
  );
}
