import { decodeNamedCharacterReference } from 'decode-named-character-reference';

/** A whole reference at this place: `&#39;`, `&#x27;`, `&eacute;`. */
const reference = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][\da-zA-Z]{1,31}));/y;

/** Only names that exist are kept, so there are never more than HTML has. */
const known = new Map<string, string>();

export interface CharacterReference {
  readonly text: string;
  /** Offset behind it. */
  readonly end: number;
}

/** The character reference at `at`, as CommonMark 6.2 has them; null where there is none, or nobody knows its name. */
export function characterReference(source: string, at: number): CharacterReference | null {
  reference.lastIndex = at;
  const match = reference.exec(source);
  if (!match) return null;
  const [, decimal, hexadecimal, name = ''] = match;
  const text =
    name === '' ? numbered(decimal ? parseInt(decimal, 10) : parseInt(hexadecimal ?? '', 16)) : named(name);
  return text === null ? null : { text, end: reference.lastIndex };
}

/** What is no character, or stands for none that may be shown, is the replacement character. */
function numbered(code: number): string {
  const isControl = code < 9 || code === 11 || (code > 13 && code < 32) || (code > 126 && code < 160);
  const isNone =
    code > 0x10ffff ||
    (code & 0xfffe) === 0xfffe ||
    (code >= 0xd800 && code < 0xe000) ||
    (code >= 0xfdd0 && code < 0xfdf0);
  return isControl || isNone ? '\ufffd' : String.fromCodePoint(code);
}

function named(name: string): string | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  const decoded = decodeNamedCharacterReference(name);
  if (decoded === false) return null;
  known.set(name, decoded);
  return decoded;
}

const escapeOrReference = /\\([!-/:-@[-`{-~])|&[#\da-zA-Z]{2,33};/g;

/** Backslash escapes and character references resolved, as in an address, a title and a fence's info string. */
export function unescapedMarkdown(text: string): string {
  if (!/[\\&]/.test(text)) return text;
  return text.replace(
    escapeOrReference,
    (whole, escaped?: string) => escaped ?? characterReference(whole, 0)?.text ?? whole,
  );
}
