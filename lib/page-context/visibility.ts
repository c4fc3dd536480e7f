import { createCamouflage } from './camouflage.ts';
import { clipRect, type Shape } from './clip-shape.ts';
import { innerWindow, pageWindow, unclipped } from './clip-window.ts';
import { clippedShape } from './clipped-shape.ts';
import { clippedAway, clippedByPath, clippedByRect, cutsContent, maskedAway, maskImage } from './clipping.ts';
import { blurOf, filterOpacity } from './color-filter.ts';
import { createPalette } from './colors.ts';
import {
  attributeOf,
  bodyOf,
  boxOf,
  clientWidthOf,
  documentElementOf,
  scrollWidthOf,
  viewOf,
} from './dom-access.ts';
import { isBehindEye, isTurnedAway } from './facing.ts';
import { canvasGround, groundIn } from './ground.ts';
import { hiddenTextOf, visibleLength } from './hidden-text.ts';
import { inksOf, type Inks } from './inks.ts';
import { maskShape } from './mask-shape.ts';
import { containsPaint } from './paint-containment.ts';
import { shareOf } from './rectangle.ts';
import { createSeenText } from './seen-text.ts';
import { createSlants } from './slant.ts';
import { slantedCut } from './slanted-cut.ts';
import type { Surroundings } from './surroundings.ts';

export interface Sight {
  readonly style: CSSStyleDeclaration;
  readonly surroundings: Surroundings;
  /**
   * What can be seen of a text that stands directly in the element; children may differ. `wanted`: a part of its data, or
   * all of it. Of a text that is seen in part, the words that are.
   */
  seenPart(text: Text, wanted: string): string;
}

export interface Eyes {
  /** Undefined: nothing in the element can be seen. */
  look(element: Element, around: Surroundings): Sight | undefined;
  readonly outside: Surroundings;
  /**
   * Characters of text, white space collapsed, that were looked at since this was last asked and can't be seen. Scripts,
   * styles, form values and all else that is never read are not among them.
   */
  takeHidden(): number;
}

/** Below this a text is not legible on any background. */
const faintest = 0.08;
/** Of a box that scrolls, the heights at which it is asked what is seen of it. */
const heights = [0.1, 0.3, 0.5, 0.7, 0.9];
/** CSS px. Legal small print goes down to about 6; hidden instructions use 0 and 1. */
const smallestFont = 3;
/** Sees as a person who scrolls through the page would, but opens, hovers and selects nothing. */
export function createEyes(document: Document): Eyes {
  const view = viewOf(document) ?? window;
  const root = documentElementOf(document);
  const body = bodyOf(document);
  // A DOM without layout (tests; a frame of no size) has no boxes to judge by: then only styles and attributes count.
  const rootBox = boxOf(root);
  const hasLayout = rootBox.width > 0;
  const palette = createPalette();
  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element, pseudo?: string): CSSStyleDeclaration => {
    if (pseudo !== undefined) return view.getComputedStyle(element, pseudo);
    const known = styles.get(element) ?? view.getComputedStyle(element);
    styles.set(element, known);
    return known;
  };
  const slants = createSlants(styleOf);
  const camouflage = createCamouflage(document, palette, styleOf);
  const seenText = createSeenText({ document, styleOf, palette, camouflage, slants, hasLayout });
  let hidden = 0;

  const outside: Surroundings = {
    opacity: 1,
    isBehind: false,
    isTransformed: false,
    clip: hasLayout ? pageWindow(view, document) : unclipped,
    shapes: [],
    ground: canvasGround(document, view, root),
    holdsItems: false,
  };

  const look = (element: Element, around: Surroundings): Sight | undefined => {
    const style = styleOf(element);
    const surroundings = surroundingsIn(element, style, around);
    if (surroundings === undefined) {
      hidden += hiddenTextOf(element);
      return undefined;
    }
    let byStyle: { shows: boolean; inks: Inks } | undefined;
    const seenPart = (text: Text, wanted: string): string => {
      byStyle ??= { shows: textStyleShows(style), inks: inksOf(style, palette) };
      const seen = !byStyle.shows ? '' : seenText.part(text, wanted, element, surroundings, byStyle.inks);
      if (seen !== wanted) hidden += visibleLength(wanted) - visibleLength(seen);
      return seen;
    };
    return { style, surroundings, seenPart };
  };

  const surroundingsIn = (
    element: Element,
    style: CSSStyleDeclaration,
    around: Surroundings,
  ): Surroundings | undefined => {
    // Each property that is asked for takes about as long as finding the element: none is asked for twice, or in vain.
    const { display } = style;
    if (display === 'none') return undefined;
    const isRoot = element === root || element === body;
    if (!isRoot && attributeOf(element, 'hidden') !== null) return undefined;
    if (style.getPropertyValue('content-visibility') === 'hidden') return undefined;
    const { filter } = style;
    const opacity = around.opacity * number(style.opacity, 1) * filterOpacity(filter);
    if (opacity < faintest || isLostIn(filter, style.fontSize)) return undefined;
    const { position, clipPath } = style;
    const isAbsolute = position === 'absolute' || position === 'fixed';
    if ((isAbsolute && clippedByRect(style)) || (isSet(clipPath) && clippedByPath(style))) return undefined;
    const mask = maskImage(style);
    if (isSet(mask) && maskedAway(style, mask, palette)) return undefined;
    // Boxes and scroll positions are asked for only where they matter: they are most of the cost of a long page.
    const isBox = display !== 'inline' && display !== 'contents';
    const mayCut = isBox && hasLayout && !isRoot;
    const contained = mayCut && containsPaint(element, style);
    const boxed = mayCut && (contained || cutsContent(style));
    if (boxed && clippedAway(style, boxOf(element), contained)) return undefined;
    const clip = innerWindow(element, style, position, around.clip, boxed, contained);
    if (clip === undefined || isTurnedAway(element, style, styleOf)) return undefined;
    if (isSet(style.transform) && isBehindEye(element, style, styleOf)) return undefined;

    const heedsZ = around.holdsItems || (position !== 'static' && position !== '');
    const cut = boxed ? slantedCut(element, style, contained, slants) : undefined;
    const outer = cut === undefined ? around.shapes : [...around.shapes, cut];
    const own =
      hasLayout && (isAbsolute || isSet(clipPath) || isSet(mask))
        ? shapesIn(element, style, mask, outer)
        : outer;
    const shapes = own.length > 0 && boxed && scrollsContent(style) ? shapesOfScroller(element, own) : own;
    if (shapes === undefined) return undefined;
    return {
      opacity,
      isBehind: around.isBehind || (heedsZ && Number.parseInt(style.zIndex, 10) < 0),
      isTransformed: around.isTransformed || isSet(style.transform),
      holdsItems: /flex|grid/.test(display),
      clip,
      shapes,
      ground: groundIn(element, style, around.ground, palette),
    };
  };

  const shapesIn = (
    element: Element,
    style: CSSStyleDeclaration,
    mask: string,
    around: readonly Shape[],
  ): readonly Shape[] => {
    const path = isSet(style.clipPath) ? clippedShape(style.clipPath, element, boxOf(element)) : undefined;
    const masked = isSet(mask) ? maskShape(style, element, boxOf(element), palette) : undefined;
    const clip = /absolute|fixed/.test(style.position) ? style.getPropertyValue('clip') : '';
    const rect = clip.startsWith('rect') ? clipRect(clip, boxOf(element)) : undefined;
    const shapes = [path, masked, rect].filter((shape) => shape !== undefined);
    return shapes.length === 0 ? around : [...around, ...shapes];
  };

  /** What is scrolled by in a box comes to all of its heights; sideways, it comes to all of it. */
  const shapesOfScroller = (element: Element, shapes: readonly Shape[]): readonly Shape[] | undefined => {
    const box = boxOf(element);
    const shows: Shape = (x, y) => shapes.every((shape) => shape(x, y));
    if (shareOf(box, shows) === 0) return undefined;
    if (scrollWidthOf(element) - clientWidthOf(element) > 1) return [];
    return [(x) => heights.some((part) => shows(x, box.top + (box.bottom - box.top) * part))];
  };

  return {
    look,
    outside,
    takeHidden() {
      const taken = hidden;
      hidden = 0;
      return taken;
    },
  };
}

function scrollsContent({ overflowX, overflowY }: CSSStyleDeclaration): boolean {
  return /auto|scroll/.test(overflowX) || /auto|scroll/.test(overflowY);
}

const isSet = (value: string): boolean => value !== '' && value !== 'none';

/** Of the size of letters: a blur that nobody reads through. */
const illegible = 0.35;

function isLostIn(filter: string, fontSize: string): boolean {
  return isSet(filter) && blurOf(filter) > number(fontSize, 16) * illegible;
}

function textStyleShows(style: CSSStyleDeclaration): boolean {
  const { visibility } = style;
  if (visibility === 'hidden' || visibility === 'collapse') return false;
  if (number(style.fontSize, 16) < smallestFont) return false;
  const indent = number(style.textIndent, 0);
  return !(indent <= -500 || indent >= 5000); // image replacement: the text is pushed out of its box
}

function number(value: string, otherwise: number): number {
  const parsed = Number.parseFloat(value);
  return Number.isNaN(parsed) ? otherwise : parsed;
}
