import type { PageSource, ReadText } from './page-source.ts';
import { plainText } from './plain-text.ts';
import type { SeenPage } from './seen-page.ts';
import { shapeCopy } from './shape-copy.ts';
import { copyVisible } from './visible-copy.ts';

export const selectedText: PageSource = {
  name: 'selection',
  accepts: ({ selection }) => selection !== null && selection.rangeCount > 0,
  read: readSelection,
};

/** Firefox selects several ranges at once (cells of a table); Chrome has one. A selection inside a form control has none. */
function readSelection({ document, selection, hasLinks, eyes }: SeenPage): ReadText {
  const texts: string[] = [];
  for (let index = 0; index < (selection?.rangeCount ?? 0); index += 1) {
    const range = selection?.getRangeAt(index);
    if (range === undefined || range.collapsed) continue;
    const copy = copyVisible(document, eyes(), undefined, range, hasLinks);
    if (copy === undefined) continue;
    shapeCopy(copy);
    texts.push(plainText(copy.document.body));
  }
  return { text: texts.filter((text) => text !== '').join('\n\n') };
}
