import { isApart } from './blend-group.ts';
import { blendedBy } from './blending.ts';
import type { Ground, Inks } from './camouflage.ts';
import { isIndistinct, type Color } from './colors.ts';
import { boxOf } from './dom-access.ts';
import type { PaintedBox } from './painted-boxes.ts';
import { encloses, type Rectangle } from './rectangle.ts';

/**
 * Whether inks at a place come out in the colour of their ground, where a cover of one colour is blended with both.
 * `beneath`: what is painted between the two.
 */
export function blendsAway(
  cover: PaintedBox,
  own: Inks,
  on: Ground,
  beneath: readonly PaintedBox[],
  place: Rectangle,
  styleOf: (element: Element) => CSSStyleDeclaration,
): boolean {
  const { element, style, color } = cover;
  const { backdrop, filters = [], through } = on;
  if (color?.[3] !== 1) return false;
  if (alwaysTheSame(style.mixBlendMode, color)) return true;
  if (own === null || backdrop.color === null || beneath.length > 0) return false;
  if (filters.length > 0 || through?.length !== 0 || on.blend !== undefined) return false;
  const isCanvas = backdrop.around === undefined;
  if (!isCanvas && !encloses(boxOf(backdrop.element), place)) return false;
  // With the bare canvas, and with what is outside its group, it is not mixed.
  const isMixed = !isCanvas && !isApart(element, backdrop.element, styleOf);
  const below = isMixed ? blendedBy(style.mixBlendMode, color, backdrop.color) : color;
  return own.every((ink) => {
    const over = blendedBy(style.mixBlendMode, color, ink);
    return below !== undefined && over !== undefined && isIndistinct(over, below, ink[3]);
  });
}

/** White that lightens and black that darkens are the same on every ground. */
function alwaysTheSame(mode: string, [red, green, blue]: Color): boolean {
  const isAll = (value: number): boolean => red === value && green === value && blue === value;
  return (/^(screen|lighten)$/.test(mode) && isAll(255)) || (/^(multiply|darken)$/.test(mode) && isAll(0));
}
