import { article } from './article.ts';
import type { CapturedPage, ReadablePage } from './captured-page.ts';
import { contentTypeOf, designModeOf, textIn } from './dom-access.ts';
import { seenAddress, seenCharacters } from './invisible-characters.ts';
import { longestPage } from './limits.ts';
import { statedAuthor } from './page-author.ts';
import { pageLanguage, pageTitle, pageUrl, publicationDate } from './page-facts.ts';
import type { PageSource, ReadText } from './page-source.ts';
import { createSeenPage, type SeenPage } from './seen-page.ts';
import { selectedText } from './selected-text.ts';
import { isTextDocument } from './text-document.ts';
import { thread } from './thread.ts';
import type { VisibleCopy } from './visible-copy.ts';

/**
 * Runs inside the page, in the isolated world, on the user's gesture: the selection if there is one, else a thread's
 * posts, else the readable article, else all visible text; with the addresses of its links, where `hasLinks`. Changes
 * nothing in the page, makes no request, never throws.
 */
export function readPage(
  document: Document,
  selection: Selection | null,
  location: string,
  hasLinks = false,
): CapturedPage {
  try {
    return read(document, selection, location, hasLinks);
  } catch {
    // The page would see the error in its console, and could provoke it to learn that we were here.
    return { unreadable: 'failed' };
  }
}

/** The first that has something to say is attached. */
const sources: readonly PageSource[] = [
  selectedText,
  { name: 'text', accepts: ({ document }) => isTextDocument(document), read: wholeText },
  thread,
  article,
  { name: 'visible', accepts: () => true, read: wholeText },
];

function wholeText(page: SeenPage): ReadText {
  return { text: page.text() };
}

function read(
  document: Document,
  selection: Selection | null,
  location: string,
  hasLinks: boolean,
): CapturedPage {
  if (contentTypeOf(document) === 'application/pdf') return { unreadable: 'pdf' };
  // The whole page is a text field then.
  if (designModeOf(document) === 'on') return { unreadable: 'empty' };

  const page = createSeenPage(document, selection, hasLinks);
  const { source, text: found, posts } = firstToRead(page);
  const { text, removed } = seenCharacters(found);
  if (text === '') return { unreadable: 'empty' };

  const isFile = isTextDocument(document);
  // Of what was looked at so far, which is the selection alone.
  const besideSelection = source === 'selection' ? page.eyes().takeHidden() : undefined;
  const copy = isFile ? undefined : page.copy();
  const hidden = besideSelection ?? (copy?.hiddenInFrames ?? 0) + (isFile ? 0 : page.eyes().takeHidden());
  const url = seenAddress(pageUrl(document, location));
  const title = pageTitle(document, url.text);
  const removedInAll = removed + title.removed + url.removed;
  const language = pageLanguage(document);
  const publishedAt = publicationDate(document);
  const author = statedAuthor(document) ?? (isFile ? undefined : page.byline());
  const whole = isFile ? page.text().length : copy?.isCutShort ? page.roughLength() : 0;
  // No more is read than that: of a longer page, what is read need not be written out to be counted.
  const seen = whole >= longestPage ? 0 : seenCharacters(bounded(page.text())).text.length;
  return {
    title: title.text,
    url: url.text,
    ...(language === undefined ? {} : { language }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(author === undefined ? {} : { author }),
    text,
    pageLength: Math.max(seen, whole, text.length),
    ...(source !== 'selection' && goesOn(text, copy) ? { isBeginning: true } : {}),
    ...(removedInAll === 0 ? {} : { removed: removedInAll }),
    ...(hidden === 0 ? {} : { hidden }),
    source,
    // Where copying ended, there may be more of them.
    ...(posts === undefined || copy?.isCutShort === true ? {} : { posts }),
    ...(hasLinks && !isFile ? { hasLinks } : {}),
    ...(copy?.unreadFrames ? { unreadFrames: copy.unreadFrames } : {}),
  };
}

function firstToRead(page: SeenPage): Pick<ReadablePage, 'source'> & ReadText {
  for (const source of sources) {
    const found = source.accepts(page) ? source.read(page) : undefined;
    const text = bounded(found?.text ?? '');
    if (text !== '') return { source: source.name, ...(text === found?.text ? found : { text }) };
  }
  return { source: 'visible', text: '' };
}

/** Whether a text ends only where copying the page has: an article may have ended long before. */
function goesOn(text: string, copy: VisibleCopy | undefined): boolean {
  if (copy?.isCutShort !== true) return false;
  const last = /\S+\s*$/.exec(textIn(copy.document.body).slice(-longestWord))?.[0].trim() ?? '';
  // Behind it, marks and fences may be closed.
  return text.length >= longestPage * 0.99 || text.slice(-(last.length + 10)).includes(last);
}

const longestWord = 100;

/** Line ends and marks come on top of the characters that were copied. */
function bounded(text: string): string {
  if (text.length <= longestPage) return text;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(longestPage - 1));
  return text.slice(0, splitsPair ? longestPage - 1 : longestPage).trimEnd();
}
