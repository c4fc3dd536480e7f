/*
 * What is written differently and read the same becomes one text: rules 1–6 of README.md. Search text and query go through
 * the same function, so whatever it gives up is given up on both sides. It is idempotent, and needs no locale.
 */

/** Control characters of direction and joining, soft hyphens, variation selectors, tatweel; and markdown's marks of emphasis and code. */
const unseen = /[\p{Default_Ignorable_Code_Point}\u0640*`]/gu;

/**
 * Marks that a reader does without: of Latin, Greek and Cyrillic, the vowels of Hebrew and Arabic, nukta. The vowels and
 * tones of Thai, the vowels of India's scripts and Japan's voicing marks make other words, and stay.
 */
const marks =
  // Marks alone, by their codes: each is one that is taken away.
  // oxlint-disable-next-line no-misleading-character-class
  /[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u093C\u09BC\u0A3C\u1AB0-\u1ACE\u1DC0-\u1DFF\u20D0-\u20F0\u08CA-\u08E1\u08E3-\u08FF\uFE20-\uFE2F]/g;

/** Letters that no decomposition joins, as they stand after it, in lower case. */
const sameAs: ReadonlyMap<string, string> = new Map([
  // Latin
  ...pairs('ßẞ', 'ss'),
  ...pairs('ı', 'i'),
  ...pairs('łƚ', 'l'),
  ...pairs('đð', 'd'),
  ...pairs('ø', 'o'),
  ...pairs('æ', 'ae'),
  ...pairs('œ', 'oe'),
  ...pairs('þ', 'th'),
  ...pairs('ħ', 'h'),
  // Final letters: what is glued on behind them gives them their other form.
  ...pairs('ς', 'σ'),
  ...pairs('ך', 'כ'),
  ...pairs('ם', 'מ'),
  ...pairs('ן', 'נ'),
  ...pairs('ף', 'פ'),
  ...pairs('ץ', 'צ'),
  // Arabic, as Arabs, Persians and Pakistanis type it
  ...pairs('ٱ', 'ا'),
  ...pairs('ىیې', 'ي'),
  ...pairs('کڪ', 'ك'),
  ...pairs('ةەۀہھ', 'ه'),
  // Devanagari: a nasal without a vowel may be written as a dot, and the dot as a moon
  ...pairs('ँ', 'ं'),
  // What editors put in place of what was typed
  ...pairs('‘’‚‛′ʼ׳', "'"),
  ...pairs('“”„‟″״«»', '"'),
  ...pairs('‐‑‒–—―−־', '-'),
]);

function pairs(from: string, to: string): [string, string][] {
  return from.split('').map((letter) => [letter, to]);
}

const letters = new RegExp(`[${[...sameAs.keys()].join('').replaceAll('-', '\\-')}]`, 'g');

/** Of decimal digits: what each script calls its zero. The nine that follow come in order (Unicode guarantees it). */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];
const digits = /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59]/g;

function plainDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  return String(code - (zeros.findLast((zero) => zero <= code) ?? code));
}

const toHiragana = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 0x60);

/** Nothing but letters, digits and marks that stand for themselves: most of what is said in English. */
const plain = /^[\t\n\r -)+-_a-~]*$/;

/** A word, each letter of which folds to one for itself. */
const plainWord = /^[!-)+-_a-~]+$/;

/** Such a word needs no folding to know how long it is then, and where its letters are. */
export function isPlainWord(text: string): boolean {
  return plainWord.test(text);
}

/** Of any length. Whitespace becomes single spaces, and none is taken from the ends. */
export function foldText(text: string): string {
  if (plain.test(text)) return oneSpace(text.toLowerCase());
  const folded = text
    .normalize('NFKD')
    .replace(unseen, '')
    // Of Cyrillic, the one letter with a mark that is a letter of its own to everybody: мой, мои.
    .replace(/([ИиЙй])\u0306/g, 'й')
    // Thai: both orders of these two look the same, and both are typed.
    .replace(/([\u0E48-\u0E4B])\u0E4D/g, '\u0E4D$1')
    .replace(marks, '')
    .toLowerCase()
    // A small letter may come apart where its capital did not.
    .normalize('NFKD')
    .replace(/и\u0306/g, 'й')
    .replace(marks, '')
    .replace(letters, (letter) => sameAs.get(letter) ?? letter)
    .replace(digits, plainDigit)
    // न्द, म्ब, ङ्क: as they are written by those who save the conjunct.
    .replace(/[ङञणनम]\u094D/g, 'ं')
    .normalize('NFC')
    .replace(/[\u30A1-\u30F6\u30FD\u30FE]/g, toHiragana);
  return oneSpace(folded);
}

const oneSpace = (text: string): string => text.replace(/\s+/g, ' ');
