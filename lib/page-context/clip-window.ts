import {
  attributeOf,
  bodyOf,
  boxOf,
  clientHeightOf,
  clientWidthOf,
  documentElementOf,
  scrollHeightOf,
  scrollerOf,
  scrollLeftOf,
  scrollTopOf,
  scrollWidthOf,
} from './dom-access.ts';
import { everywhere, isEmpty, overlap, type Rectangle } from './rectangle.ts';

/** A part of the window. */
export interface Opening extends Rectangle {
  /** The nearest box whose content moves by itself: one that scrolls, is fixed or sticks. Null: the page. */
  readonly frame: Element | null;
}

/** Through which part of the window an element's content is seen, or can be scrolled to be seen. */
export interface ClipWindow {
  readonly content: Opening;
  /** For what is positioned in it, which boxes on the way out don't cut. Told when asked: few elements are. */
  absolute(): Opening;
  fixed(): Opening;
}

const unclippedOpening: Opening = { ...everywhere, frame: null };
export const unclipped: ClipWindow = {
  content: unclippedOpening,
  absolute: () => unclippedOpening,
  fixed: () => unclippedOpening,
};

/** CSS px beside the window. Wide tables are scrolled to; a text this far off is there to be missed. */
const farOff = 5000;

/**
 * What can be scrolled into view of the page. What is before its beginning never can (in right-to-left pages the beginning
 * is the right edge); beside its end it can, unless the page cannot be scrolled sideways. Below, there is no limit: long
 * pages are long, and one whose scrolling is locked while a notice is shown is not read less for it.
 */
export function pageWindow(view: Window & typeof globalThis, document: Document): ClipWindow {
  const root = documentElementOf(document);
  const body = bodyOf(document);
  const cuts = (element: Element | null): boolean =>
    element !== null && /hidden|clip/.test(view.getComputedStyle(element).overflowX);
  const beside = cuts(root) || cuts(body) ? 0 : farOff;
  const [width, height] = [clientWidthOf(root), clientHeightOf(root)];
  // Where the root clips, the body is a scroller of its own, and the window's scroll position stays 0.
  const scroller = body !== null && scrollerOf(document) !== body ? body : null;
  const x = view.scrollX + (scroller === null ? 0 : scrollLeftOf(scroller));
  const y = view.scrollY + (scroller === null ? 0 : scrollTopOf(scroller));
  const isRightToLeft = view.getComputedStyle(body ?? root).direction === 'rtl';
  const content: Opening = {
    frame: null,
    left: -x - (isRightToLeft ? beside : 0),
    right: width - x + (isRightToLeft ? 0 : beside),
    top: -y,
    // A frame that shall not scroll never does.
    bottom: isStill(view) ? height - y : Infinity,
  };
  const fixed: Opening = { frame: null, left: 0, top: 0, right: width, bottom: height };
  return { content, absolute: () => content, fixed: () => fixed };
}

function isStill({ frameElement }: Window): boolean {
  return frameElement ? attributeOf(frameElement, 'scrolling') === 'no' : false;
}

/**
 * For an element's content; of `position`, its own. Its box is asked for only where it cuts or scrolls (`boxed`), be it by
 * `overflow` or as it contains all that it paints (`contained`). Undefined: nothing is let through.
 */
export function innerWindow(
  element: Element,
  style: CSSStyleDeclaration,
  position: string,
  around: ClipWindow,
  boxed: boolean,
  contained: boolean,
): ClipWindow | undefined {
  const outer =
    position === 'fixed' ? around.fixed() : position === 'absolute' ? around.absolute() : around.content;
  const frame = position === 'fixed' || position === 'sticky' ? element : outer.frame;
  const content = boxed
    ? cutBy(element, style, outer, frame, contained)
    : frame === outer.frame
      ? outer
      : { ...outer, frame };
  if (isEmpty(content)) return undefined;
  const isHeld = position !== 'static' && position !== '';
  return {
    content,
    absolute: () => (isHeld || contained || containsFixed(style) ? content : around.absolute()),
    fixed: () => (contained || containsFixed(style) ? content : around.fixed()),
  };
}

function cutBy(
  element: Element,
  style: CSSStyleDeclaration,
  outer: Opening,
  frame: Element | null,
  contained: boolean,
): Opening {
  const box = boxOf(element);
  const seen = overlap(outer, box);
  let { left, top, right, bottom } = outer;
  const isFrame = scrolls(style.overflowX) || scrolls(style.overflowY);
  if (scrolls(style.overflowX)) {
    const isRightToLeft = style.direction === 'rtl';
    const range = Math.max(0, scrollWidthOf(element) - clientWidthOf(element));
    [left, right] = swept(seen.left, seen.right, scrollLeftOf(element), range, isRightToLeft);
  } else if (contained || cuts(style.overflowX)) {
    ({ left, right } = seen);
    // Where a line is cut, its last letters give way to an ellipsis.
    if (style.textOverflow === 'ellipsis' && scrollWidthOf(element) > clientWidthOf(element)) {
      const dots = 1.5 * Number.parseFloat(style.fontSize);
      if (style.direction === 'rtl') left += dots;
      else right -= dots;
    }
  }
  if (scrolls(style.overflowY)) {
    const range = Math.max(0, scrollHeightOf(element) - clientHeightOf(element));
    [top, bottom] = swept(seen.top, seen.bottom, scrollTopOf(element), range, false);
  } else if (contained || cuts(style.overflowY)) ({ top, bottom } = seen);
  return { left, top, right, bottom, frame: isFrame ? element : frame };
}

/** What comes by between two edges while a box is scrolled through its range; `at`: where it is. */
function swept(from: number, to: number, at: number, range: number, isBackward: boolean): [number, number] {
  if (to - from < 1) return [0, 0];
  return isBackward || at < 0 ? [from - range - at, to - at] : [from - at, to + range - at];
}

const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';

/** Whether it moves what is fixed in it along with itself. */
function containsFixed(style: CSSStyleDeclaration): boolean {
  return (
    !/^(none)?$/.test(style.transform) ||
    !/^(none)?$/.test(style.filter) ||
    !/^(none)?$/.test(style.getPropertyValue('perspective')) ||
    /transform|filter|perspective/.test(style.getPropertyValue('will-change')) ||
    /paint|layout|strict|content/.test(style.getPropertyValue('contain'))
  );
}
