import type { MaskedItem } from '../shared/conversation.ts';
import type { MaskKind } from '../shared/mask-kind.ts';
import { findValues } from './find-values.ts';
import { plainForm } from './plain-form.ts';
import { placeholderForm, placeholderOf } from './placeholder.ts';
import { sameness } from './sameness.ts';

export interface MaskOptions {
  /** What is masked; the rest stays as it is. */
  readonly kinds: Iterable<MaskKind>;
  /** What placeholders stand for already, in the same chat: the same value gets the same one, and no other value gets it. */
  readonly known?: readonly MaskedItem[];
  /** Of a text that begins with one that was masked before: whose placeholders in it are ours. What was put back stays so. */
  readonly standing?: readonly MaskedItem[];
}

export interface Masked {
  readonly text: string;
  /** Each value once, by its first place. */
  readonly items: readonly MaskedItem[];
}

/**
 * Numbered placeholders in the place of personal and secret values. Time is linear in the text, whatever stands in it.
 * Text that looks like a placeholder stays as it is, and no value gets that number.
 */
export function mask(text: string, { kinds, known = [], standing = [] }: MaskOptions): Masked {
  const foreign = new Set(text.match(placeholderForm));
  const items = new Map<string, MaskedItem>();
  const undone = new Set<string>();
  for (const item of standing) {
    const key = maskKey(item);
    if (foreign.delete(item.placeholder) || item.isUndone === true) items.set(key, item);
    if (item.isUndone === true) undone.add(key);
  }
  const taken = new Set([...foreign, ...known.map(({ placeholder }) => placeholder)]);
  const given = new Map<string, string>();
  for (const item of [...known, ...standing])
    if (!foreign.has(item.placeholder)) given.set(maskKey(item), item.placeholder);

  const numbers = new Map<MaskKind, number>();
  function next(kind: MaskKind): string {
    let number = numbers.get(kind) ?? 0;
    do number += 1;
    while (taken.has(placeholderOf(kind, number)));
    numbers.set(kind, number);
    return placeholderOf(kind, number);
  }

  const parts: string[] = [];
  let at = 0;
  for (const { kind, start, end } of findValues(plainForm(text), new Set(kinds))) {
    const value = text.slice(start, end);
    const key = maskKey({ kind, value });
    if (undone.has(key)) continue;
    const placeholder = given.get(key) ?? next(kind);
    given.set(key, placeholder);
    if (!items.has(key)) items.set(key, { placeholder, kind, value });
    parts.push(text.slice(at, start), placeholder);
    at = end;
  }
  parts.push(text.slice(at));
  return { text: parts.join(''), items: [...items.values()] };
}

/** The same for each way of writing the same value, and for no other. */
export function maskKey({ kind, value }: Pick<MaskedItem, 'kind' | 'value'>): string {
  return `${kind} ${sameness(kind, value)}`;
}
