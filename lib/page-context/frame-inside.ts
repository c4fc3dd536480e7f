import { boxOf, designModeOf, documentIn, localNameOf } from './dom-access.ts';

/** CSS px. Smaller frames that can't be read count, measure and pass messages; nobody misses their text. */
const smallestWidth = 100;
const smallestHeight = 50;
/** Nobody reads in a frame that is smaller than a short line. */
const narrowest = 30;
const lowest = 10;

export function isFrame(element: Element): boolean {
  const name = localNameOf(element);
  return name === 'iframe' || name === 'frame';
}

/**
 * The document in a frame of the page's own origin. `unread`: another origin's, or none, of a size that is read in ·
 * `nothing`: too small for either, or a field that somebody types in.
 */
export function frameInside(element: Element, hasLayout: boolean): Document | 'unread' | 'nothing' {
  const { width, height } = boxOf(element);
  if (hasLayout && (width < narrowest || height < lowest)) return 'nothing';
  const inside = documentIn(element);
  if (inside !== null) return designModeOf(inside) === 'on' ? 'nothing' : inside;
  return hasLayout && (width < smallestWidth || height < smallestHeight) ? 'nothing' : 'unread';
}
