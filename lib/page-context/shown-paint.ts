import { isApart } from './blend-group.ts';
import { blendedBy, isSameOnAll } from './blending.ts';
import { colorFilter, filterOpacity } from './color-filter.ts';
import type { Color } from './colors.ts';
import { boxOf, contains } from './dom-access.ts';
import { chainOf } from './drawn-chain.ts';
import type { Backdrop, PlaceOn } from './ground.ts';
import type { PaintedBox } from './painted-boxes.ts';
import { encloses, shareOf, type Rectangle } from './rectangle.ts';
import { isBlended } from './seen-through.ts';
import type { Drawn } from './stacking.ts';

/** Where a text is, and what is painted below it there: boxes, from above, then the background that it stands on. */
export interface Spot {
  readonly holder: Element;
  readonly place: PlaceOn;
  readonly beneath: readonly PaintedBox[];
  readonly backdrop: Backdrop;
  /** Boxes are painted there below that background, too, beside those of elements around it. */
  readonly isOnMore: boolean;
}

/** What a box that is painted below a text shows of itself: faded, filtered and mixed as it is. */
export interface ShownPaint {
  /** Null: an image, or what can't be told. */
  readonly color: Color | null;
  /** Whether nothing below it is seen at the text's place. The pixels of pictures are looked at when it is asked. */
  isWhole(): boolean;
}

/** The one colour that is all that a text has below it. */
export interface ShownColor {
  readonly color: Color;
  readonly element: Element;
  /** The bare canvas: nothing is mixed with it. */
  readonly isCanvas: boolean;
}

type StyleOf = (element: Element) => CSSStyleDeclaration;

const opaque = 0.99;

/** `painted`: one of those beneath. */
export function shownPaint(painted: PaintedBox, spot: Spot, styleOf: StyleOf): ShownPaint {
  const { holder, place, beneath } = spot;
  let { color } = painted;
  let opacity = 1;
  let isCut = false;
  let mixed: (Drawn & { readonly mode: string }) | undefined;
  const isAround = painted.pseudo === undefined && contains(painted.element, holder);
  for (const { style, ...drawn } of isAround ? [] : chainOf(painted, holder, styleOf)) {
    const change = isSet(style.filter) ? colorFilter(style.filter) : null;
    if (change !== null) color = color && (change?.(color) ?? null);
    opacity *= opacityOf(style);
    isCut ||= isSet(style.clipPath) || isSet(style.getPropertyValue('mask-image'));
    // What is mixed within it is not mixed with what is outside.
    if (isBlended(style)) mixed = { ...drawn, mode: style.mixBlendMode };
  }
  if (mixed !== undefined && color !== null) {
    const below = { ...spot, beneath: beneath.slice(beneath.indexOf(painted) + 1) };
    color = color[3] * opacity < opaque ? null : mixedWith(mixed, color, shownColor(below, styleOf), styleOf);
  }
  return {
    color: color && [color[0], color[1], color[2], color[3] * opacity],
    isWhole: () =>
      !isCut &&
      opacity >= opaque &&
      encloses(painted.box, place(holder)) &&
      (color === null ? isSolid(painted, place(holder)) : color[3] === 1),
  };
}

/** Undefined: it has several, or what can't be told. */
export function shownColor(spot: Spot, styleOf: StyleOf): ShownColor | undefined {
  const { beneath, backdrop, place } = spot;
  const [first] = beneath;
  if (first !== undefined) {
    const shown = shownPaint(first, spot, styleOf);
    return shown.color !== null && shown.isWhole()
      ? { color: shown.color, element: first.element, isCanvas: false }
      : undefined;
  }
  const { element, color } = backdrop;
  const isCanvas = backdrop.around === undefined;
  if (color === null || !(isCanvas || encloses(boxOf(element), place(element)))) return undefined;
  return { color, element, isCanvas };
}

/** Whether nothing shows through it at a place. */
export function isSolid({ isOpaque, opaqueParts }: PaintedBox, place: Rectangle): boolean {
  if (isOpaque) return true;
  const parts = opaqueParts?.();
  return parts !== undefined && shareOf(place, parts) === 1;
}

function mixedWith(
  drawn: Drawn & { readonly mode: string },
  color: Color,
  below: ShownColor | undefined,
  styleOf: StyleOf,
): Color | null {
  if (isSameOnAll(drawn.mode, color)) return color;
  if (below === undefined) return null;
  if (below.isCanvas || isApart(drawn, below.element, styleOf)) return color;
  return blendedBy(drawn.mode, color, below.color) ?? null;
}

function opacityOf(style: CSSStyleDeclaration): number {
  const opacity = Number.parseFloat(style.opacity);
  return (Number.isNaN(opacity) ? 1 : opacity) * filterOpacity(style.filter);
}

const isSet = (value: string): boolean => value !== '' && value !== 'none';
