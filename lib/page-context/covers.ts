import { attributeOf, boxOf, contains, localNameOf, textOf } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';
import type { MovingFrames } from './moving-frames.ts';
import type { PaintedBox, PaintedBoxes } from './painted-boxes.ts';
import type { Slants } from './slant.ts';
import type { Stacking } from './stacking.ts';
import type { Sticking } from './sticking.ts';
import type { Shape } from './clip-shape.ts';
import { roundedShape } from './rounded-shape.ts';
import { shareOf, type Rectangle } from './rectangle.ts';

/**
 * What lies on a text and lets nothing through, for good. What only covers for now does not: what stands still while the
 * page scrolls under it, dialogs, menus, and a layer with words of its own that is laid over the page and will be closed.
 */
export interface Covers {
  /**
   * How much of the line is not under the boxes that are painted on it: 1 all, 0 nothing. `frame`: the box that the line
   * moves in; null: the page.
   */
  shareSeen(line: Rectangle, holder: Element, frame: Element | null, above: readonly PaintedBox[]): number;
}

interface CoversOptions {
  readonly styleOf: (element: Element) => CSSStyleDeclaration;
  readonly slants: Slants;
  readonly stacking: Stacking;
  readonly sticking: Sticking;
  readonly frames: MovingFrames;
  readonly painted: PaintedBoxes;
}

/** Under this opacity (of itself and what is around it) it is seen through. */
const opaque = 0.99;
const layers = /^(dialog|alertdialog|menu|listbox|tooltip|menubar|status|alert)$/;

export function createCovers({
  styleOf,
  slants,
  stacking,
  sticking,
  frames,
  painted,
}: CoversOptions): Covers {
  /** The cover itself and the boxes around it, up to what holds the text as well: that fades or turns both alike. */
  const chainOf = (cover: PaintedBox, holder: Element): { at: Element; style: CSSStyleDeclaration }[] => {
    const chain = [{ at: cover.element, style: cover.style }];
    let at = cover.pseudo === undefined ? flatParentOf(cover.element) : cover.element;
    for (; at !== null && !contains(at, holder); at = flatParentOf(at))
      chain.push({ at, style: styleOf(at) });
    return chain;
  };

  const lastsFor = (cover: PaintedBox, holder: Element): boolean => {
    if (!cover.isOpaque) return false;
    if (cover.pseudo === undefined && contains(cover.element, holder)) return true;
    const chain = chainOf(cover, holder);
    let opacity = 1;
    for (const { style } of chain) opacity *= opacityOf(style);
    return (
      opacity >= opaque &&
      slants.isUpright(cover) &&
      !chain.some(
        ({ at, style }) => seenThrough(style) || (!contains(at, holder) && isForNow(at, style, holder)),
      )
    );
  };

  /** A layer of its own that somebody will close: said to be one, or laid over more than what holds it, with words on it. */
  const isForNow = (element: Element, style: CSSStyleDeclaration, holder: Element): boolean => {
    if (style.position === 'fixed' || frames.staysBehind(element, style)) return true;
    if (layers.test(attributeOf(element, 'role') ?? '') || localNameOf(element) === 'dialog') return true;
    if (attributeOf(element, 'aria-modal') === 'true' || attributeOf(element, 'popover') !== null)
      return true;
    if (style.position !== 'absolute' || !hasWords(element)) return false;
    let block = flatParentOf(element);
    while (block !== null && styleOf(block).position === 'static') block = flatParentOf(block);
    return block === null || localNameOf(block) === 'body' || !contains(block, holder);
  };

  const worded = new Map<Element, boolean>();
  const hasWords = (element: Element): boolean => {
    const has = worded.get(element) ?? textOf(element)?.trim() !== '';
    worded.set(element, has);
    return has;
  };

  /** As far as the boxes around it don't cut it off; those around the text as well cut both alike. */
  const uncut = (cover: PaintedBox, holder: Element): Rectangle => {
    let { left, top, right, bottom } = cover.box;
    let escapes = cover.style.position === 'absolute';
    const first = cover.pseudo === undefined ? flatParentOf(cover.element) : cover.element;
    for (let at = first; at !== null && !contains(at, holder); at = flatParentOf(at)) {
      const around = styleOf(at);
      if (around.position !== 'static') escapes = false;
      if (localNameOf(at) === 'body' || escapes) continue;
      const outer = boxOf(at);
      if (cuts(around.overflowX)) [left, right] = [Math.max(left, outer.left), Math.min(right, outer.right)];
      if (cuts(around.overflowY)) [top, bottom] = [Math.max(top, outer.top), Math.min(bottom, outer.bottom)];
      if (around.position === 'absolute') escapes = true;
    }
    return { left, top, right, bottom };
  };

  const solid = (cover: PaintedBox, holder: Element): Shape => {
    const rest = uncut(cover, holder);
    const rounded = roundedShape(cover);
    return (x, y) => x >= rest.left && x <= rest.right && y >= rest.top && y <= rest.bottom && rounded(x, y);
  };

  const shareIn = (
    frame: Element | null,
    place: Rectangle,
    holder: Element,
    above: readonly PaintedBox[],
  ): number => {
    const shapes = above
      .filter((cover) => frames.of(cover.element) === frame && lastsFor(cover, holder))
      .map((cover) => solid(cover, holder));
    return shapes.length === 0 ? 1 : shareOf(place, (x, y) => !shapes.some((shape) => shape(x, y)));
  };

  const shares = new Map<Element, number>();
  /** Of a box that moves by itself, with all that comes by in it: 0 where it is all covered, else 1. */
  const shareOfFrame = (frame: Element | null): number => {
    if (frame === null) return 1;
    const known = shares.get(frame);
    if (known !== undefined) return known;
    // Through the least gap, all of its content can be scrolled by.
    const share = shareThrough(frame, boxOf(frame)) === 0 ? 0 : 1;
    shares.set(frame, share);
    return share;
  };

  /** Of a place in a box that moves by itself, as far as what lies on that box tells: the most that comes to be seen of it. */
  const shareThrough = (frame: Element, place: Rectangle): number => {
    const { position } = styleOf(frame);
    if (position === 'fixed') return 1;
    const around = frames.around(frame);
    let most = 0;
    for (const there of position === 'sticky' ? sticking.placesOf(frame, place) : [place]) {
      const above = painted
        .at(there)
        .filter((it) => !contains(frame, it.element))
        .filter((it) => stacking.compareBoxes(it, { element: frame }) > 0);
      most = Math.max(most, above.length === 0 ? 1 : shareIn(around, there, frame, above));
      if (most === 1) break;
    }
    return Math.min(most, shareOfFrame(around));
  };

  return {
    shareSeen(line, holder, frame, above) {
      const inside = above.length === 0 ? 1 : shareIn(frame, line, holder, above);
      if (frame === null) return inside;
      // In what sticks a line has its own place; in what scrolls it comes by at all of them.
      const { overflowX, overflowY } = styleOf(frame);
      const isInItsPlace = !/auto|scroll/.test(overflowX + overflowY);
      return Math.min(inside, isInItsPlace ? shareThrough(frame, line) : shareOfFrame(frame));
    },
  };
}

const cuts = (overflow: string): boolean => overflow !== '' && overflow !== 'visible';

function opacityOf(style: CSSStyleDeclaration): number {
  const opacity = Number.parseFloat(style.opacity);
  return Number.isNaN(opacity) ? 1 : opacity;
}

/** Changed in ways that let something through, or may. */
function seenThrough(style: CSSStyleDeclaration): boolean {
  return (
    !/^(normal)?$/.test(style.mixBlendMode) ||
    !/^(none)?$/.test(style.filter) ||
    !/^(none)?$/.test(style.clipPath) ||
    !/^(none)?$/.test(style.getPropertyValue('mask-image')) ||
    /^(text|content-box)$/.test(style.backgroundClip)
  );
}
