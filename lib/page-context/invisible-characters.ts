/**
 * Characters that show nothing on screen but are read by a model: whole sentences can be smuggled in tags, joiners,
 * fillers and runs of variation selectors, and bidi embeddings make a preview show another order than what is sent.
 */
export interface SeenCharacters {
  readonly text: string;
  /** Code points that were taken out. */
  readonly removed: number;
}

/** Unicode's default ignorables, and the interlinear annotations, which no browser draws either. */
const runs = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]+/gu;

const tags = /^[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/u;
const emoji = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u;
/** Emoji that are drawn as text unless a selector says otherwise, digits not among them. */
const maySelect = /^(?![\d#*])\p{Emoji}$/u;
const ideograph = /^\p{Script=Han}$/u;
const mongolian = /^\p{Script=Mongolian}$/u;
const cursive = scripts('Arabic Syriac Mongolian Nko Mandaic Manichaean Psalter_Pahlavi Adlam');
const indic = scripts(
  'Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Tibetan ' +
    'Javanese Balinese Sundanese Chakma Brahmi Grantha Newa',
);
const rightToLeft = scripts('Arabic Hebrew Syriac Thaana Nko Mandaic Samaritan Adlam Hanifi_Rohingya');
const pointed = /^(?=\p{Mn})\p{Script=Hebrew}$/u;
/** What stands between a direction mark and the letters that it is meant for. */
const neutral = /^[\p{P}\p{S}\p{N}\p{M}\p{Zs}\p{Default_Ignorable_Code_Point}]$/u;
/** Characters looked at on either side of a direction mark. */
const reach = 16;

function scripts(names: string): RegExp {
  return new RegExp(
    `^[${names
      .split(' ')
      .map((name) => `\\p{Script=${name}}`)
      .join('')}]$`,
    'u',
  );
}

/**
 * Takes out all but what the script is written with: joiners in Persian, Arabic, Indic scripts and between emoji; a
 * selector behind an emoji, an ideograph or a Mongolian letter; a direction mark near text that is written from the right.
 * One of a kind at each place. Nothing visible is changed; a line or a gap of nothing else goes with it.
 */
export function seenCharacters(text: string): SeenCharacters {
  let removed = 0;
  const seen = text.replace(runs, (run: string, at: number) => {
    const kept = needed(run, text, at);
    removed += Array.from(run).length - Array.from(kept).length;
    // Marked where a whole run went, for the space around it; no page text holds this character, which is a control.
    return kept === '' ? '\u0000' : kept;
  });
  return { text: removed === 0 ? text : closed(seen), removed };
}

/** A run alone in its line takes the line with it, one between spaces one of them. */
function closed(text: string): string {
  return text
    .replace(/\n\n[ \0]*\0[ \0]*(?=\n\n)/g, '')
    .replace(/(^|\n)[ \0]*\0[ \0]*(?:\n|$)/g, '$1')
    .replace(/ \0+(?= )/g, '')
    .replaceAll('\0', '')
    .replace(/\n+$/, '');
}

function needed(run: string, text: string, at: number): string {
  const before = lastOf(text.slice(Math.max(0, at - 2), at));
  const after = firstOf(text.slice(at + run.length, at + run.length + 2));
  if (before === '\u{1f3f4}') return tags.exec(run)?.[0] ?? '';

  let selector = '';
  let joiner = '';
  let mark = '';
  for (const character of run) {
    if (selector === '' && joiner === '' && selects(character, before, after)) selector = character;
    else if (joiner === '' && joins(character, before, after)) joiner = character;
    else if (
      mark === '' &&
      /[\u200e\u200f\u061c]/.test(character) &&
      isAmongRightToLeft(text, at, run.length)
    )
      mark = character;
  }
  return selector + joiner + mark;
}

function selects(selector: string, before: string, after: string): boolean {
  if (/[\ufe0e\ufe0f]/.test(selector))
    return maySelect.test(before) || (/[\d#*]/.test(before) && after === '\u20e3');
  if (/[\ufe00-\ufe02]|[\u{e0100}-\u{e01ef}]/u.test(selector)) return ideograph.test(before);
  return /[\u180b-\u180d\u180f]/.test(selector) && mongolian.test(before);
}

function joins(joiner: string, before: string, after: string): boolean {
  switch (joiner) {
    case '\u200d':
      return (
        (emoji.test(before) && emoji.test(after)) ||
        cursive.test(before) ||
        cursive.test(after) ||
        indic.test(before)
      );
    case '\u200c':
      return (cursive.test(before) && cursive.test(after)) || (indic.test(before) && indic.test(after));
    case '\u180e':
      return mongolian.test(before) && mongolian.test(after);
    case '\u034f':
      return pointed.test(before) && pointed.test(after);
    case '\u115f':
      return /[\u1161-\u11a7]/.test(after);
    case '\u1160':
      return /[\u1100-\u115e]/.test(before);
    default:
      return false;
  }
}

/** Whether the nearest letter on one side is written from the right. */
function isAmongRightToLeft(text: string, at: number, length: number): boolean {
  const before = Array.from(text.slice(Math.max(0, at - reach), at)).toReversed();
  const after = Array.from(text.slice(at + length, at + length + reach));
  return [before, after].some((side) => {
    const letter = side.find((character) => !neutral.test(character));
    return letter !== undefined && rightToLeft.test(letter);
  });
}

function lastOf(text: string): string {
  return Array.from(text).at(-1) ?? '';
}

function firstOf(text: string): string {
  return Array.from(text)[0] ?? '';
}

/** The same for an address, in which such characters stand percent-encoded. */
export function seenAddress(address: string): SeenCharacters {
  let removed = 0;
  const text = address.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    const part = decoded(encoded);
    if (part === undefined) return encoded;
    const seen = seenCharacters(part);
    if (seen.removed === 0) return encoded;
    removed += seen.removed;
    return encodeURIComponent(seen.text);
  });
  return { text, removed };
}

function decoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    // Bytes of another encoding than UTF-8 are left as they stand: they hold no code points of ours.
    return undefined;
  }
}
