import type { MaskedItem } from '../shared/conversation.ts';
import { placeholderForm } from './placeholder.ts';

/** A piece of a text, and what it stands for where it is a placeholder. */
export interface TextPiece {
  /** As it stands in the text. */
  readonly text: string;
  readonly item?: MaskedItem;
}

/** A text in its pieces: put together again, they are the text. Only what has one of these placeholders stands for anything. */
export function maskedPieces(text: string, items: readonly MaskedItem[]): TextPiece[] {
  if (items.length === 0 || !text.includes('[')) return text === '' ? [] : [{ text }];
  const byPlaceholder = new Map(items.map((item) => [item.placeholder, item]));
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { index, 0: placeholder } of text.matchAll(placeholderForm)) {
    const item = byPlaceholder.get(placeholder);
    if (item === undefined) continue;
    if (index > at) pieces.push({ text: text.slice(at, index) });
    pieces.push({ text: placeholder, item });
    at = index + placeholder.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** The text with these values in the place of their placeholders, each as it was written first. */
export function unmask(text: string, items: readonly MaskedItem[]): string {
  return maskedPieces(text, items)
    .map((piece) => piece.item?.value ?? piece.text)
    .join('');
}

/** The items whose placeholder stands in the text, in their own order. */
export function maskedIn(text: string, items: readonly MaskedItem[]): MaskedItem[] {
  const standing = new Set(text.match(placeholderForm));
  return items.filter(({ placeholder }) => standing.has(placeholder));
}

/** The text with this value masked again: wherever it stands by itself, and is no part of a longer word or number. */
export function maskAgain(text: string, { value, placeholder }: MaskedItem): string {
  if (value === '') return text;
  const parts: string[] = [];
  let at = 0;
  for (let found = text.indexOf(value); found !== -1; found = text.indexOf(value, found + value.length)) {
    if (!isAlone(text, found, found + value.length)) continue;
    parts.push(text.slice(at, found), placeholder);
    at = found + value.length;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

const isAlone = (text: string, start: number, end: number): boolean =>
  !/[A-Za-z0-9]{2}/.test(text.slice(start - 1, start + 1)) &&
  !/[A-Za-z0-9]{2}/.test(text.slice(end - 1, end + 1));
