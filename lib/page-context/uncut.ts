import { boxOf, contains, localNameOf } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import { containsPaint } from './paint-containment.ts';
import type { PaintedBox } from './painted-boxes.ts';
import type { Rectangle } from './rectangle.ts';

/** What is drawn of a box, as far as the boxes around it don't cut it off; those around the text as well cut both alike. */
export function uncut(
  { element, pseudo, style, box }: PaintedBox,
  holder: Element,
  styleOf: (element: Element) => CSSStyleDeclaration,
): Rectangle {
  let { left, top, right, bottom } = box;
  let escapes = style.position === 'absolute';
  const first = pseudo === undefined ? flatParentOf(element) : element;
  for (let at = first; at !== null && !contains(at, holder); at = flatParentOf(at)) {
    const around = styleOf(at);
    if (around.position !== 'static') escapes = false;
    if (localNameOf(at) === 'body' || escapes) continue;
    const contained = containsPaint(at, around);
    const [cutsX, cutsY] = [contained || cuts(around.overflowX), contained || cuts(around.overflowY)];
    if (cutsX || cutsY) {
      const outer = boxOf(at);
      if (cutsX) [left, right] = [Math.max(left, outer.left), Math.min(right, outer.right)];
      if (cutsY) [top, bottom] = [Math.max(top, outer.top), Math.min(bottom, outer.bottom)];
    }
    if (around.position === 'absolute') escapes = true;
  }
  return { left, top, right, bottom };
}

const cuts = (overflow: string): boolean => overflow !== '' && overflow !== 'visible';
