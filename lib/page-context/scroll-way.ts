import {
  boxOf,
  clientHeightOf,
  clientWidthOf,
  scrollHeightOf,
  scrollTopOf,
  scrollWidthOf,
} from './dom-access.ts';
import type { Rectangle } from './rectangle.ts';

/** Places looked at on a line's way through a box. */
const mostPlaces = 16;
/** CSS px between two of them, where they are few. */
const step = 6;

/**
 * Where a line comes by while the box that it is in is scrolled up and down, whole. Undefined: at too many places to say, as
 * it is scrolled sideways, too, or nowhere whole.
 */
export function scrolledPlaces(scroller: Element, line: Rectangle): readonly Rectangle[] | undefined {
  if (scrollWidthOf(scroller) - clientWidthOf(scroller) > 1) return undefined;
  const box = boxOf(scroller);
  const height = line.bottom - line.top;
  const lowest = line.top + scrollTopOf(scroller);
  const highest = lowest - Math.max(0, scrollHeightOf(scroller) - clientHeightOf(scroller));
  const [first, last] = [Math.max(box.top, highest), Math.min(box.bottom - height, lowest)];
  if (last < first) return undefined;
  const count = Math.min(mostPlaces, Math.ceil((last - first) / step));
  return Array.from({ length: count + 1 }, (_, at) => {
    const top = count === 0 ? first : first + ((last - first) * at) / count;
    return { left: line.left, right: line.right, top, bottom: top + height };
  });
}
