import { plainToHtml, toHtml } from '../../lib/markdown/html.ts';
import { parseInline } from '../../lib/markdown/inline.ts';
import { createMarkdownReader } from '../../lib/markdown/markdown-reader.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { isOwnAddress } from '../markdown/own-address.ts';
import { safeUrl } from '../markdown/safe-url.ts';

/* What *Copy* puts on the clipboard beside the text as it is: loaded when it is pressed (on-demand.tsx). */

/** A question's words stand for themselves: no markdown is read in them. */
export function richQuestion(text: string): string {
  return plainToHtml(text);
}

/** An answer as Word, Outlook and Teams show it: a table is a table, and a link says where it leads, as in the panel. @param drawn what stands in the place of its text, links aside */
export function richAnswer(text: string, drawn?: (text: string) => string): string {
  const { blocks, definitions } = createMarkdownReader().read(text, true);
  return toHtml(blocks, {
    inlines: (leaf, isCell) => parseInline(leaf, { definitions, isOpen: false, isCell }),
    link(href, shown) {
      const url = safeUrl(href);
      return url && { href: url.href, note: isOwnAddress(shown, url) ? '' : url.host };
    },
    text: drawn,
    imageLabel: words.markdown.image,
  });
}
