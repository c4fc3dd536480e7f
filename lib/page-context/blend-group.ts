import { contains } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import type { Ground } from './ground.ts';
import { isStackingContext, type Drawn } from './stacking.ts';

/** Whether something is blended within a group that the ground is outside of: then it is not mixed with that. */
export function isApart(
  { element, pseudo }: Drawn,
  ground: Element,
  styleOf: (element: Element) => CSSStyleDeclaration,
): boolean {
  let at = pseudo === undefined ? flatParentOf(element) : element;
  for (; at !== null && !contains(at, ground); at = flatParentOf(at)) {
    const parent = flatParentOf(at);
    if (isStackingContext(styleOf(at), parent === null ? '' : styleOf(parent).display)) return true;
  }
  return false;
}

/** How a text is mixed with what an element paints below it; undefined: it is painted on that. */
export function modeOn(
  { blends = [] }: Ground,
  by: Element,
  styleOf: (element: Element) => CSSStyleDeclaration,
): string | undefined {
  return blends.find(({ element }) => !contains(element, by) && !isApart({ element }, by, styleOf))?.mode;
}
