import {
  attributeOf,
  boxOf,
  childCountOf,
  contains,
  hasIn,
  localNameOf,
  rangeIn,
  textOf,
} from './dom-access.ts';
import { chainOf } from './drawn-chain.ts';
import { flatParentOf } from './flat-tree.ts';
import type { MovingFrames } from './moving-frames.ts';
import type { PaintedBox, PaintedBoxes } from './painted-boxes.ts';
import { scrolledPlaces } from './scroll-way.ts';
import { isBlended, isSeenThrough } from './seen-through.ts';
import type { Slants } from './slant.ts';
import type { Stacking } from './stacking.ts';
import type { Sticking } from './sticking.ts';
import { cutsContent } from './clipping.ts';
import type { Shape } from './clip-shape.ts';
import { clippedShape } from './clipped-shape.ts';
import { blurOf } from './color-filter.ts';
import { containsPaint } from './paint-containment.ts';
import { slantedCut } from './slanted-cut.ts';
import { roundedShape } from './rounded-shape.ts';
import { pointsIn, shareOf, type Rectangle } from './rectangle.ts';
import { uncut } from './uncut.ts';

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
/** What a layer without words is there for. */
const shown = 'img,svg,canvas,video,iframe,button,input,select,textarea';
/** Of its standard deviation, as far as a blur reaches. */
const blurs = 3;
const layers = /^(dialog|alertdialog|menu|listbox|tooltip|menubar|status|alert)$/;

export function createCovers({
  styleOf,
  slants,
  stacking,
  sticking,
  frames,
  painted,
}: CoversOptions): Covers {
  const lastsFor = (cover: PaintedBox, holder: Element, frame: Element | null): boolean => {
    if (!cover.isOpaque && cover.opaqueParts === undefined) return false;
    const mover = frames.of(cover.element);
    if (movesAgainst(mover, frame) && !sweeps(mover, frame)) return false;
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
          (!contains(element, holder) && isForNow(element, style, holder, cover, mover)),
      )
    );
  };

  /** Whether it sticks to the edge of a frame, over what is scrolled in that. */
  const sweeps = (mover: Element | null, frame: Element | null): boolean =>
    mover !== null && styleOf(mover).position === 'sticky' && frames.around(mover) === frame;

  /** What is fixed in the window stands still in it, together with all that is. */
  const movesAgainst = (mover: Element | null, frame: Element | null): boolean =>
    mover !== frame && !(isFixed(mover) && isFixed(frame));

  const isFixed = (frame: Element | null): boolean => frame !== null && styleOf(frame).position === 'fixed';

  /** A layer of its own that somebody will close: said to be one, or laid over more than what holds it, with words on it. */
  const isForNow = (
    element: Element,
    style: CSSStyleDeclaration,
    holder: Element,
    cover: PaintedBox,
    mover: Element | null,
  ): boolean => {
    if (element !== mover && frames.staysBehind(element, style)) return true;
    // Where nothing moves below it, a blank one stays for good.
    if (style.position === 'fixed' || isSaidToBeOne(element))
      return hasWordsOn(element, cover) || hasIn(element, shown);
    if (style.position !== 'absolute' || !hasWordsOn(element, cover)) return false;
    let block = flatParentOf(element);
    while (block !== null && styleOf(block).position === 'static') block = flatParentOf(block);
    return block === null || localNameOf(block) === 'body' || !contains(block, holder);
  };

  const isSaidToBeOne = (element: Element): boolean =>
    layers.test(attributeOf(element, 'role') ?? '') ||
    localNameOf(element) === 'dialog' ||
    attributeOf(element, 'aria-modal') === 'true' ||
    attributeOf(element, 'popover') !== null;

  const worded = new Map<Element, boolean>();
  const hasWords = (element: Element): boolean => {
    const has = worded.get(element) ?? textOf(element)?.trim() !== '';
    worded.set(element, has);
    return has;
  };

  /** Words before the cover lie under it as well: nobody reads them, and closes it. */
  const hasWordsOn = (layer: Element, cover: PaintedBox): boolean => {
    if (!hasWords(layer)) return false;
    if (layer === cover.element || cover.pseudo !== undefined || hasWords(cover.element)) return true;
    const rest = rangeIn(cover.element.ownerDocument);
    rest.setStartAfter(cover.element);
    rest.setEnd(layer, childCountOf(layer));
    return rest.toString().trim() !== '';
  };

  /** Where it lies on the text, and lets nothing through. */
  const solid = (cover: PaintedBox, holder: Element, frame: Element | null): Shape | undefined => {
    const mover = frames.of(cover.element);
    const parts: (Shape | undefined)[] = [
      slantedCover(cover, holder) ?? pointsIn(uncut(cover, holder, styleOf)),
      roundedShape(cover),
    ];
    if (mover !== null && movesAgainst(mover, frame)) {
      const always = sticking.alwaysUnder(mover, cover.box);
      parts.push(always && pointsIn(always));
    }
    if (!cover.isOpaque) parts.push(cover.opaqueParts?.());
    let blur = 0;
    for (const [index, { element, style }] of chainOf(cover, holder, styleOf).entries()) {
      if (isSet(style.clipPath))
        parts.push(clippedShape(style.clipPath, element, index === 0 ? cover.box : boxOf(element)));
      blur += isSet(style.filter) ? blurOf(style.filter) : 0;
    }
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length) return undefined;
    const shape: Shape = (x, y) => known.every((part) => part(x, y));
    return blur === 0 ? shape : withoutBlur(shape, blur * blurs);
  };

  /** Of one that is drawn aslant: itself, as far as those around it that cut it off let it through. */
  const slantedCover = (cover: PaintedBox, holder: Element): Shape | undefined => {
    const own = slants.turn(cover.element);
    if (own === undefined || cover.pseudo !== undefined) return undefined;
    const cuts = chainOf(cover, holder, styleOf)
      .slice(1)
      .filter(({ element, style }) => cutsContent(style) || containsPaint(element, style))
      .map(({ element, style }) => slantedCut(element, style, true, slants) ?? pointsIn(boxOf(element)));
    return (x, y) => pointsIn(own.laid)(...own.back(x, y)) && cuts.every((cut) => cut(x, y));
  };

  const shareIn = (
    frame: Element | null,
    place: Rectangle,
    holder: Element,
    above: readonly PaintedBox[],
  ): number => {
    const shapes = above
      .filter((cover) => lastsFor(cover, holder, frame))
      .map((cover) => solid(cover, holder, frame))
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

/** As far from its edges as nothing of them is mixed in. */
function withoutBlur(shape: Shape, reach: number): Shape {
  return (x, y) => shape(x - reach, y) && shape(x + reach, y) && shape(x, y - reach) && shape(x, y + reach);
}

function opacityOf(style: CSSStyleDeclaration): number {
  const opacity = Number.parseFloat(style.opacity);
  return Number.isNaN(opacity) ? 1 : opacity;
}

const isSet = (value: string): boolean => value !== '' && value !== 'none';
