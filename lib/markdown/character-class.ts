/*
 * What stands beside a run of `*`, `_` or `~`, as CommonMark 6.4 and the markdown-cjk-friendly specification ask
 * (https://github.com/tats-u/markdown-cjk-friendly): a character of Chinese, Japanese or Korean lets a run open or close
 * where a letter would not, because these scripts put no space between words and punctuation.
 */

/** Bits, because a full stop of Chinese is both. */
export const besideSpace = 1;
export const besidePunctuation = 2;
export const besideCjk = 4;
/** U+E0100 and up: chooses the form of the ideograph before it. */
const besideIdeographSelector = 8;
/** U+FE00–U+FE0E. */
const besideSelector = 16;

const space = /\s/;
const punctuation = /[\p{P}\p{S}]/u;
/** East Asian wide, full-width and half-width forms, without emoji. */
const cjk =
  /[\u1100-\u11ff\u20a9\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7fb\uf900-\ufad9\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uffee\u{16fe0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f200}\u{1f202}-\u{1f219}\u{1f21b}-\u{1f22e}\u{1f230}\u{1f231}\u{1f237}\u{1f23b}-\u{1f248}\u{1f260}-\u{1f265}\u{20000}-\u{33479}]/u;

function classOf(character: string): number {
  if (character === '' || space.test(character)) return besideSpace;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xfe00 && code <= 0xfe0e) return besideSelector;
  if (code >= 0xe0100 && code <= 0xe01ef) return besideIdeographSelector;
  return (punctuation.test(character) ? besidePunctuation : 0) | (isCjkCharacter(character) ? besideCjk : 0);
}

/** Whether it is a character of Chinese, Japanese or Korean, their punctuation included. */
export function isCjkCharacter(character: string): boolean {
  return character >= '\u1100' && cjk.test(character);
}

/** The whole character that ends before `end`; '' at the start. */
export function characterBefore(text: string, end: number): string {
  const last = text[end - 1] ?? '';
  const isPair = /[\udc00-\udfff]/.test(last) && /[\ud800-\udbff]/.test(text[end - 2] ?? '');
  return isPair ? text.slice(end - 2, end) : last;
}

export function classAfter(text: string, at: number): number {
  const code = text.codePointAt(at);
  return code === undefined ? besideSpace : classOf(String.fromCodePoint(code));
}

/** A selector of forms is of the class of what it chooses a form of. */
export function classBefore(text: string, at: number): number {
  const character = characterBefore(text, at);
  const own = classOf(character);
  if (own !== besideSelector) return own === besideIdeographSelector ? besideCjk : own;
  const chosen = characterBefore(text, at - character.length);
  const other = classOf(chosen);
  if (other === besideSpace) return 0;
  // Quotation marks that both sides of the world use: with this selector they are the wide ones.
  if (character === '\ufe01' && /[‘’“”]/.test(chosen)) return besideCjk | besidePunctuation;
  return other & (besidePunctuation | besideCjk);
}
