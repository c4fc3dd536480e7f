import { withoutLinkAddresses } from '../shared/link-addresses.ts';
import type { Attachment } from '../shared/conversation.ts';

/** Words at the beginning and at the end of a passage, by which browsers find it. */
const mostWords = 8;
/** Code units. A passage no longer than this is named whole. */
const shortPassage = 120;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * The address of an attached page with a text fragment, which lets the browser itself find and mark the words there; of no
 * other page than the one that was read. A fragment is sent to no server, and browsers that know it keep it from the page. Of
 * a text that the user has changed, it is the page alone: the words might be theirs. null: no page of the web.
 * @param start of the passage in the attached text: UTF-16 code units, the end exclusive
 */
export function placeAddress(
  {
    url,
    text,
    isEdited,
    hasLinks,
    masked = [],
  }: Pick<Attachment, 'url' | 'text' | 'isEdited' | 'hasLinks' | 'masked'>,
  { start, end }: { readonly start: number; readonly end: number },
): string | null {
  const page = URL.parse(url);
  if (page === null || !/^https?:$/.test(page.protocol)) return null;
  page.hash = '';
  page.username = '';
  page.password = '';
  if (isEdited === true) return page.href;
  const hidden = masked.flatMap(({ placeholder, isUndone }) => (isUndone === true ? [] : [placeholder]));
  const passage = text.slice(start, end);
  const words = hasLinks === true ? withoutLinkAddresses(passage) : passage;
  const directive = directiveOf(longestLine(words, hidden));
  return directive === '' ? page.href : `${page.href}#:~:text=${directive}`;
}

/** Lines of the text are blocks of the page, with marks of ours in front; a placeholder stands for what is on the page. */
function longestLine(passage: string, hidden: readonly string[]): string {
  const lines = hidden
    .reduce((rest, placeholder) => rest.replaceAll(placeholder, '\n'), passage)
    .split(/\n| \| /)
    .map((line) => line.replace(/^\s*(?:[-*>] |#{1,6} |\d+[.)] )+/, '').trim());
  return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}

function directiveOf(line: string): string {
  const segments = [...segmenter.segment(line)];
  const words = segments.flatMap(({ isWordLike }, index) => (isWordLike === true ? [index] : []));
  const joined = (from: number, to: number): string =>
    encoded(segments.slice(from, to + 1).reduce((text, { segment }) => text + segment, ''));
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return '';
  if (line.length <= shortPassage || words.length <= 2 * mostWords) return joined(first, last);
  return `${joined(first, words[mostWords - 1] ?? last)},${joined(words.at(-mostWords) ?? first, last)}`;
}

/** A dash would part what stands in front of a passage from it. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D');
}
