import { boxOf, contains } from './dom-access.ts';
import { chainOf } from './drawn-chain.ts';
import type { MovingFrames } from './moving-frames.ts';
import type { PaintedBox, PaintedBoxes } from './painted-boxes.ts';
import { createPassingLayers } from './passing-layers.ts';
import { shareOf, type Rectangle } from './rectangle.ts';
import { scrolledPlaces } from './scroll-way.ts';
import { isBlended, isSeenThrough } from './seen-through.ts';
import type { Slants } from './slant.ts';
import { createSolidCovers } from './solid-covers.ts';
import type { Stacking } from './stacking.ts';
import type { Sticking } from './sticking.ts';

/**
 * What lies on a text and lets nothing through, for good. What only covers for now does not: what stands still while the
 * page scrolls under it, dialogs, menus, and a layer with words of its own that is laid over the page and will be closed.
 */
export interface Covers {
  /**
   * How much of the line is not under the boxes that are painted on it and hide it: 1 all, 0 nothing. `frame`: the box that the line
   * moves in; null: the page.
   */
  shareSeen(
    line: Rectangle,
    holder: Element,
    frame: Element | null,
    above: readonly PaintedBox[],
    hides: Hides,
  ): number;
}

/** Whether a box is painted later than the text, and not blended with it so that both are seen. */
type Hides = (it: PaintedBox) => boolean;

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

export function createCovers({
  styleOf,
  slants,
  stacking,
  sticking,
  frames,
  painted,
}: CoversOptions): Covers {
  const passing = createPassingLayers({ styleOf, frames });
  const solids = createSolidCovers({ styleOf, slants, sticking, frames });

  const lastsFor = (cover: PaintedBox, holder: Element, frame: Element | null): boolean => {
    if (!cover.isOpaque && cover.opaqueParts === undefined) return false;
    const mover = frames.of(cover.element);
    if (frames.movesAgainst(mover, frame) && !sweeps(mover, frame)) return false;
    if (cover.pseudo === undefined && contains(cover.element, holder)) return true;
    const chain = chainOf(cover, holder, styleOf);
    let opacity = 1;
    for (const { style } of chain) opacity *= opacityOf(style);
    return (
      opacity >= opaque &&
      (slants.isUpright(cover) || (cover.pseudo === undefined && cover.isOpaque)) &&
      !chain.some(
        ({ element, style }, index) =>
          isSeenThrough(style) ||
          (index > 0 && isBlended(style)) ||
          (!contains(element, holder) && passing.isForNow(element, style, holder, cover, mover)),
      )
    );
  };

  /** Whether it sticks to the edge of a frame, over what is scrolled in that. */
  const sweeps = (mover: Element | null, frame: Element | null): boolean =>
    mover !== null && styleOf(mover).position === 'sticky' && frames.around(mover) === frame;

  const shareIn = (
    frame: Element | null,
    place: Rectangle,
    holder: Element,
    above: readonly PaintedBox[],
  ): number => {
    const shapes = above
      .filter((cover) => lastsFor(cover, holder, frame))
      .map((cover) => solids.solid(cover, holder, frame))
      .filter((shape) => shape !== undefined);
    return shapes.length === 0 ? 1 : shareOf(place, (x, y) => !shapes.some((shape) => shape(x, y)));
  };

  const liesBelow = new Map<Element, boolean>();
  /** Whether anything at all lies on a box that scrolls. */
  const mayBeCovered = (frame: Element): boolean => {
    const known = liesBelow.get(frame);
    if (known !== undefined) return known;
    const may = on(frame, boxOf(frame)).length > 0;
    liesBelow.set(frame, may);
    return may;
  };

  const on = (frame: Element, place: Rectangle): readonly PaintedBox[] =>
    painted
      .at(place)
      .filter((it) => !contains(frame, it.element) && stacking.compareBoxes(it, { element: frame }) > 0);

  /** Of a place in a box that moves by itself, as far as what lies on that box tells: the most that comes to be seen of it. */
  const shareThrough = (frame: Element, place: Rectangle, hides: Hides): number => {
    const { position, overflowX, overflowY } = styleOf(frame);
    if (position === 'fixed') return 1;
    const around = frames.around(frame);
    const isScroller = /auto|scroll/.test(overflowX + overflowY);
    let most = 0;
    if (isScroller && !mayBeCovered(frame)) most = 1;
    else {
      const shareAt = (there: Rectangle): number =>
        // What lies on the frame may still lie below something in it.
        shareIn(around, there, frame, on(frame, there).filter(hides));
      const places = isScroller ? scrolledPlaces(frame, place) : sticking.placesOf(frame, place);
      // Through the least gap, all that is scrolled both ways can be brought.
      if (places === undefined) most = shareAt(boxOf(frame)) === 0 ? 0 : 1;
      else for (const there of places) most = most === 1 ? 1 : Math.max(most, shareAt(there));
    }
    if (most === 0 || around === null) return most;
    return Math.min(most, shareThrough(around, boxOf(frame), hides));
  };

  return {
    shareSeen(line, holder, frame, above, hides) {
      const inside = above.length === 0 ? 1 : shareIn(frame, line, holder, above);
      return frame === null ? inside : Math.min(inside, shareThrough(frame, line, hides));
    },
  };
}

function opacityOf(style: CSSStyleDeclaration): number {
  const opacity = Number.parseFloat(style.opacity);
  return Number.isNaN(opacity) ? 1 : opacity;
}
