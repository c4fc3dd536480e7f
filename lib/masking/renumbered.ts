import type { Attachment, MaskedItem } from '../shared/conversation.ts';
import type { MaskKind } from '../shared/mask-kind.ts';
import { maskKey } from './mask.ts';
import { placeholderForm, placeholderOf } from './placeholder.ts';

/**
 * What a message takes along, by the numbers of its chat as they are now: a value that has one by now gets that one, and
 * one whose number was given to another value gets the next. `known`: what placeholders stand for in the chat without it.
 */
export function renumbered(pages: readonly Attachment[], known: readonly MaskedItem[]): Attachment[] {
  const items = pages.flatMap(({ masked = [] }) => masked);
  const given = new Map(known.map((item) => [maskKey(item), item.placeholder]));
  const ofOthers = new Set(known.map(({ placeholder }) => placeholder));
  const taken = new Set([...ofOthers, ...pages.flatMap(({ text }) => text.match(placeholderForm) ?? [])]);
  for (const { placeholder } of items) taken.add(placeholder);

  function next(kind: MaskKind): string {
    for (let number = 1; ; number += 1) {
      const placeholder = placeholderOf(kind, number);
      if (taken.has(placeholder)) continue;
      taken.add(placeholder);
      return placeholder;
    }
  }

  const names = new Map<string, string>();
  for (const item of items) {
    const { placeholder, kind } = item;
    if (names.has(placeholder)) continue;
    const name = given.get(maskKey(item)) ?? (ofOthers.has(placeholder) ? next(kind) : placeholder);
    if (name !== placeholder) names.set(placeholder, name);
  }
  return names.size === 0 ? [...pages] : pages.map((page) => renamed(page, names));
}

function withPlaceholder(item: MaskedItem, placeholder: string): MaskedItem {
  return { ...item, placeholder };
}

/** An address has neither brackets nor spaces. */
const inAddress = /%5B[A-Za-z]+%20\d{1,9}%5D/g;

/** All at once: a new number may be another's old one. */
function renamed(page: Attachment, names: ReadonlyMap<string, string>): Attachment {
  const named = (placeholder: string): string => names.get(placeholder) ?? placeholder;
  const { masked = [] } = page;
  if (masked.length === 0) return page;
  return {
    ...page,
    text: page.text.replace(placeholderForm, named),
    title: page.title.replace(placeholderForm, named),
    url: page.url.replace(inAddress, (found) => encodeURIComponent(named(decodeURIComponent(found)))),
    masked: masked.map((item) => withPlaceholder(item, named(item.placeholder))),
  };
}
