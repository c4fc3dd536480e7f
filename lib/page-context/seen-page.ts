import { copyLimitsFor } from './copy-limits.ts';
import type { Footnote } from './footnotes.ts';
import { shownAuthor } from './page-author.ts';
import { plainText } from './plain-text.ts';
import { roughLength } from './rough-length.ts';
import { shapeCopy } from './shape-copy.ts';
import { isTextDocument, textOfDocument } from './text-document.ts';
import { copyVisible, type VisibleCopy } from './visible-copy.ts';
import { createEyes, type Eyes } from './visibility.ts';

/** What sources read from. All of it is made when the first one asks. */
export interface SeenPage {
  readonly document: Document;
  readonly selection: Selection | null;
  /** Addresses of links are wanted. */
  readonly hasLinks: boolean;
  eyes(): Eyes;
  /** Of the whole page, as `rough-length.ts` has it. */
  roughLength(): number;
  /** All that can be seen, shaped; undefined where nothing can be. Nobody changes it. */
  copy(): VisibleCopy | undefined;
  notes(): readonly Footnote[];
  /** Who wrote it, as the page shows it. */
  byline(): string | undefined;
  /** Of the whole page, or of the text file. */
  text(): string;
}

export function createSeenPage(document: Document, selection: Selection | null, hasLinks: boolean): SeenPage {
  const eyes = once(() => createEyes(document));
  const rough = once(() => roughLength(document));
  const seen = once(() => {
    const copy = copyVisible(document, eyes(), copyLimitsFor(rough()), undefined, hasLinks);
    return { copy, notes: copy === undefined ? [] : shapeCopy(copy), body: copy?.document.body };
  });
  const textOf = (body: Element | undefined): string => (body === undefined ? '' : plainText(body));
  return {
    document,
    selection,
    hasLinks,
    eyes,
    roughLength: rough,
    copy: () => seen().copy,
    notes: () => seen().notes,
    byline() {
      const { body } = seen();
      return body && shownAuthor(body);
    },
    text: once(() => (isTextDocument(document) ? textOfDocument(document) : textOf(seen().body))),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
