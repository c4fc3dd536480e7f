import type { Shape } from './clip-shape.ts';
import type { Palette } from './colors.ts';
import { attributeOf, elementChildrenOf, findIn, localNameOf, viewOf } from './dom-access.ts';
import { pointThrough } from './drawn-shape.ts';
import { flatParentOf } from './flat-tree.ts';
import type { Rectangle } from './rectangle.ts';

/** Shapes of one clip or mask. What has more is taken to let all through. */
const mostShapes = 60;
/** Of a mask, less light than that shows nothing. */
const faintest = 0.08;

/**
 * Where a `clip-path: url(#…)` lets a box through. Undefined: everywhere, or it can't be told: what it refers to isn't there,
 * or isn't made of plain shapes.
 */
export function svgClip(value: string, element: Element, box: Rectangle): Shape | undefined {
  const clip = referred(value, element, 'clipPath');
  const shapes = clip === undefined ? undefined : shapesOf(clip, 'clipPathUnits', box);
  return shapes === undefined ? undefined : (x, y) => shapes.some(({ holds }) => holds(x, y));
}

/** The same of a `mask-image: url(#…)`, which lets through by light or by opacity. */
export function svgMask(
  value: string,
  element: Element,
  box: Rectangle,
  palette: Palette,
): Shape | undefined {
  const mask = referred(value, element, 'mask');
  const shapes = mask === undefined ? undefined : shapesOf(mask, 'maskContentUnits', box);
  if (mask === undefined || shapes === undefined) return undefined;
  const isAlpha = styleOf(mask)?.getPropertyValue('mask-type') === 'alpha';
  const painted: { holds: Shape; light: number; cover: number }[] = [];
  for (const { holds, style } of shapes) {
    if (style.fill === 'none') continue;
    const color = palette.color(style.fill);
    if (color === undefined) return undefined;
    const cover = color[3] * Number.parseFloat(style.fillOpacity) * Number.parseFloat(style.opacity);
    const light = (0.2125 * color[0] + 0.7154 * color[1] + 0.0721 * color[2]) / 255;
    painted.push({ holds, cover, light: isAlpha ? 1 : light });
  }
  return (x, y) => {
    let light = 0;
    for (const each of painted)
      if (each.holds(x, y)) light = light * (1 - each.cover) + each.light * each.cover;
    return light >= faintest;
  };
}

function styleOf(element: Element): CSSStyleDeclaration | undefined {
  return viewOf(element.ownerDocument)?.getComputedStyle(element);
}

function referred(value: string, element: Element, name: string): Element | undefined {
  const [, id] = /^url\("?#([^"()]+)"?\)/.exec(value) ?? [];
  const found = id === undefined ? null : findIn(element.ownerDocument, `#${CSS.escape(id)}`);
  if (found === null || localNameOf(found) !== name) return undefined;
  for (let at: Element | null = found; at !== null; at = flatParentOf(at))
    if (styleOf(at)?.display === 'none') return undefined;
  return found;
}

function shapesOf(
  holder: Element,
  units: string,
  box: Rectangle,
): readonly { holds: Shape; style: CSSStyleDeclaration }[] | undefined {
  const children = elementChildrenOf(holder);
  if (children.length > mostShapes) return undefined;
  // The box's own corner is where the shapes are measured from.
  const base = new DOMMatrix().translate(box.left, box.top);
  if (attributeOf(holder, units) === 'objectBoundingBox')
    base.scaleSelf(box.right - box.left, box.bottom - box.top);
  const outer = styleOf(holder);
  if (outer !== undefined && isSet(outer.transform)) base.multiplySelf(new DOMMatrix(outer.transform));
  const found: { holds: Shape; style: CSSStyleDeclaration }[] = [];
  for (const child of children) {
    const style = styleOf(child);
    if (style === undefined || /^(title|desc|metadata)$/.test(localNameOf(child))) continue;
    if (style.display === 'none' || style.visibility !== 'visible') continue;
    const own = isSet(style.transform) ? base.multiply(new DOMMatrix(style.transform)) : base;
    const holds = pointThrough(child, own.inverse());
    // Of words, copies and pictures, the outline isn't told.
    if (holds === undefined || isSet(style.clipPath) || isSet(style.filter)) return undefined;
    found.push({ holds, style });
  }
  return found;
}

const isSet = (value: string): boolean => value !== '' && value !== 'none';
