import { boxOf, contains, documentElementOf, isElement, localNameOf } from './dom-access.ts';
import { flatParentOf } from './flat-tree.ts';

/**
 * Text in the colour of what is behind it, or in none. White on white is the best-known way to hide instructions for an
 * AI from the person; white on a photo is the best-known headline. So a text in its backdrop's colour counts as hidden
 * only where nothing else is painted at that place.
 */
export interface Camouflage {
  /** What the page's canvas shows where nothing paints: white, unless the page asks for dark. */
  canvas(root: Element): Backdrop;
  backdrop(element: Element, style: CSSStyleDeclaration, around: Backdrop): Backdrop;
  /** Whether the element's own text has no contrast at all. */
  hides(element: Element, style: CSSStyleDeclaration, backdrop: Backdrop): boolean;
}
export type Backdrop = { readonly element: Element; readonly color: string } | null;

/** Channels (0–255) nearer than this on all three are one colour to the eye. */
const indistinct = 6;
const faintestInk = 0.08;
/** Elements looked at for paint. More would cost more than the rule is worth; what is beyond counts as unpainted. */
const mostElements = 20_000;
const pictures: ReadonlySet<string> = new Set('img video canvas svg picture iframe object embed'.split(' '));

export function createCamouflage(document: Document, view: Window & typeof globalThis): Camouflage {
  let painted: { element: Element; box: DOMRect; color: string | null }[] | undefined;

  const paintersOf = () => (painted ??= [...paint(document, view)]);

  const canvas = (root: Element): Backdrop => {
    const style = view.getComputedStyle(root);
    if (/dark/.test(style.getPropertyValue('color-scheme'))) return null;
    return { element: root, color: 'rgb(255, 255, 255)' };
  };

  const backdrop = (element: Element, style: CSSStyleDeclaration, around: Backdrop): Backdrop => {
    if (hasImage(style) || hasFilter(style)) return null;
    const alpha = rgb(style.backgroundColor)?.[3];
    if (alpha === undefined) return style.backgroundColor === '' ? around : null; // oklch(), color(): not compared
    if (alpha === 0) return around;
    return alpha === 1 ? { element, color: style.backgroundColor } : null;
  };

  const hides = (element: Element, style: CSSStyleDeclaration, behind: Backdrop): boolean => {
    if (drawnOtherwise(style)) return false;
    const ink = style.getPropertyValue('-webkit-text-fill-color') || style.color;
    const color = rgb(ink);
    if (color === undefined) return ink === 'transparent';
    if (color[3] < faintestInk) return true;
    if (behind === null || !same(color, rgb(behind.color))) return false;
    for (
      let at: Element | null = element;
      at !== null;
      at = at === behind.element ? null : flatParentOf(at)
    ) {
      if (pseudoPaints(view, at)) return false;
    }
    const box = boxOf(element);
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    return !paintersOf().some(
      (painter) =>
        !contains(painter.element, behind.element) && // painted below the backdrop
        !contains(element, painter.element) &&
        (painter.color === null || !same(color, rgb(painter.color))) &&
        painter.box.left <= x &&
        painter.box.right >= x &&
        painter.box.top <= y &&
        painter.box.bottom >= y,
    );
  };

  return { canvas, backdrop, hides };
}

function* paint(document: Document, view: Window & typeof globalThis) {
  const walker = Document.prototype.createTreeWalker.call(
    document,
    documentElementOf(document),
    NodeFilter.SHOW_ELEMENT,
  );
  for (let seen = 0; seen < mostElements && walker.nextNode() !== null; seen += 1) {
    const element = walker.currentNode;
    if (!isElement(element)) continue;
    const picture = pictures.has(localNameOf(element));
    const style = view.getComputedStyle(element);
    const color = rgb(style.backgroundColor);
    if (!picture && !hasImage(style) && color?.[3] === 0) continue;
    const box = boxOf(element);
    if (box.width < 1 || box.height < 1 || style.visibility === 'hidden') continue;
    yield {
      element,
      box,
      color: picture || hasImage(style) || color === undefined ? null : style.backgroundColor,
    };
  }
}

function hasImage(style: CSSStyleDeclaration): boolean {
  return style.backgroundImage !== '' && style.backgroundImage !== 'none';
}

/** Blending and filters change colours in ways that computed style does not tell. */
function hasFilter(style: CSSStyleDeclaration): boolean {
  return (
    (style.mixBlendMode !== '' && style.mixBlendMode !== 'normal') ||
    /invert|brightness|contrast|hue/.test(style.filter)
  );
}

/** Text that is seen by its shadow, its outline, or as a hole through which the background shows. */
function drawnOtherwise(style: CSSStyleDeclaration): boolean {
  return (
    (style.textShadow !== '' && style.textShadow !== 'none') ||
    Number.parseFloat(style.getPropertyValue('-webkit-text-stroke-width')) > 0 ||
    style.getPropertyValue('background-clip').includes('text') ||
    style.getPropertyValue('-webkit-background-clip').includes('text')
  );
}

function pseudoPaints(view: Window & typeof globalThis, element: Element): boolean {
  return ['::before', '::after'].some((pseudo) => {
    const style = view.getComputedStyle(element, pseudo);
    if (style.content === 'none' || style.content === 'normal' || style.content === '') return false;
    return hasImage(style) || (rgb(style.backgroundColor)?.[3] ?? 1) > 0;
  });
}

type Color = readonly [red: number, green: number, blue: number, alpha: number];

/** Computed `rgb()` and `rgba()`; undefined for other notations. */
function rgb(value: string): Color | undefined {
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean)
    .map(Number.parseFloat);
  const [red, green, blue, alpha = 1] = parts ?? [];
  return red === undefined || green === undefined || blue === undefined
    ? undefined
    : [red, green, blue, alpha];
}

function same(one: Color, other: Color | undefined): boolean {
  return (
    other !== undefined &&
    [0, 1, 2].every((channel) => Math.abs((one[channel] ?? 0) - (other[channel] ?? 0)) <= indistinct)
  );
}
