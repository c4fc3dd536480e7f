import { groupChange, modeOn, type GroupChange } from './blend-group.ts';
import { blendedBy, isLostOnAll } from './blending.ts';
import { blended, isIndistinct, type Color, type Palette } from './colors.ts';
import { bodyOf, boxOf, contains, documentElementOf } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import type { Backdrop, Ground } from './ground.ts';
import { encloses, isEmpty, overlap, type Rectangle } from './rectangle.ts';
import { shownPaint, type Spot } from './shown-paint.ts';

/**
 * Text in the colour of what is behind it, or in none. White on white is the best-known way to hide instructions for an
 * AI from the person; white on a photo is the best-known headline. So a text in its backdrop's colour counts as hidden
 * only where nothing else is painted at that place.
 */
export interface Camouflage {
  /** Whether inks of so much opacity have no contrast at all at that place. */
  hides(inks: readonly Color[], opacity: number, ground: Ground, spot: Spot): boolean;
}

type StyleOf = (element: Element, pseudo?: string) => CSSStyleDeclaration;

const faintestInk = 0.08;

export function createCamouflage(document: Document, palette: Palette, styleOf: StyleOf): Camouflage {
  /** The root's and the body's backgrounds are the canvas's. */
  const isPage = (element: Element): boolean =>
    element === documentElementOf(document) || element === bodyOf(document);

  /** Whether so much of an ink looks like what an element paints: behind it, or where it is mixed with that. */
  const looksLike = (
    ink: Color,
    share: number,
    below: Color | null,
    mode: string | undefined,
    { filters = [] }: Ground,
    by: Element,
    change?: GroupChange,
  ): boolean => {
    if (below === null && mode === undefined) return false;
    let own: Color = ink;
    for (const filter of filters.toReversed()) {
      if (contains(filter.element, by)) continue;
      if (filter.change === undefined) return false;
      own = filter.change(own);
    }
    if (mode !== undefined && isLostOnAll(mode, own, share)) return true;
    if (below === null) return false;
    const over = mode === undefined ? own : blendedBy(mode, own, below);
    if (over === undefined) return false;
    const both = blended([over[0], over[1], over[2], share], below);
    if (change !== undefined) {
      const [inGroup, without] = [change(both), change(below)];
      if (inGroup !== undefined && without !== undefined && isIndistinct(inGroup, without)) return true;
    }
    const common = filters.filter(({ element }) => contains(element, by)).toReversed();
    if (common.length === 0) return isIndistinct(over, below, share);
    // What is half seen through the ink is filtered with it.
    const through = (color: Color): Color =>
      common.reduce((each, filter) => filter.change?.(each) ?? each, color);
    return isIndistinct(through(both), through(below));
  };

  const hidesOne = (ink: Color, opacity: number, on: Ground, spot: Spot): boolean => {
    if (ink[3] < faintestInk) return true;
    const share = ink[3] * opacity;
    for (const painted of spot.beneath) {
      const { color, isWhole } = shownPaint(painted, spot, styleOf);
      const mode = modeOn(on, painted.element, styleOf);
      if (!looksLike(ink, share * (color?.[3] ?? 1), color, mode, on, painted.element)) return false;
      if (isWhole()) return true;
    }
    for (let at: Backdrop | undefined = on.backdrop; at !== undefined; at = at.around) {
      const isCanvas = at.around === undefined;
      const here = spot.place(at.element);
      const isAll = isCanvas || isPage(at.element) || standsOn(here, boxOf(at.element));
      if (isAll || !isEmpty(overlap(here, boxOf(at.element)))) {
        // With the bare canvas, nothing is mixed.
        const mode = isCanvas ? undefined : modeOn(on, at.element, styleOf);
        const isGround = isAll && at.isOpaque && !spot.isOnMore;
        const change = isGround ? groupChange(on, at, here, styleOf) : undefined;
        if (!looksLike(ink, share, at.color, mode, on, at.element, change)) return false;
      }
      if (isAll && at.isOpaque) return true;
    }
    return true;
  };

  const hides: Camouflage['hides'] = (inks, opacity, on, spot) => {
    if (!inks.every((ink) => hidesOne(ink, opacity, on, spot))) return false;
    if (inks.every((ink) => ink[3] < faintestInk)) return true;
    const last = on.backdrop.element;
    for (let at: Element | null = spot.holder; at !== null; at = at === last ? null : flatParentOf(at))
      if (pseudoPaints(at, palette, styleOf)) return false;
    return true;
  };

  return { hides };
}

/** Lines are drawn somewhat higher than the boxes that they make. */
function standsOn(place: Rectangle, ground: Rectangle): boolean {
  const slack = (place.bottom - place.top) / 4;
  return encloses(
    {
      left: ground.left - 1,
      right: ground.right + 1,
      top: ground.top - slack,
      bottom: ground.bottom + slack,
    },
    place,
  );
}

/** Of nothing but a box: it paints only where it is given a size. */
function isWithoutSize({
  content,
  display,
  width,
  height,
  paddingLeft,
  paddingRight,
}: CSSStyleDeclaration): boolean {
  if (content !== '""') return false;
  return display === 'inline'
    ? Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight) === 0
    : width === '0px' || height === '0px';
}

/** Whether a pseudo-element of the element, whose place is not known, paints. */
function pseudoPaints(element: Element, palette: Palette, styleOf: StyleOf): boolean {
  return ['::before', '::after'].some((pseudo) => {
    const style = styleOf(element, pseudo);
    if (style.content === 'none' || style.content === 'normal' || style.content === '') return false;
    if (style.position === 'absolute' || isWithoutSize(style)) return false;
    const hasImage = style.backgroundImage !== '' && style.backgroundImage !== 'none';
    return hasImage || (palette.color(style.backgroundColor)?.[3] ?? 1) > 0;
  });
}
