import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { CapturedPage } from '../page-context/captured-page.ts';
import { textCharacters } from '../page-context/characters.ts';
import { seenCharacters } from '../page-context/invisible-characters.ts';
import { longestPage, longestTitle } from '../page-context/limits.ts';
import { isObject } from '../shared/is-object.ts';
import { pageLines, type PdfRun } from './pdf-line.ts';
import { pdfParagraphs } from './pdf-paragraphs.ts';
import { withoutRunningLines, type LinedPage } from './running-lines.ts';

export interface PdfSource {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where it was read. */
  readonly url: string;
  /** Where the document does not say its own. */
  readonly title: string;
}

export interface PdfLimits {
  readonly pages: number;
  /** ms */
  readonly time: number;
}

export interface PdfSurroundings {
  readonly limits?: PdfLimits;
  readonly now: () => number;
  /** Lets others have the thread; called between two pages. */
  readonly pause: () => Promise<void>;
}

const pdfLimits: PdfLimits = { pages: 200, time: 30_000 };

/**
 * The text layer of a PDF, page by page. Needs pdf.js' worker module to be loaded beside it: it runs on this very thread.
 * Never rejects. What is beyond the limits is left out, and counted by what the pages before it hold.
 */
export async function readPdf(source: PdfSource, around: PdfSurroundings): Promise<CapturedPage> {
  const loading = getDocument({
    data: source.bytes,
    verbosity: 0,
    // Nothing is fetched, and nothing is drawn.
    useWorkerFetch: false,
    useWasm: false,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
  });
  try {
    return await readDocument(await loading.promise, source, around);
  } catch (error) {
    return { unreadable: isPasswordNeeded(error) ? 'pdf-locked' : 'pdf-damaged' };
  } finally {
    // What is left of a damaged document may not end well; its text is there by then, or never.
    await loading.destroy().catch(() => undefined);
  }
}

const isPasswordNeeded = (error: unknown): boolean =>
  error instanceof Error && error.name === 'PasswordException';

async function readDocument(
  pdf: PDFDocumentProxy,
  source: PdfSource,
  { limits = pdfLimits, now, pause }: PdfSurroundings,
): Promise<CapturedPage> {
  const until = now() + limits.time;
  const pages: LinedPage[] = [];
  let [hidden, length, unread] = [0, 0, 0];
  for (let number = 1; number <= Math.min(pdf.numPages, limits.pages); number += 1) {
    if (now() > until || length > longestPage) break;
    await pause();
    const page = await linesOf(pdf, number);
    if (page === null) unread += 1;
    else hidden += page.hidden;
    pages.push(page ?? { lines: [], reach: [0, 0] });
    for (const { text } of page?.lines ?? []) length += text.length;
  }
  // All of them are damaged, then.
  if (unread > 0 && unread === pages.length) return { unreadable: 'pdf-damaged' };

  const texts = withoutRunningLines(pages).map(({ lines }) => cleaned(pdfParagraphs(lines)));
  const whole = texts.join('');
  if (!isReadable(whole)) return { unreadable: 'pdf-pictures' };
  const { text, removed } = seenCharacters(pdf.numPages === 1 ? whole : texts.map(marked).join('\n\n'));
  const facts = await factsOf(pdf);
  return {
    title: facts.title ?? oneLine(source.title) ?? 'PDF',
    url: source.url,
    ...(facts.author === undefined ? {} : { author: facts.author }),
    ...(facts.language === undefined ? {} : { language: facts.language }),
    text: bounded(text),
    pageLength: Math.round((text.length / pages.length) * pdf.numPages),
    source: 'pdf',
    ...(hidden > 0 ? { hidden } : {}),
    ...(removed > 0 ? { removed } : {}),
  };
}

/** null: this page is damaged, and others may not be. */
async function linesOf(
  pdf: PDFDocumentProxy,
  number: number,
): Promise<(LinedPage & { hidden: number }) | null> {
  try {
    const page = await pdf.getPage(number);
    const { items, styles } = await page.getTextContent();
    const runs = items.filter((item) => 'str' in item) as PdfRun[];
    const lined = pageLines(runs, (font) => styles[font]?.fontFamily === 'monospace');
    page.cleanup();
    const [, bottom = 0, , top = 0] = page.view;
    return { ...lined, reach: [bottom, top] };
  } catch {
    // pdf.js has its own words for each kind of damage; what is left of the document is worth more than those.
    return null;
  }
}

/** Fonts of Arabic draw each letter by its place in the word, and some PDFs name these shapes instead of the letter. */
const shapes = /[\ufb00-\ufdff\ufe70-\ufefc]/g;

function cleaned(text: string): string {
  const letters = text.replaceAll(shapes, (shape) => shape.normalize('NFKC'));
  // A line of letters that nobody knows is nothing.
  return textCharacters(letters)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const marked = (text: string, index: number): string =>
  text === '' ? `[page ${index + 1}: no text]` : `[page ${index + 1}]\n\n${text}`;

/** Fonts that don't say which letters they draw come as private or unknown characters: that is no text, either. */
function isReadable(text: string): boolean {
  const unknown = text.match(/[\p{Co}\p{Cn}\ufffd]/gu)?.length ?? 0;
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters > 0 && unknown < letters;
}

function bounded(text: string): string {
  return text.length <= longestPage ? text : text.slice(0, longestPage).trimEnd().toWellFormed();
}

interface PdfFacts {
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly language: string | undefined;
}

const nothingSaid: PdfFacts = { title: undefined, author: undefined, language: undefined };

/** What the document says of itself: hostile like all of it. */
async function factsOf(pdf: PDFDocumentProxy): Promise<PdfFacts> {
  try {
    const { info } = await pdf.getMetadata();
    if (!isObject(info)) return nothingSaid;
    const language = info['Language'];
    return {
      title: oneLine(info['Title']),
      author: oneLine(info['Author']),
      language:
        typeof language === 'string' && /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/i.test(language)
          ? language
          : undefined,
    };
  } catch {
    // Of a damaged one, the text is what counts.
    return nothingSaid;
  }
}

function oneLine(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined;
  const line = seenCharacters(textCharacters(said)).text.replaceAll(/\s+/g, ' ').trim();
  return line === '' ? undefined : textCharacters(line.slice(0, longestTitle)).trimEnd();
}
