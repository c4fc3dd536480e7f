import { plainTexts } from '../markdown/plain-texts.ts';
import { foldedText, placesOf, type TextPlace } from './places.ts';
import type { WantedWords } from './wanted-words.ts';

/** A stretch of what is shown of a text; hits are marked. */
export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** UTF-16 code units around the place: three lines of a panel that is 360 px wide. */
const before = 40;
const after = 110;

/** A text out of a longer one: what of that is left out before it, and behind it. */
interface Part {
  readonly text: string;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** What is shown of a message: the place that fits best, with what stands around it, every hit in it marked. */
export function snippet(text: string, wanted: WantedWords): Piece[] {
  return snippetOf({ text, hasBefore: false, hasAfter: false }, wanted);
}

/** The same of an answer, as it is read: its words, without marks. What stands in its marks alone, as an address, is shown as it is written. */
export function answerSnippet(markdown: string, wanted: WantedWords): Piece[] {
  const isShort = markdown.length <= readBefore + readAfter;
  const pieces = snippetOf(readAround(markdown, isShort ? 0 : bestPlace(markdown, wanted)), wanted);
  return pieces.some(({ isHit }) => isHit) ? pieces : snippet(markdown, wanted);
}

function snippetOf({ text, hasBefore, hasAfter }: Part, wanted: WantedWords): Piece[] {
  const start = bestPlace(text, wanted);
  const from = start <= before ? 0 : wordBegin(text, start - before, start);
  const to = start + after >= text.length ? text.length : wordEnd(text, start + after);
  const pieces = markedText(text.slice(from, to), wanted);
  return [...cut(hasBefore || from > 0), ...pieces, ...cut(hasAfter || to < text.length)];
}

/** Marks take room, too: of markdown more is read than is shown. */
const readBefore = 2 * before;
const readAfter = 4 * after;

/** Of a long answer no more is read than the blocks around the place: from a blank line on, to the end of a line. */
function readAround(markdown: string, at: number): Part {
  const blank = markdown.lastIndexOf('\n\n', Math.max(0, at - readBefore));
  const from = blank === -1 || at <= readBefore ? 0 : blank + 2;
  const end = markdown.indexOf('\n', at + readAfter);
  const to = end === -1 ? markdown.length : end;
  // Indented, as a part of a list that begins further up, it would be read as code.
  const blocks = markdown.slice(from, to).trimStart();
  return { text: plainTexts(blocks).join('\n'), hasBefore: from > 0, hasAfter: to < markdown.length };
}

/** All of a text, as a title, with every hit marked, in one line. */
export function markedText(text: string, wanted: WantedWords): Piece[] {
  const pieces: Piece[] = [];
  const add = (start: number, end: number, isHit: boolean): void => {
    const shown = text.slice(start, end).replace(/\s+/g, ' ');
    if (shown !== '') pieces.push({ text: shown, isHit });
  };
  let at = 0;
  for (const { start, end } of hitsIn(text, wanted)) {
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, text.length, false);
  return pieces;
}

const cut = (isCut: boolean): Piece[] => (isCut ? [{ text: '…', isHit: false }] : []);

/** Where in the text the words stand as they were typed; else the first place of the longest of them that is there. */
function bestPlace(text: string, { words, phrase }: WantedWords): number {
  const { folded, originals } = foldedText(text);
  for (const word of phrase === null ? words : [phrase, ...words]) {
    const start = folded.indexOf(word);
    // As one of many: of one alone no more is gone through than what stands before it.
    if (start !== -1) return originals([{ start, end: start + word.length }])[0]?.start ?? 0;
  }
  return 0;
}

/** In order, none in another. */
function hitsIn(text: string, { words }: WantedWords): TextPlace[] {
  const { folded, originals } = foldedText(text);
  const places = words.flatMap((word) => placesOf(word, folded));
  return merged(originals(merged(places)));
}

function merged(places: readonly TextPlace[]): TextPlace[] {
  const joined: TextPlace[] = [];
  for (const place of places.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = joined.at(-1);
    if (last === undefined || place.start >= last.end) joined.push(place);
    else joined.splice(-1, 1, { start: last.start, end: Math.max(last.end, place.end) });
  }
  return joined;
}

/** Code units within which a space is looked for: text without spaces is cut between letters. */
const nearBy = 16;

function wordBegin(text: string, at: number, latest: number): number {
  const space = text.slice(at, Math.min(at + nearBy, latest)).search(/\s/);
  return space === -1 ? letterBegin(text, at) : at + space + 1;
}

function wordEnd(text: string, at: number): number {
  const space = text.slice(at, at + nearBy).search(/\s/);
  return space === -1 ? letterBegin(text, at) : at + space;
}

/** Behind what belongs to the letter before: half of a surrogate pair, marks, joiners. */
function letterBegin(text: string, at: number): number {
  // Each of them by itself, in any order.
  // oxlint-disable-next-line no-misleading-character-class
  const rest = /^(?:[\uDC00-\uDFFF]|[\p{M}\u200C\u200D\uFE0F])*/u.exec(text.slice(at, at + nearBy));
  return at + (rest?.[0].length ?? 0);
}
