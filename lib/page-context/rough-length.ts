import { allIn, bodyOf, documentElementOf, documentIn, textIn } from './dom-access.ts';
import { isFrame } from './frame-inside.ts';

const unread = 'script, style, noscript, template';

/**
 * Characters on a page that was cut short, and in its frames, seen or not: only to tell the user how small the share is
 * that is attached, where too large a number misleads less than too small a one.
 */
export function roughLength(document: Document): number {
  const root = bodyOf(document) ?? documentElementOf(document);
  let length = bareLength(textIn(root));
  for (const element of allIn(root, `${unread}, iframe, frame`)) {
    const inside = isFrame(element) ? documentIn(element) : null;
    if (inside !== null) length += roughLength(inside);
    else length -= bareLength(textIn(element));
  }
  return Math.max(0, length);
}

/** Characters that are looked at for how much of a text is white space between its words; the rest is taken for alike. */
const sample = 100_000;

function bareLength(text: string): number {
  const looked = text.slice(0, sample);
  return Math.round((text.length * looked.replace(/\s+/g, ' ').length) / Math.max(1, looked.length));
}
