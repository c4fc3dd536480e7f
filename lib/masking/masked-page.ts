import type { Attachment, MaskedItem } from '../shared/conversation.ts';
import type { Leaving } from './attached-masks.ts';
import { mask, type MaskOptions } from './mask.ts';

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

/** Where what the server's name is followed by begins; its end where it is no address. */
function pathOf(url: string): number {
  const { origin } = URL.canParse(url) ? new URL(url) : { origin: url };
  return url.startsWith(origin) ? origin.length : url.length;
}

function inAddress(path: string, { placeholder }: MaskedItem): string {
  return path.replaceAll(placeholder, encodeURIComponent(placeholder));
}
