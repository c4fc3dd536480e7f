import type { Attachment, MaskedItem } from '../shared/conversation.ts';
import { mask, type MaskOptions } from './mask.ts';
import { maskAgain, maskedIn, unmask } from './unmask.ts';

/** All of an attachment that leaves in its fence. */
type Leaving = Pick<Attachment, 'title' | 'url' | 'text'>;

/** A page or a pasted text with its values masked; `items`: all that were, of which a cut may leave some. */
export function maskedPage<Page extends Leaving & Pick<Attachment, 'pageLength'>>(
  page: Page,
  options: MaskOptions,
): { readonly page: Page; readonly items: readonly MaskedItem[] } {
  const text = mask(page.text, options);
  const known = [...(options.known ?? []), ...text.items];
  const title = mask(page.title, { ...options, known, standing: [] });
  const at = pathOf(page.url);
  // Whose host it is, rules and people need to know; what stands behind it is as good a place for an e-mail address as any.
  const path = mask(page.url.slice(at), { ...options, known: [...known, ...title.items], standing: [] });
  const masked = {
    ...page,
    text: text.text,
    title: title.text,
    url: page.url.slice(0, at) + path.items.reduce(inAddress, path.text),
    // The share that the chip tells is of the page, and no smaller for what was masked.
    pageLength: Math.max(0, page.pageLength + text.text.length - page.text.length),
  };
  const decoded = path.items.map((item) => ({ ...item, value: item.value.replace('%40', '@') }));
  const items = [...text.items, ...title.items, ...decoded];
  // Each placeholder once: as it was written in the text, where it stands there.
  const unique = new Map<string, MaskedItem>();
  for (const item of items) if (!unique.has(item.placeholder)) unique.set(item.placeholder, item);
  return { page: masked, items: [...unique.values()] };
}

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

/** Where what the server's name is followed by begins; its end where it is no address. */
function pathOf(url: string): number {
  const { origin } = URL.canParse(url) ? new URL(url) : { origin: url };
  return url.startsWith(origin) ? origin.length : url.length;
}

/** An address has neither brackets nor spaces. */
const encoded = encodeURIComponent;

function inAddress(path: string, { placeholder }: MaskedItem): string {
  return path.replaceAll(placeholder, encoded(placeholder));
}
