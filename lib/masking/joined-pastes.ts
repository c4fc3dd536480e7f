import type { Attachment } from '../shared/conversation.ts';
import { withMaskUndone } from './attached-masks.ts';

/**
 * A pasted text that comes back into the draft, and behind it the one that is there: unlike a page, neither could be read
 * again. Done twice it is done once. A value that is put back in one of them is so in both: its number would hide nothing.
 */
export function joinedPastes(back: Attachment, there: Attachment): Attachment {
  const masks = [...(back.masked ?? []), ...(there.masked ?? [])];
  const undone = masks.filter(({ isUndone }) => isUndone === true).map(({ placeholder }) => placeholder);
  const [first, second] = [withUndone(back, undone), withUndone(there, undone)];
  const front = `${first.text}\n\n`;
  if (there.text.startsWith(front)) return there;
  const masked = [...(first.masked ?? [])];
  for (const item of second.masked ?? [])
    if (!masked.some(({ placeholder }) => placeholder === item.placeholder)) masked.push(item);
  const pageLength = back.pageLength + there.pageLength;
  const isCut = (back.captured ?? there.captured) !== undefined;
  return {
    ...second,
    revision: there.revision + 1,
    text: front + second.text,
    pageLength,
    ...(masked.length > 0 && { masked }),
    ...(isCut && { captured: pageLength }),
    ...(back.isEdited === true && { isEdited: true }),
    ...(second.original !== undefined && { original: front + second.original }),
  };
}

function withUndone(page: Attachment, placeholders: readonly string[]): Attachment {
  const still = page.masked?.filter(
    ({ placeholder, isUndone }) => isUndone !== true && placeholders.includes(placeholder),
  );
  return (still ?? []).reduce(
    (changed, { placeholder }) => withMaskUndone(changed, placeholder, true) ?? changed,
    page,
  );
}
