import { isApart, modeOn } from './blend-group.ts';
import { blendedBy, isSameOnAll } from './blending.ts';
import { isIndistinct, type Color } from './colors.ts';
import { contains } from './dom-access.ts';
import type { Ground } from './ground.ts';
import type { Inks } from './inks.ts';
import type { PaintedBox } from './painted-boxes.ts';
import { shownColor, type Spot } from './shown-paint.ts';

/** Whether inks come out in the colour of what is below them, where a cover of one colour is blended with both. */
export function blendsAway(
  cover: PaintedBox,
  inks: Inks,
  ground: Ground,
  spot: Spot,
  styleOf: (element: Element) => CSSStyleDeclaration,
): boolean {
  const { color, style } = cover;
  if (color?.[3] !== 1) return false;
  if (isSameOnAll(style.mixBlendMode, color)) return true;
  const { filters, blends = [] } = ground;
  // What is mixed without its cover comes out in another colour.
  const isMixedAlone = blends.some(({ element }) => !contains(element, cover.element));
  if (inks === null || filters !== undefined || isMixedAlone) return false;
  const below = shownColor(spot, styleOf);
  if (below === undefined) return false;
  // With the bare canvas, and with what is outside its group, it is not mixed.
  const isMixed = !below.isCanvas && !isApart(cover, below.element, styleOf);
  // Both together, they may be mixed with it.
  const mode = below.isCanvas ? undefined : modeOn(ground, below.element, styleOf);
  const shown = (one: Color | undefined): Color | undefined =>
    mode === undefined ? one : one && blendedBy(mode, one, below.color);
  const under = shown(isMixed ? blendedBy(style.mixBlendMode, color, below.color) : color);
  return inks.every((ink) => {
    // What shows through letters is painted where the letters are holes.
    const hole = ground.through.find((each) => each.inks?.includes(ink));
    const isOnInk = !isApart(cover, hole?.element ?? spot.holder, styleOf);
    const over = shown(isOnInk ? blendedBy(style.mixBlendMode, color, ink) : color);
    return under !== undefined && over !== undefined && isIndistinct(over, under, ink[3]);
  });
}
