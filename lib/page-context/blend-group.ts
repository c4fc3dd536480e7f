import { blendedBy } from './blending.ts';
import type { Color } from './colors.ts';
import { boxOf, contains } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import type { Backdrop, Ground } from './ground.ts';
import { encloses, type Rectangle } from './rectangle.ts';
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
    if (isStackingContext(styleOf(at), parent === null ? undefined : styleOf(parent))) return true;
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

/** What a colour that stands on a background becomes, where both together are mixed with one colour further below. */
export type GroupChange = (color: Color) => Color | undefined;

/** Of what stands on `by`, which nothing shows through. Undefined: it is not mixed, or with what can't be told. */
export function groupChange(
  { blends = [], filters }: Ground,
  by: Backdrop,
  place: Rectangle,
  styleOf: (element: Element) => CSSStyleDeclaration,
): GroupChange | undefined {
  const [group, ...others] = blends.filter(({ element }) => contains(element, by.element));
  if (group === undefined || others.length > 0 || filters !== undefined) return undefined;
  let at = by.around;
  while (at !== undefined && contains(group.element, at.element)) at = at.around;
  // With the bare canvas, nothing is mixed.
  if (at?.around === undefined || !at.isOpaque || !encloses(boxOf(at.element), place)) return undefined;
  const { color, element } = at;
  if (color === null || isApart(group, element, styleOf)) return undefined;
  return (front) => blendedBy(group.mode, front, color);
}
