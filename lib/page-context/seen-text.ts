import { blendsAway } from './blended-cover.ts';
import type { Camouflage } from './camouflage.ts';
import type { Palette } from './colors.ts';
import { createCovers } from './covers.ts';
import { boxOf, clientHeightOf, contains, documentElementOf, rangeIn, scrollHeightOf } from './dom-access.ts';
import type { PlaceOn } from './ground.ts';
import { createHighlighted } from './highlighted.ts';
import { allInks, inksThrough, isFilled, type Inks } from './inks.ts';
import { createMovingFrames } from './moving-frames.ts';
import { findPaintedBoxes, type PaintedBox } from './painted-boxes.ts';
import {
  encloses,
  isEmpty,
  isLegible,
  lettersOf,
  overlap,
  shareOf,
  withoutEdges,
  type DrawnPlace,
  type Rectangle,
} from './rectangle.ts';
import { isSqueezed } from './squeezed.ts';
import { isBlended } from './seen-through.ts';
import { isSolid, type Spot } from './shown-paint.ts';
import type { Slants } from './slant.ts';
import { createStacking } from './stacking.ts';
import { createSticking } from './sticking.ts';
import type { Surroundings } from './surroundings.ts';
import { uncut } from './uncut.ts';

interface SeenTextOptions {
  readonly document: Document;
  readonly styleOf: (element: Element, pseudo?: string) => CSSStyleDeclaration;
  readonly palette: Palette;
  readonly camouflage: Camouflage;
  readonly slants: Slants;
  /** Without it (tests; a frame of no size) there are no boxes to judge by: then only inks count. */
  readonly hasLayout: boolean;
}

/** What can be seen of a text, where its element and what is around it let it be seen. */
export interface SeenText {
  /** Of `wanted`, a part of the text's data or all of it, the words that can be seen. `inks`: of its element. */
  part(text: Text, wanted: string, element: Element, around: Surroundings, inks: Inks): string;
}

/** CSS px: a line narrower or lower is scaled away. */
const narrowestLine = 1;
/** A drawn line lower than this, in CSS px, is scaled away. */
const lowestLine = 2;
/**
 * Square CSS px of a text's box for each of its letters. With less, its lines are measured one by one: they may be drawn
 * smaller than they are laid out, by a transform, zoom or perspective.
 */
const smallestLetter = 8;
/** CSS px. A page that moves less than this under what is fixed in the window stands still. */
const shortestScroll = 100;
/** Words measured one by one, in all. A page that hides parts of more texts than that is read by the line. */
const mostWords = 20_000;
/** Of a word so much has to be seen: its lower third, where all letters are. */
const legibleShare = 0.3;
/** Letters of one word that are measured together: scripts without spaces have long ones. */
const word = /\S{1,16}/g;

/** Less of an ink shows nothing. */
const faintestInk = 0.08;
/** CSS px. Letters smaller than that can't be read. */
const smallestFont = 3;

export function createSeenText({
  document,
  styleOf,
  palette,
  camouflage,
  slants,
  hasLayout,
}: SeenTextOptions): SeenText {
  const root = documentElementOf(document);
  const range = rangeIn(document);
  const stacking = createStacking(styleOf);
  const painted = hasLayout ? findPaintedBoxes({ document, styleOf, palette, slants }) : { at: () => [] };
  const pageScrolls = scrollHeightOf(root) - clientHeightOf(root) > shortestScroll;
  const sticking = createSticking(document, styleOf);
  const frames = createMovingFrames({ styleOf, sticking, pageScrolls });
  const covers = createCovers({ styleOf, slants, stacking, sticking, frames, painted });
  const highlighted = createHighlighted(document, palette, styleOf);
  let words = 0;

  const part = (
    text: Text,
    wanted: string,
    element: Element,
    around: Surroundings,
    ownInks: Inks,
  ): string => {
    if (!hasLayout) {
      const inks = allInks(ownInks, inksThrough(around.ground.through));
      return inks !== null && inks.every((ink) => ink[3] < faintestInk) ? '' : wanted;
    }
    const box = boxOfText(text, element);
    if (box.width < narrowestLine || box.height < lowestLine) return '';
    if (isSqueezed(styleOf(element), box, wanted) || highlighted.hides(text, element)) return '';
    const { ground } = around;
    const { backdrop } = ground;
    if (around.isTransformed && slants.isEdge(element)) return '';
    const near = painted.at(box).filter((it) => around.isBehind || !isGround(it, element));
    const liesOn = (it: PaintedBox): boolean => stacking.compareToText(it, text, element) > 0;
    const later = near.filter(liesOn);
    // What is below the edges of the first and last line only is below no letter.
    const edge = Math.min(Number.parseFloat(styleOf(element).fontSize) / 4, box.height / 5);
    const letters = withoutEdges(box, edge);
    const beneath = near
      .filter((it) => !later.includes(it) && it.isEdge === undefined)
      .filter((it) => isAbove(it, backdrop.element))
      .filter((it) => !isEmpty(overlap(uncut(it, element, styleOf), letters)))
      .toSorted((one, other) => stacking.compareBoxes(other, one));
    // What shows through the letters is further below than what is painted on it.
    const isLaidOn =
      ground.through.length > 0 && beneath.some((it) => encloses(it.box, box) && isSolid(it, box));
    const inks = isLaidOn || isFilled(ownInks) ? ownInks : allInks(ownInks, inksThrough(ground.through, box));
    const isOnMore = near.some(
      (it) => !later.includes(it) && it.isEdge === undefined && !isAbove(it, backdrop.element),
    );
    const spotAt = (place: PlaceOn): Spot => ({ holder: element, place, beneath, backdrop, isOnMore });
    const here = spotAt(() => box);
    const hides = (it: PaintedBox): boolean =>
      liesOn(it) && (!isBlended(it.style) || blendsAway(it, inks, ground, here, styleOf));
    const above = later.filter(hides);
    const vanishes = (place: Rectangle): boolean =>
      inks !== null && camouflage.hides(inks, around.opacity, ground, spotAt(placeOf(place, around)));
    if (vanishes(box)) return '';
    // Parts of it may lie on what has its colour.
    const isPatchy = beneath.some(
      (it) => it.isOpaque && !encloses(it.box, box) && vanishes(overlap(it.box, box)),
    );
    const isShrunk = box.width * box.height < wanted.trim().length * smallestLetter;
    const { shapes } = around;
    const frame = frames.settled(around.clip.content.frame);
    const mayBeCut = shapes.length > 0 || above.length > 0 || !encloses(around.clip.content, box);
    if (!isShrunk && !isPatchy && !mayBeCut && covers.shareSeen(box, element, frame, above, hides) === 1)
      return wanted;

    /** As much of it as can be read: 0 nothing. */
    const shareOfLine = (line: Rectangle): number => {
      if (isShrunk && Math.min(line.bottom - line.top, line.right - line.left) < smallestFont) return 0;
      const piece = overlap(line, around.clip.content);
      if (isEmpty(piece) || !isLegible(piece, line)) return 0;
      if (isPatchy && vanishes(lettersOf(piece))) return 0;
      const turn = slants.lineTurn(element, line);
      const place: DrawnPlace = turn === undefined ? piece : { ...turn.laid, on: turn.on };
      const share = shapes.length === 0 ? 1 : shareOf(place, (x, y) => shapes.every((shape) => shape(x, y)));
      return share === 0 ? 0 : share * covers.shareSeen(place, element, frame, above, hides);
    };
    const lines = linesOf(box);
    const shares = lines.map(shareOfLine);
    if (shares.every((share) => share === 0)) return '';
    const isWhole =
      shares.every((share) => share === 1) && lines.every((line) => encloses(around.clip.content, line));
    if (isWhole || words > mostWords) return wanted;
    return wordsSeen(text, wanted, (line) => shareOfLine(line) >= legibleShare);
  };

  /** Whether the box is painted later than the background that a text stands on. */
  const isAbove = (it: PaintedBox, ground: Element): boolean =>
    !isGround(it, ground) && stacking.compareBoxes(it, { element: ground }) > 0;

  /** In a box that scrolls, somewhere within it, as what is around that sees it. */
  const placeOf = (box: Rectangle, around: Surroundings): PlaceOn => {
    const { frame } = around.clip.content;
    if (frame === null) return () => box;
    const outer = boxOf(frame);
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    const left = Math.max(outer.left, Math.min(box.left, outer.right - width));
    const top = Math.max(outer.top, Math.min(box.top, outer.bottom - height));
    const within: Rectangle = { left, top, right: left + width, bottom: top + height };
    return (on) => (on !== frame && contains(on, frame) ? within : box);
  };

  /** The range is the text's then. */
  const boxOfText = (text: Text, element: Element): DOMRect => {
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width > 0 || box.height > 0) return box;
    // Content that is skipped until it is scrolled to has no lines before its element has been measured.
    boxOf(element);
    return range.getBoundingClientRect();
  };

  /** Of the range. Where layout tells only one box, that is it. */
  const linesOf = (box: Rectangle): readonly Rectangle[] => {
    const lines = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    return lines.length === 0 ? [box] : lines;
  };

  const wordsSeen = (text: Text, wanted: string, shows: (line: Rectangle) => boolean): string => {
    const offset = Math.max(0, text.data.indexOf(wanted));
    return wanted.replace(word, (letters: string, at: number) => {
      words += 1;
      range.setStart(text, offset + at);
      range.setEnd(text, offset + at + letters.length);
      return linesOf(range.getBoundingClientRect()).some(shows) ? letters : '';
    });
  };

  return { part };
}

/** Whether it is the background that something stands on: of the element itself or one around it. */
function isGround({ element, pseudo }: PaintedBox, on: Element): boolean {
  return pseudo === undefined && contains(element, on);
}
