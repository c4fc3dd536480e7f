import type { Attachment, MaskedItem } from '../shared/conversation.ts';
import { maskAgain, maskedIn, unmask } from './unmask.ts';

/** All of an attachment that leaves in its fence. */
export type Leaving = Pick<Attachment, 'title' | 'url' | 'text'>;

/** With those of the items that stand in it. */
export function withMasks(page: Attachment, items: readonly MaskedItem[]): Attachment {
  const masked = standingMasks({ ...page, masked: [...items] });
  return masked.length === 0 ? page : { ...page, masked };
}

/** What is masked in it now, or was and has been put back: what the user has cut away is neither. */
export function standingMasks(page: Leaving & Pick<Attachment, 'masked'>): MaskedItem[] {
  const { masked = [], text, title, url } = page;
  if (masked.length === 0) return masked;
  const whole = `${text}\n${title}\n${url.replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%20', ' ')}`;
  const standing = new Set(maskedIn(whole, masked));
  return masked.filter((item) => (item.isUndone === true ? whole.includes(item.value) : standing.has(item)));
}

/** How many values are masked in it now. */
export function maskedCount(page: Parameters<typeof standingMasks>[0]): number {
  return standingMasks(page).filter(({ isUndone }) => isUndone !== true).length;
}

/** With that value back in its places, or masked once more; undefined: it has no such placeholder. */
export function withMaskUndone(
  page: Attachment,
  placeholder: string,
  isUndone: boolean,
): Attachment | undefined {
  const { masked = [], original } = page;
  const item = masked.find((one) => one.placeholder === placeholder);
  if (item === undefined) return undefined;
  const change = (text: string): string => (isUndone ? unmask(text, [item]) : maskAgain(text, item));
  const [inUrl, value] = [encoded(item.placeholder), encoded(item.value)];
  const { isUndone: _isUndone, ...again } = item;
  return {
    ...page,
    revision: page.revision + 1,
    text: change(page.text),
    title: change(page.title),
    url: isUndone ? page.url.replaceAll(inUrl, value) : page.url.replaceAll(value, inUrl),
    ...(original === undefined ? {} : { original: change(original) }),
    masked: masked.map((one) => (one !== item ? one : isUndone ? { ...again, isUndone } : again)),
  };
}

/** An address has neither brackets nor spaces. */
const encoded = encodeURIComponent;
