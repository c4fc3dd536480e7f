import { boxOf, isElement, parentNodeOf, scrollerOf, viewOf } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';

/** CSS px that are kept free around a place: headers that stay in view lie above, banners below. */
const above = 96;
const below = 64;
/** Heights of the window over which a page moves by and by; further, nobody could follow it. */
const nearby = 2;
/** Frames of the display in which what comes into view may still get its own size, and move the place away. */
const mostFrames = 12;

interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Scrolls all that a place stands in, boxes and frames too, until its first line can be seen. Moves nothing that is in view. */
export function bringIntoView(place: Range, mayMove: boolean): void {
  const isNear = Math.abs(firstLine(place).top) <= nearby * window.innerHeight;
  if (mayMove && isNear) scrollTo(place, 'smooth');
  else scrollSteadily(place, mostFrames);
}

function scrollSteadily(place: Range, left: number): void {
  scrollTo(place, 'instant');
  if (left > 0) requestAnimationFrame(() => scrollSteadily(place, left - 1));
}

function firstLine(place: Range): Box {
  return place.getClientRects()[0] ?? place.getBoundingClientRect();
}

/** From the inside out: where a box has scrolled, the place is elsewhere in what stands around it. */
function scrollTo(place: Range, behavior: ScrollBehavior): void {
  let boxInView = (): Box => firstLine(place);
  let within: Element | null = elementOf(place.startContainer);
  while (within !== null) {
    const page = within.ownerDocument;
    const view = viewOf(page);
    if (view === null) return;
    const scroller = scrollerOf(page);
    for (let at: Element | null = within; at !== null; at = flatParentOf(at)) {
      if (at === scroller || !scrolls(at, view)) continue;
      const frame = boxOf(at);
      const by = wayInto(boxInView(), frame, Math.min(frame.bottom - frame.top, view.innerHeight) / 4);
      // At once: a page that moves is followed by the eye, boxes that move in it are not.
      if (by !== null) at.scrollBy({ ...by, behavior: 'instant' });
    }
    const window = { top: above, left: 0, bottom: view.innerHeight - below, right: view.innerWidth };
    const by = wayInto(boxInView(), window, view.innerHeight / 4);
    if (by !== null) view.scrollBy({ ...by, behavior });

    const around = frameOf(view);
    if (around === null) return;
    const inner = boxInView;
    boxInView = () => {
      const { top, left } = boxOf(around);
      const box = inner();
      return {
        top: box.top + top,
        bottom: box.bottom + top,
        left: box.left + left,
        right: box.right + left,
      };
    };
    within = around;
  }
}

/** How far to scroll; null: it is in view. @param lead px that stay above it */
function wayInto(box: Box, frame: Box, lead: number): { top: number; left: number } | null {
  const isBeside = box.left < frame.left || box.left >= frame.right;
  const isOut = box.top < frame.top || box.bottom > frame.bottom;
  if (!isBeside && !isOut) return null;
  return {
    top: isOut ? box.top - frame.top - lead : 0,
    left: isBeside ? box.left - frame.left - (frame.right - frame.left) / 4 : 0,
  };
}

function elementOf(node: Node): Element | null {
  if (isElement(node)) return node;
  const parent = parentNodeOf(node);
  return parent !== null && isElement(parent) ? parent : flatParentOf(node);
}

function scrolls(element: Element, view: Window & typeof globalThis): boolean {
  const { overflowX, overflowY } = view.getComputedStyle(element);
  const isScroller = /auto|scroll/.test(overflowX + overflowY);
  return (
    isScroller && (element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth)
  );
}

/** Null: its parent is of another origin, or it has none. */
function frameOf(view: Window): Element | null {
  try {
    return view.frameElement;
  } catch {
    // A parent of another origin: what is beyond it is not ours to scroll.
    return null;
  }
}
