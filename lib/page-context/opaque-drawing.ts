import { allIn, boxOf, viewOf } from './dom-access.ts';
import { pointIn } from './drawn-shape.ts';
import { flatParentOf } from './flat-tree.ts';
import type { Shape } from './clip-shape.ts';

/** Shapes of one drawing. Of more, the rest counts as nothing. */
const mostShapes = 60;
const kinds = 'rect,circle,ellipse,polygon,path';
const elsewhere = 'defs,clipPath,mask,pattern,symbol,marker,text';

/** Where the shapes of an inline SVG let nothing through: those that are filled with a colour, and nothing softens. */
export function opaqueDrawing(svg: Element): Shape | undefined {
  const document = svg.ownerDocument;
  const view = viewOf(document);
  if (view === null) return undefined;
  const isSolid = (style: CSSStyleDeclaration): boolean =>
    Number.parseFloat(style.opacity) >= 0.99 &&
    style.visibility === 'visible' &&
    style.display !== 'none' &&
    /^(none)*$/.test(style.filter + style.clipPath + style.getPropertyValue('mask-image'));
  const shapes: Shape[] = [];
  for (const element of allIn(svg, kinds).slice(0, mostShapes)) {
    const style = view.getComputedStyle(element);
    if (!style.fill.startsWith('rgb(') || !(Number.parseFloat(style.fillOpacity) >= 0.99)) continue;
    let isDrawn = !Element.prototype.matches.call(
      element,
      elsewhere
        .split(',')
        .map((name) => `${name} *`)
        .join(),
    );
    for (let at: Element | null = element; isDrawn && at !== null && at !== svg; at = flatParentOf(at))
      isDrawn = isSolid(view.getComputedStyle(at));
    if (!isDrawn) continue;
    const shape = pointIn(element);
    if (shape !== undefined) shapes.push(shape);
  }
  const { left, top, right, bottom } = boxOf(svg);
  return shapes.length === 0
    ? undefined
    : (x, y) => x >= left && x <= right && y >= top && y <= bottom && shapes.some((shape) => shape(x, y));
}
