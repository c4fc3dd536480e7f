import type { MaskedItem } from '../shared/conversation.ts';
import { placeholderForm } from './placeholder.ts';

/**
 * What looks like a placeholder in these texts and is none of `items`: brought along by a page, written by an answer, or of
 * a value that this browser has never known. Each as an item that stands for itself: so it is given to no value.
 */
export function nobodysNumbers(texts: readonly string[], items: readonly MaskedItem[]): MaskedItem[] {
  const found = new Set(texts.flatMap((text) => text.match(placeholderForm) ?? []));
  for (const { placeholder } of items) found.delete(placeholder);
  // Of which kind is of no matter: no value is written like that.
  return [...found].map((placeholder) => ({ placeholder, kind: 'key', value: placeholder }));
}
