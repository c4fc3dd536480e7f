import { articleText } from './article.ts';
import type { CapturedPage } from './captured-page.ts';
import {
  bodyOf,
  contentTypeOf,
  designModeOf,
  documentElementOf,
  localNameOf,
  parentNodeOf,
  isElement,
} from './dom-access.ts';
import { seenAddress, seenCharacters } from './invisible-characters.ts';
import { longestPage } from './limits.ts';
import { pageLanguage, pageTitle, pageUrl, publicationDate } from './page-facts.ts';
import { plainText } from './plain-text.ts';
import { copyVisible } from './visible-copy.ts';
import { createEyes, type Eyes } from './visibility.ts';

/**
 * Runs inside the page, in the isolated world, on the user's gesture: the selection if there is one, else the readable
 * article, else all visible text. Changes nothing in the page, makes no request, never throws.
 */
export function readPage(document: Document, selection: Selection | null, location: string): CapturedPage {
  try {
    return read(document, selection, location);
  } catch {
    // The page would see the error in its console, and could provoke it to learn that we were here.
    return { unreadable: 'failed' };
  }
}

function read(document: Document, selection: Selection | null, location: string): CapturedPage {
  if (contentTypeOf(document) === 'application/pdf') return { unreadable: 'pdf' };
  // The whole page is a text field then.
  if (designModeOf(document) === 'on') return { unreadable: 'empty' };

  const eyes = createEyes(document);
  const selected = selection === null ? '' : selectedText(document, selection, eyes);
  const hiddenInSelection = eyes.takeHidden();
  const copy = copyVisible(document, eyes);
  const hidden = selected !== '' ? hiddenInSelection : eyes.takeHidden();
  const visible = seenCharacters(copy === undefined ? '' : bounded(plainText(copy.document.body)));
  const article = selected !== '' || copy === undefined ? undefined : articleText(copy);
  const seen =
    selected !== ''
      ? seenCharacters(selected)
      : article !== undefined
        ? seenCharacters(bounded(article))
        : visible;
  const { text } = seen;
  if (text === '') return { unreadable: 'empty' };

  const url = seenAddress(pageUrl(document, location));
  const title = pageTitle(document, url.text);
  const removed = seen.removed + title.removed + url.removed;
  const language = pageLanguage(document);
  const publishedAt = publicationDate(document);
  const onPage =
    copy?.isCutShort === true ? Math.max(visible.text.length, roughLength(document)) : visible.text.length;
  return {
    title: title.text,
    url: url.text,
    ...(language === undefined ? {} : { language }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    text,
    pageLength: Math.max(onPage, text.length),
    ...(removed === 0 ? {} : { removed }),
    ...(hidden === 0 ? {} : { hidden }),
    source: selected !== '' ? 'selection' : article !== undefined ? 'article' : 'visible',
  };
}

/** Firefox selects several ranges at once (cells of a table); Chrome has one. A selection inside a form control has none. */
function selectedText(document: Document, selection: Selection, eyes: Eyes): string {
  const texts: string[] = [];
  for (let index = 0; index < selection.rangeCount; index += 1) {
    const range = selection.getRangeAt(index);
    if (range.collapsed) continue;
    const copy = copyVisible(document, eyes, undefined, range);
    if (copy !== undefined) texts.push(plainText(copy.document.body));
  }
  return bounded(texts.filter((text) => text !== '').join('\n\n'));
}

/** Line ends and marks come on top of the characters that were copied. */
function bounded(text: string): string {
  if (text.length <= longestPage) return text;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(longestPage - 1));
  return text.slice(0, splitsPair ? longestPage - 1 : longestPage).trimEnd();
}

/** Text nodes looked at for the length of a page that is too long to be read whole. */
const mostTexts = 1_000_000;

/**
 * Characters on a page that was cut short, seen or not: only to tell the user how small the share is that is attached,
 * where too large a number misleads less than too small a one.
 */
function roughLength(document: Document): number {
  const root = bodyOf(document) ?? documentElementOf(document);
  const texts = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let seen = 0; seen < mostTexts && texts.nextNode() !== null; seen += 1) {
    const parent = parentNodeOf(texts.currentNode);
    if (parent !== null && isElement(parent) && /^(script|style|noscript)$/.test(localNameOf(parent)))
      continue;
    length += texts.currentNode.nodeValue?.trim().length ?? 0;
  }
  return length;
}
