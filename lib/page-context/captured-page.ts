import { z } from 'zod/mini';
import { boundedText, wholeNumber } from '../shared/bounded.ts';
import type { Attachment } from '../shared/conversation.ts';
import { cutToBudget } from './budget.ts';
import { longestPage, longestTitle, longestUrl } from './limits.ts';

const pageAddress = boundedText(0, longestUrl).check(
  z.refine((url) => URL.canParse(url) && /^(https?|file):$/.test(new URL(url).protocol)),
);

/** No control characters but tab and line end. A reader that lets others through is not ours. */
// oxlint-disable-next-line no-control-regex -- control characters are what is being refused
const clean = z.refine<string>((text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text));

/** What the reader took from a page. */
export const readablePage = z.object({
  title: boundedText(1, longestTitle).check(clean),
  url: pageAddress,
  /** BCP 47. */
  language: z.optional(boundedText(0, 40).check(z.regex(/^[A-Za-z0-9-]+$/))),
  /** ISO 8601, a date or a point in time. */
  publishedAt: z.optional(boundedText(0, 40).check(z.regex(/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/))),
  text: boundedText(1, longestPage).check(clean),
  /** Characters of readable text on the whole page; at least `text.length`. */
  pageLength: wholeNumber(0),
  /** The reader has ended before what it read did. */
  isBeginning: z.optional(z.boolean()),
  source: z.enum(['selection', 'article', 'thread', 'visible', 'pdf', 'text']),
  author: z.optional(boundedText(1, longestTitle).check(clean)),
  /** Of a thread that was read to its end: how many posts `text` is. */
  posts: z.optional(wholeNumber(2)),
  /** Invisible characters that were taken out of `text`, `title` and `url`: code points. */
  removed: z.optional(wholeNumber(0)),
  /**
   * Characters of text that can't be seen, and were left out, white space collapsed: of the selection where that is what
   * is read, else of the page as far as it was read. Not among them: what is never read, seen or not (scripts, styles,
   * form values, alternative texts), and closed `details`.
   */
  hidden: z.optional(wholeNumber(0)),
  /** Behind the words of each link stands where it leads. */
  hasLinks: z.optional(z.literal(true)),
  /** Frames whose text could not be read. */
  unreadFrames: z.optional(wholeNumber(0)),
});
export type ReadablePage = z.infer<typeof readablePage>;

/** empty: no text that can be seen; the others as in `pageReason` */
const unreadablePage = z.object({
  unreadable: z.enum([
    'empty',
    'failed',
    'pdf',
    'pdf-local',
    'pdf-pictures',
    'pdf-locked',
    'pdf-damaged',
    'pdf-large',
    'pdf-unfetched',
  ]),
});

/** What comes back from `scripting.executeScript`. It was made inside the page's process: hostile until parsed. */
export const capturedPage = z.union([readablePage, unreadablePage]);
export type CapturedPage = z.infer<typeof capturedPage>;

/**
 * A draft attachment, its text cut to the budget at a paragraph or sentence. `id` must be a UUID made after the page was
 * read (it becomes the fence's marker); `capturedAt` is ISO 8601.
 */
export function toAttachment(
  page: ReadablePage,
  made: Pick<Attachment, 'id' | 'capturedAt' | 'tab'>,
  budget: number,
): Attachment {
  const text = cutToBudget(page.text, budget).toWellFormed();
  return {
    ...made,
    revision: 1,
    // The reader's own texts are well-formed; whoever has taken its place may send half a surrogate pair.
    title: page.title.toWellFormed(),
    url: withoutFolders(page.url.toWellFormed()),
    text,
    ...(text.length < page.text.length || page.isBeginning === true ? { captured: lengthOf(page) } : {}),
    pageLength: Math.max(page.pageLength, page.text.length),
    source: page.source,
    ...(page.language === undefined ? {} : { language: page.language }),
    ...(page.author === undefined ? {} : { author: page.author.toWellFormed() }),
    ...(page.posts === undefined ? {} : { posts: page.posts }),
    ...(page.removed ? { removed: page.removed } : {}),
    ...(page.hidden ? { hidden: page.hidden } : {}),
    ...(page.hasLinks ? { hasLinks: true } : {}),
    ...(page.unreadFrames ? { unreadFrames: page.unreadFrames } : {}),
  };
}

/** Where a local file lies is its owner's affair, and holds their name more often than not. */
function withoutFolders(url: string): string {
  return url.startsWith('file:') ? `file:///${new URL(url).pathname.split('/').at(-1) ?? ''}` : url;
}

/** Of what `text` is, or is the beginning of: a reader ends at its own bound, and says how long the page is. */
function lengthOf({ text, pageLength, isBeginning }: ReadablePage): number {
  const isCutShort = isBeginning === true || text.length > longestPage * 0.99;
  return isCutShort ? Math.max(pageLength, text.length) : text.length;
}
