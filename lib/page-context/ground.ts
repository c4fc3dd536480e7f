import { canvasColor } from './canvas-color.ts';
import { colorFilter, type ColorFilter } from './color-filter.ts';
import { blended, type Color, type Palette } from './colors.ts';
import { boxOf } from './dom-access.ts';
import { knownInks, type Hole } from './inks.ts';
import { gradientColor, isOpaquePaint } from './painted-boxes.ts';
import { placeOf } from './mask-shape.ts';
import { overlap, type Rectangle } from './rectangle.ts';

/** What a text stands on, by the backgrounds of the elements around it, and what these elements do to both. */
export interface Ground {
  readonly backdrop: Backdrop;
  /** What shows through the letters, as through holes. */
  readonly through: readonly Hole[];
  /**
   * What changes the colours of an element and of all that is in it, from outside. Undefined: in a way that only the
   * browser knows, or by drawing something beside it.
   */
  readonly filters?: readonly { readonly element: Element; readonly change: ColorFilter | undefined }[];
  /** What is not just painted on what is behind it but mixed with that, as a whole; from outside. */
  readonly blends?: readonly { readonly element: Element; readonly mode: string }[];
}

/** The nearest element that paints something. */
export interface Backdrop {
  readonly element: Element;
  /** Null: an image, or what can't be told. */
  readonly color: Color | null;
  /** Whether nothing shows through it. */
  readonly isOpaque: boolean;
  /** What is behind it, where a text is larger than it; undefined where it is the page's canvas. */
  readonly around?: Backdrop;
}

/** Where a text is on an element's background: where it is drawn now, or within the box that it is scrolled in. */
export type PlaceOn = (on: Element) => Rectangle;

/** What the page's canvas shows where nothing paints. */
export function canvasGround(document: Document, view: Window & typeof globalThis, root: Element): Ground {
  return {
    backdrop: { element: root, color: canvasColor(document, view, root), isOpaque: true },
    through: [],
  };
}

/** For what stands in the element. */
export function groundIn(
  element: Element,
  style: CSSStyleDeclaration,
  outer: Ground,
  palette: Palette,
): Ground {
  const around = changedBy(element, style, outer);
  const isImage = hasImage(style) && !isBeside(element, style);
  if (!isImage && !hasColor(style)) return around;
  if (showsThroughText(style)) {
    // A box without height, of lines without any, paints nothing in them either.
    if (boxOf(element).height < 1) return around;
    const image = isImage ? (palette.colorsIn(style.backgroundImage) ?? [undefined]) : [];
    const inks = knownInks([palette.color(style.backgroundColor), ...image]);
    return { ...around, through: [...around.through, { element, inks }] };
  }
  const on = (color: Color | null, isOpaque: boolean): Ground => ({
    ...around,
    backdrop: { element, color, isOpaque, around: around.backdrop },
  });
  const color = isImage ? gradientColor(style, palette) : palette.color(style.backgroundColor);
  if (color === undefined) return on(null, isOpaquePaint(style, palette));
  if (color[3] === 0) return around;
  if (color[3] === 1) return { ...on(color, true), through: [] };
  // What is outside a filter, or mixed with this, shows through what is inside in colours of its own.
  const behind = around.filters === undefined && around.blends === undefined ? around.backdrop.color : null;
  return behind === null ? on(null, false) : on(blended(color, behind), true);
}

function changedBy(element: Element, style: CSSStyleDeclaration, outer: Ground): Ground {
  // Letters that scroll are painted in a layer of their own: they are no holes in what is around.
  const around = outer.through.length === 0 || !isLayer(style) ? outer : { ...outer, through: [] };
  const change = style.filter === 'none' || style.filter === '' ? null : colorFilter(style.filter);
  const mode = style.mixBlendMode;
  const isMixed = mode !== '' && mode !== 'normal';
  if (change === null && !isMixed) return around;
  const { filters = [], blends = [] } = around;
  return {
    ...around,
    ...(change !== null && { filters: [...filters, { element, change }] }),
    ...(isMixed && { blends: [...blends, { element, mode }] }),
  };
}

function hasImage(style: CSSStyleDeclaration): boolean {
  const { backgroundImage } = style;
  return backgroundImage !== '' && backgroundImage !== 'none';
}

/** Whether its background is painted within its letters only. */
function showsThroughText(style: CSSStyleDeclaration): boolean {
  return (
    style.getPropertyValue('background-clip').includes('text') ||
    style.getPropertyValue('-webkit-background-clip').includes('text')
  );
}

function isLayer({ overflowX, overflowY }: CSSStyleDeclaration): boolean {
  return /auto|scroll/.test(overflowX) || /auto|scroll/.test(overflowY);
}

/** Whether a picture stands in less than half of its box, or there is none in it: then it is no ground of words. */
function isBeside(element: Element, style: CSSStyleDeclaration): boolean {
  const { backgroundImage, backgroundPosition, backgroundRepeat, backgroundSize } = style;
  if (backgroundImage.startsWith('url("data:image/gif')) return true;
  if (backgroundRepeat !== 'no-repeat') return false;
  const isGradient = /^[a-z-]+-gradient\(/.test(backgroundImage);
  const size = isGradient && backgroundSize === 'auto' ? '100% 100%' : backgroundSize;
  const box = boxOf(element);
  const place = placeOf(size, backgroundPosition, backgroundRepeat, box);
  return place !== undefined && areaOf(overlap(place, box)) < areaOf(box) / 2;
}

function areaOf({ left, top, right, bottom }: Rectangle): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

function hasColor({ backgroundColor }: CSSStyleDeclaration): boolean {
  return backgroundColor !== 'rgba(0, 0, 0, 0)' && backgroundColor !== '';
}
