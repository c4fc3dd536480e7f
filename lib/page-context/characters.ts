/**
 * Which characters of a page are text. Beyond control characters, this drops what shows nothing on screen but is read by
 * a model: Unicode tags and runs of variation selectors carry whole hidden sentences ("ASCII smuggling"), and bidi
 * embeddings make a preview show another order than what is sent. Joiners and LRM/RLM/ALM stay: Persian, Indic scripts,
 * Arabic and emoji need them. Letters are never changed, nor normalised.
 */
const unseen = new RegExp(
  [
    '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]', // control, but not \t \n
    '[\\u00ad\\u180e\\u200b\\u2060-\\u2064\\ufeff\\ufff9-\\ufffb]', // soft hyphen, zero-width, annotation
    '[\\u202a-\\u202e\\u2066-\\u206f]', // bidi embeddings, overrides, isolates
    '(?<=[\\ufe00-\\ufe0f])[\\ufe00-\\ufe0f]+', // a second selector on one character
    '(?<!\\p{Script=Han})[\\u{e0100}-\\u{e01ef}]+', // ideographic selectors where there is no ideograph
  ].join('|'),
  'gu',
);

const tags = /\u{1f3f4}?[\u{e0000}-\u{e007f}]+/gu;
/** England, Scotland, Wales and other regions: the one honest use of tags. */
const flag = /^\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}$/u;

const loneSurrogate = /\p{Surrogate}/gu;

/** Keeps `\t` and `\n`; other line ends become `\n`. A lone surrogate, which no wire can carry, becomes U+FFFD. */
export function textCharacters(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(tags, (run) => (flag.test(run) ? run : run.startsWith('\u{1f3f4}') ? '\u{1f3f4}' : ''))
    .replace(unseen, '')
    .replace(loneSurrogate, '\ufffd');
}
