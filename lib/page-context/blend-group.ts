import { flatParentOf } from './flat-tree.ts';
import { isStackingContext } from './stacking.ts';

/** Whether an element is blended within a group that the ground is outside of: then it is not mixed with that. */
export function isApart(
  element: Element,
  ground: Element,
  styleOf: (element: Element) => CSSStyleDeclaration,
): boolean {
  for (let at = flatParentOf(element); at !== null && at !== ground; at = flatParentOf(at)) {
    const parent = flatParentOf(at);
    if (isStackingContext(styleOf(at), parent === null ? '' : styleOf(parent).display)) return true;
  }
  return false;
}
