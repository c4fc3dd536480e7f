import type { Color, Palette } from './colors.ts';
import type { Shape } from './clip-shape.ts';
import { boxOf, documentElementOf, isElement } from './dom-access.ts';
import { edgePaint } from './edge-paint.ts';
import { flatParentOf } from './flat-tree.ts';
import { isOpaqueImage } from './opaque-image.ts';
import { isPicture, opaquePicture } from './opaque-picture.ts';
import { overlap, isEmpty, type Rectangle } from './rectangle.ts';
import type { Slants } from './slant.ts';
import type { Drawn } from './stacking.ts';

/** A box that paints something: a colour, or what only looking at it would tell. */
export interface PaintedBox extends Drawn {
  readonly style: CSSStyleDeclaration;
  readonly box: Rectangle;
  /** Null: an image, several colours. */
  readonly color: Color | null;
  /** By itself: what is around it may still fade it. */
  readonly isOpaque: boolean;
  /** It hides what is below it, as a border or a shadow does, but is no ground for words. */
  readonly isEdge?: true;
  /** Of a picture, where it is so by its pixels, which are looked at when this is asked for; undefined: can't be told. */
  readonly opaqueParts?: () => Shape | undefined;
}

export interface PaintedBoxes {
  /** Those that a rectangle of the window touches, scrolled as the page is now. */
  at(place: Rectangle): readonly PaintedBox[];
}

/** Elements looked at for paint. More would cost more than the rule is worth; what is beyond counts as unpainted. */
const mostElements = 12_000;
/** Elements whose pseudo-elements are looked at, which costs as much again. Of more, only those of positioned ones. */
const mostPseudo = 2_000;

/** CSS px: boxes are kept by the stripes of the page that they touch, taller ones apart. */
const stripe = 256;
const mostStripes = 12;

interface PaintOptions {
  readonly document: Document;
  readonly styleOf: (element: Element, pseudo?: string) => CSSStyleDeclaration;
  readonly palette: Palette;
  readonly slants: Slants;
}

export function findPaintedBoxes({ document, styleOf, palette, slants }: PaintOptions): PaintedBoxes {
  const stripes = new Map<number, PaintedBox[]>();
  const tall: PaintedBox[] = [];
  for (const painted of paintIn(document, styleOf, palette)) {
    const first = Math.floor(painted.box.top / stripe);
    const last = Math.floor(painted.box.bottom / stripe);
    if (last - first > mostStripes) tall.push(painted);
    else {
      for (let at = first; at <= last; at += 1) {
        const row = stripes.get(at);
        if (row === undefined) stripes.set(at, [painted]);
        else row.push(painted);
      }
    }
  }
  return {
    at(place) {
      const touches = (it: PaintedBox): boolean =>
        !isEmpty(overlap(it.box, place)) && slants.touches(it, it.box, place);
      const first = Math.floor(place.top / stripe);
      const last = Math.min(Math.floor(place.bottom / stripe), first + 1_000);
      if (first === last) return [...tall, ...(stripes.get(first) ?? [])].filter(touches);
      const found = new Set(tall);
      for (let at = first; at <= last; at += 1) for (const box of stripes.get(at) ?? []) found.add(box);
      return [...found].filter(touches);
    },
  };
}

function* paintIn(
  document: Document,
  styleOf: PaintOptions['styleOf'],
  palette: Palette,
): Generator<PaintedBox> {
  const root = documentElementOf(document);
  const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_ELEMENT);
  for (let seen = 0; seen < mostElements && walker.nextNode() !== null; seen += 1) {
    const element = walker.currentNode;
    if (!isElement(element)) continue;
    const style = styleOf(element);
    const isImage = isPicture(element);
    const color = isImage ? null : paintOf(style, palette);
    if (color !== undefined && style.visibility !== 'hidden') {
      const box = boxOf(element);
      if (box.width >= 1 && box.height >= 1 && isDrawn(element))
        yield isImage
          ? picturedBox(element, style, box)
          : { element, style, box, color, isOpaque: isOpaquePaint(style, palette) };
    }
    if (style.position !== 'static') yield* paintedEdges(element, style, palette);
    if (seen < mostPseudo || style.position !== 'static')
      yield* pseudoPaint(element, style, styleOf, palette);
  }
}

function* paintedEdges(
  element: Element,
  style: CSSStyleDeclaration,
  palette: Palette,
): Generator<PaintedBox> {
  if (style.visibility === 'hidden') return;
  const edges = edgePaint(style, boxOf(element), palette);
  if (edges === undefined || !isDrawn(element)) return;
  const { box, shape } = edges;
  yield { element, style, box, color: null, isOpaque: false, isEdge: true, opaqueParts: () => shape };
}

function picturedBox(element: Element, style: CSSStyleDeclaration, box: Rectangle): PaintedBox {
  let parts: Shape | undefined | null = null;
  const opaqueParts = (): Shape | undefined => {
    if (parts === null) parts = opaquePicture(element, style);
    return parts;
  };
  return { element, style, box, color: null, isOpaque: false, opaqueParts };
}

/** Skipped content has boxes, too, as soon as somebody asks for them. */
function isDrawn(element: Element): boolean {
  return !('checkVisibility' in Element.prototype) || Element.prototype.checkVisibility.call(element);
}

/** Undefined: nothing; null: what can't be told. */
function paintOf(style: CSSStyleDeclaration, palette: Palette): Color | null | undefined {
  const { backgroundColor, backgroundImage } = style;
  const isClear = backgroundColor === 'rgba(0, 0, 0, 0)' || backgroundColor === '';
  const hasImage = backgroundImage !== '' && backgroundImage !== 'none';
  if ((isClear && !hasImage) || /text/.test(style.backgroundClip)) return undefined;
  if (hasImage) return gradientColor(style, palette) ?? null;
  const color = palette.color(backgroundColor);
  return color === undefined ? null : color[3] === 0 ? undefined : color;
}

/** Of a gradient from one colour to the same, which covers its box. */
export function gradientColor(style: CSSStyleDeclaration, palette: Palette): Color | undefined {
  const [first, ...others] = gradientColors(style, palette) ?? [];
  return others.every((other) => other.join() === first?.join()) ? first : undefined;
}

/** Of gradients that cover their box. */
function gradientColors(style: CSSStyleDeclaration, palette: Palette): readonly Color[] | undefined {
  const { backgroundImage } = style;
  if (!/^[a-z-]+-gradient\(/.test(backgroundImage) || /url\(|image\(|element\(/.test(backgroundImage))
    return undefined;
  const isWhole =
    /^(auto|cover|100%|100% 100%|)$/.test(style.backgroundSize) || /^(repeat|)$/.test(style.backgroundRepeat);
  return isWhole && /^(border-box|padding-box|)$/.test(style.backgroundClip)
    ? palette.colorsIn(backgroundImage)
    : undefined;
}

const opaque = 0.99;

/** Whether a background lets nothing through. */
export function isOpaquePaint(style: CSSStyleDeclaration, palette: Palette): boolean {
  if ((palette.color(style.backgroundColor)?.[3] ?? 0) >= opaque) return true;
  if (isOpaqueImage(style)) return true;
  const colors = gradientColors(style, palette);
  return colors !== undefined && colors.every((color) => color[3] >= opaque);
}

function* pseudoPaint(
  element: Element,
  own: CSSStyleDeclaration,
  styleOf: PaintOptions['styleOf'],
  palette: Palette,
): Generator<PaintedBox> {
  for (const pseudo of ['::before', '::after'] as const) {
    const style = styleOf(element, pseudo);
    if (style.content === 'none' || style.content === 'normal' || style.content === '') continue;
    const color = paintOf(style, palette);
    if (color === undefined || style.visibility === 'hidden' || style.display === 'none') continue;
    const box = pseudoBox(element, own, style, styleOf);
    if (box !== undefined && !isEmpty(box))
      yield { element, pseudo, style, box, color, isOpaque: isOpaquePaint(style, palette) };
  }
}

/**
 * Where a pseudo-element lies, which the browser doesn't tell. That of a positioned one follows from its containing block;
 * any other is somewhere in its element's box, and paints there what can't be told.
 */
function pseudoBox(
  element: Element,
  own: CSSStyleDeclaration,
  style: CSSStyleDeclaration,
  styleOf: PaintOptions['styleOf'],
): Rectangle | undefined {
  if (style.position !== 'absolute') return undefined;
  let block: Element | null = element;
  let blockStyle = own;
  while (block !== null && blockStyle.position === 'static' && /^(none)?$/.test(blockStyle.transform)) {
    block = flatParentOf(block);
    if (block !== null) blockStyle = styleOf(block);
  }
  const around = boxOf(block ?? documentElementOf(element.ownerDocument));
  const px = (value: string): number => Number.parseFloat(value) || 0;
  const borders =
    block === null ? { x: 0, y: 0 } : { x: px(blockStyle.borderLeftWidth), y: px(blockStyle.borderTopWidth) };
  const frame = style.boxSizing === 'border-box' ? 0 : 1;
  const width =
    px(style.width) +
    frame *
      (px(style.paddingLeft) +
        px(style.paddingRight) +
        px(style.borderLeftWidth) +
        px(style.borderRightWidth));
  const height =
    px(style.height) +
    frame *
      (px(style.paddingTop) +
        px(style.paddingBottom) +
        px(style.borderTopWidth) +
        px(style.borderBottomWidth));
  const left = around.left + borders.x + px(style.left) + px(style.marginLeft);
  const top = around.top + borders.y + px(style.top) + px(style.marginTop);
  return { left, top, right: left + width, bottom: top + height };
}
