import { clippedAway, clippedByPath, clippedByRect, cutsContent } from './clipping.ts';
import { createCamouflage, type Backdrop } from './camouflage.ts';
import {
  attributeOf,
  bodyOf,
  boxOf,
  documentElementOf,
  rangeIn,
  scrollerOf,
  scrollLeftOf,
  scrollTopOf,
  viewOf,
} from './dom-access.ts';

/** What an element passes on to its children that their own computed style does not tell. */
export interface Surroundings {
  /** Product of the opacities so far. */
  readonly opacity: number;
  /** How far the scrolled boxes around it are scrolled: content above their edge is out of view, not out of reach. */
  readonly scrolledX: number;
  readonly scrolledY: number;
  /** Inside `position: fixed`, the page's own scrolling moves nothing. */
  readonly isFixed: boolean;
  /** Inside a box that scrolls or cuts: what stands beside the window may be a scroll or a click away. */
  readonly isBoxed: boolean;
  /** The nearest element that paints an opaque colour; null where an image or the unknown is behind. */
  readonly backdrop: Backdrop;
}

export interface Sight {
  readonly style: CSSStyleDeclaration;
  readonly surroundings: Surroundings;
  /** Whether text that stands directly in the element can be seen; children may differ. */
  showsText(text: Text): boolean;
}

export interface Eyes {
  /** Undefined: nothing in the element can be seen. */
  look(element: Element, around: Surroundings): Sight | undefined;
  readonly outside: Surroundings;
}

/** Below this a text is not legible on any background. */
const faintest = 0.08;
/** CSS px. Legal small print goes down to about 6; hidden instructions use 0 and 1. */
const smallestFont = 3;
/** A drawn line lower than this, in CSS px, is scaled away. */
const lowestLine = 2;

/** Sees as a person who scrolls through the page would, but opens, hovers and selects nothing. */
export function createEyes(document: Document): Eyes {
  const view = viewOf(document) ?? window;
  const root = documentElementOf(document);
  const body = bodyOf(document);
  // A DOM without layout (tests; a frame of no size) has no boxes to judge by: then only styles and attributes count.
  const rootBox = boxOf(root);
  const hasLayout = rootBox.width > 0;
  const reach = hasLayout ? reachableSides(view, root, body) : undefined;
  const range = rangeIn(document);
  const camouflage = createCamouflage(document, view);

  const outside: Surroundings = {
    opacity: 1,
    scrolledX: 0,
    scrolledY: 0,
    isFixed: false,
    isBoxed: false,
    backdrop: camouflage.canvas(root),
  };

  const look = (element: Element, around: Surroundings): Sight | undefined => {
    const style = view.getComputedStyle(element);
    if (style.display === 'none') return undefined;
    const isRoot = element === root || element === body;
    if (!isRoot && attributeOf(element, 'hidden') !== null) return undefined;
    if (style.getPropertyValue('content-visibility') === 'hidden') return undefined;
    const opacity = around.opacity * number(style.opacity, 1) * filterOpacity(style.filter);
    if (opacity < faintest) return undefined;
    if (clippedByRect(style) || clippedByPath(style)) return undefined;
    // Boxes and scroll positions are asked for only where they matter: they are most of the cost of a long page.
    const boxed = !isRoot && cutsContent(style);
    if (hasLayout && boxed && clippedAway(style, boxOf(element))) return undefined;

    const isFixed = around.isFixed || style.position === 'fixed';
    // Where the root clips, the body is a scroller of its own, and the window's scroll position stays 0.
    const scrolls = hasLayout && (boxed || (element === body && scrollerOf(document) !== body));
    // A fixed box does not move with the scroller it was written in.
    const inherits = style.position !== 'fixed';
    const surroundings: Surroundings = {
      opacity,
      scrolledX: (inherits ? around.scrolledX : 0) + (scrolls ? scrollLeftOf(element) : 0),
      scrolledY: (inherits ? around.scrolledY : 0) + (scrolls ? scrollTopOf(element) : 0),
      isFixed,
      isBoxed: boxed || (inherits && around.isBoxed),
      backdrop: camouflage.backdrop(element, style, around.backdrop),
    };

    let styleShows: boolean | undefined;
    const showsText = (text: Text): boolean => {
      styleShows ??=
        textStyleShows(style) && !(hasLayout && camouflage.hides(element, style, surroundings.backdrop));
      if (!styleShows) return false;
      if (reach === undefined) return true;
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width < 1 || box.height < lowestLine) return false;
      return reach(box, surroundings);
    };
    return { style, surroundings, showsText };
  };

  return { look, outside };
}

/** CSS px beside the window. Wide tables are scrolled to; a text this far off is there to be missed. */
const farOff = 5000;

/**
 * Whether a box can be brought into view by scrolling. What is before the beginning of the page never can (in
 * right-to-left pages the beginning is the right edge); beside its end it can, unless the page cannot be scrolled
 * sideways. Below, there is no limit: long pages are long.
 */
function reachableSides(view: Window & typeof globalThis, root: Element, body: Element | null) {
  const cuts = (element: Element | null): boolean =>
    element !== null && /hidden|clip/.test(view.getComputedStyle(element).overflowX);
  const beside = cuts(root) || cuts(body) ? 0 : farOff;
  const rightToLeft = view.getComputedStyle(body ?? root).direction === 'rtl';
  const { clientWidth, clientHeight } = root;

  return (box: DOMRect, around: Surroundings): boolean => {
    const x = around.scrolledX + (around.isFixed ? 0 : view.scrollX);
    const y = around.scrolledY + (around.isFixed ? 0 : view.scrollY);
    if (box.bottom + y <= 0) return false;
    if (around.isFixed && !around.isBoxed && box.top >= clientHeight) return false;
    const side = around.isBoxed ? Number.POSITIVE_INFINITY : around.isFixed ? 0 : beside;
    return rightToLeft
      ? box.left + x < clientWidth && box.right + x > -side
      : box.right + x > 0 && box.left + x < clientWidth + side;
  };
}

function textStyleShows(style: CSSStyleDeclaration): boolean {
  if (style.visibility === 'hidden' || style.visibility === 'collapse') return false;
  if (number(style.fontSize, 16) < smallestFont) return false;
  const indent = number(style.textIndent, 0);
  return !(indent <= -500 || indent >= 5000); // image replacement: the text is pushed out of its box
}

function filterOpacity(filter: string): number {
  const [, amount = '1', unit] = /opacity\(\s*([\d.]+)(%?)\s*\)/.exec(filter) ?? [];
  return Number.parseFloat(amount) / (unit === '%' ? 100 : 1);
}

function number(value: string, otherwise: number): number {
  const parsed = Number.parseFloat(value);
  return Number.isNaN(parsed) ? otherwise : parsed;
}
