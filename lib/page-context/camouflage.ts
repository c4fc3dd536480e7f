import { isApart } from './blend-group.ts';
import { blendedBy } from './blending.ts';
import { blended, isIndistinct, type Color, type Palette } from './colors.ts';
import { canvasColor } from './canvas-color.ts';
import { colorFilter, type ColorFilter } from './color-filter.ts';
import { bodyOf, boxOf, contains, documentElementOf } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import { gradientColor, type PaintedBox } from './painted-boxes.ts';
import { encloses, isEmpty, overlap, type Rectangle } from './rectangle.ts';

/**
 * Text in the colour of what is behind it, or in none. White on white is the best-known way to hide instructions for an
 * AI from the person; white on a photo is the best-known headline. So a text in its backdrop's colour counts as hidden
 * only where nothing else is painted at that place.
 */
export interface Camouflage {
  /** What the page's canvas shows where nothing paints. */
  canvas(root: Element): Ground;
  /** For what stands in the element. */
  ground(element: Element, style: CSSStyleDeclaration, around: Ground): Ground;
  /** What the element's own text is drawn in: its fill, shadow and outline. */
  inks(style: CSSStyleDeclaration): Inks;
  /**
   * Whether inks of so much opacity have no contrast at all at that place. `beneath`: what is painted there below the
   * text, from above.
   */
  hides(
    inks: readonly Color[],
    opacity: number,
    place: PlaceOn,
    element: Element,
    ground: Ground,
    beneath: readonly PaintedBox[],
  ): boolean;
}

/** Null: can't be told. */
export type Inks = readonly Color[] | null;

/** Where a text is on an element's background: where it is drawn now, or within the box that it is scrolled in. */
export type PlaceOn = (on: Element) => Rectangle;

export interface Ground {
  readonly backdrop: Backdrop;
  /** What shows through the letters, as through holes. */
  readonly through: Inks;
  /** What changes the colours of an element and of all that is in it, from outside. */
  readonly filters?: readonly { readonly element: Element; readonly change: ColorFilter }[];
  /** How the text is mixed with what is behind it, where it is not just painted on it. */
  readonly blend?: string;
}

/** The nearest element that paints something. */
export interface Backdrop {
  readonly element: Element;
  /** Null: an image, or what can't be told. */
  readonly color: Color | null;
  /** What is behind it, where a text is larger than it; undefined where it is the page's canvas. */
  readonly around?: Backdrop;
}

const faintestInk = 0.08;
export function createCamouflage(
  document: Document,
  view: Window & typeof globalThis,
  palette: Palette,
): Camouflage {
  const canvas = (root: Element): Ground => ({
    backdrop: { element: root, color: canvasColor(document, view, root) },
    through: [],
  });

  const known = (colors: readonly (Color | undefined)[]): Inks => {
    const found = colors.filter((color) => color !== undefined);
    return found.length === colors.length ? found : null;
  };

  const inks = (style: CSSStyleDeclaration): Inks => {
    const found: (Color | undefined)[] = [
      palette.color(style.getPropertyValue('-webkit-text-fill-color') || style.color),
    ];
    const shadow = style.textShadow;
    if (shadow !== '' && shadow !== 'none') found.push(...(palette.colorsIn(shadow) ?? [undefined]));
    if (Number.parseFloat(style.getPropertyValue('-webkit-text-stroke-width')) > 0)
      found.push(palette.color(style.getPropertyValue('-webkit-text-stroke-color')));
    return known(found);
  };

  const ground: Camouflage['ground'] = (element, style, outer) => {
    // Letters that scroll are painted in a layer of their own: they are no holes in what is around.
    const unfiltered = outer.through?.length === 0 || !isLayer(style) ? outer : { ...outer, through: [] };
    const change = style.filter === 'none' || style.filter === '' ? null : colorFilter(style.filter);
    if (change === undefined)
      return { ...unfiltered, backdrop: { element, color: null, around: unfiltered.backdrop } };
    const around =
      change === null
        ? unfiltered
        : { ...unfiltered, filters: [...(unfiltered.filters ?? []), { element, change }] };
    const isPainted = hasBackground(style);
    const on = (color: Color | null): Backdrop => ({ element, color, around: around.backdrop });
    const blend = style.mixBlendMode;
    if (blend !== '' && blend !== 'normal') {
      if (isPainted) return { ...around, backdrop: on(null) };
      return isApart(element, around.backdrop.element, (each) => view.getComputedStyle(each))
        ? around
        : { ...around, blend };
    }
    if (!isPainted) return around;
    if (showsThroughText(style)) {
      // A box without height, of lines without any, paints nothing in them either.
      if (around.through === null || boxOf(element).height < 1) return around;
      const image = hasImage(style) ? (palette.colorsIn(style.backgroundImage) ?? [undefined]) : [];
      return {
        ...around,
        through: known([...around.through, palette.color(style.backgroundColor), ...image]),
      };
    }
    const color = hasImage(style) ? gradientColor(style, palette) : palette.color(style.backgroundColor);
    if (color === undefined) return { ...around, backdrop: on(null) };
    if (color[3] === 0) return around;
    if (color[3] === 1)
      return { backdrop: on(color), through: [], ...(around.filters && { filters: around.filters }) };
    // What is outside a filter shows through what is inside in colours of its own.
    const behind = around.filters === undefined ? around.backdrop.color : null;
    return { ...around, backdrop: on(behind === null ? null : blended(color, behind)) };
  };

  /** The root's and the body's backgrounds are the canvas's. */
  const isPage = (element: Element): boolean =>
    element === documentElementOf(document) || element === bodyOf(document);

  const hidesOne = (
    color: Color,
    opacity: number,
    place: PlaceOn,
    element: Element,
    on: Ground,
    beneath: readonly PaintedBox[],
  ): boolean => {
    if (color[3] < faintestInk) return true;
    const { filters = [] } = on;
    if (filters.length > 0 && on.blend !== undefined) return false;
    const filtered = filters.reduceRight((each, { change }) => change(each), color);
    const looksLike = (below: Color | null, by: Element, cover = 1, isCanvas = false): boolean => {
      const behind =
        below &&
        filters.reduceRight((each, it) => (contains(it.element, by) ? it.change(each) : each), below);
      // With the bare canvas, nothing is mixed.
      const isMixed = on.blend !== undefined && behind !== null && !isCanvas;
      const ink = isMixed ? blendedBy(on.blend, color, behind) : filtered;
      return behind !== null && ink !== undefined && isIndistinct(ink, behind, color[3] * opacity * cover);
    };
    for (const painted of beneath) {
      if (!looksLike(painted.color, painted.element, painted.color?.[3])) return false;
      if (painted.color?.[3] === 1 && encloses(painted.box, place(element))) return true;
    }
    for (let at: Backdrop | undefined = on.backdrop; at !== undefined; at = at.around) {
      const isCanvas = at.around === undefined;
      const here = place(at.element);
      const isAll = isCanvas || isPage(at.element) || standsOn(here, boxOf(at.element));
      if (
        (isAll || !isEmpty(overlap(here, boxOf(at.element)))) &&
        !looksLike(at.color, at.element, 1, isCanvas)
      )
        return false;
      if (isAll) return true;
    }
    return true;
  };

  const hides: Camouflage['hides'] = (colors, opacity, place, element, on, beneath) => {
    if (!colors.every((color) => hidesOne(color, opacity, place, element, on, beneath))) return false;
    if (colors.every((color) => color[3] < faintestInk)) return true;
    const last = on.backdrop.element;
    for (let at: Element | null = element; at !== null; at = at === last ? null : flatParentOf(at))
      if (pseudoPaints(view, at, palette)) return false;
    return true;
  };

  return { canvas, ground, inks, hides };
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

function hasBackground(style: CSSStyleDeclaration): boolean {
  const { backgroundColor } = style;
  return (backgroundColor !== 'rgba(0, 0, 0, 0)' && backgroundColor !== '') || hasImage(style);
}

/** Whether a pseudo-element of the element, whose place is not known, paints. */
function pseudoPaints(view: Window & typeof globalThis, element: Element, palette: Palette): boolean {
  return ['::before', '::after'].some((pseudo) => {
    const style = view.getComputedStyle(element, pseudo);
    if (style.content === 'none' || style.content === 'normal' || style.content === '') return false;
    if (style.position === 'absolute') return false;
    return hasImage(style) || (palette.color(style.backgroundColor)?.[3] ?? 1) > 0;
  });
}
