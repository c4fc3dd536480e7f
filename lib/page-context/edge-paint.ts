import type { Color, Palette } from './colors.ts';
import { blurOf } from './color-filter.ts';
import { commaList } from './comma-list.ts';
import { hull, isEmpty, pointsIn, type Rectangle } from './rectangle.ts';
import type { Shape } from './clip-shape.ts';

/** What a box paints beside a background of its own: a border, an outline, shadows; or what it makes of all that is below it. */
export interface EdgePaint {
  readonly box: Rectangle;
  readonly shape: Shape;
}

interface Ring {
  readonly outer: Rectangle;
  readonly inner: Rectangle;
}

/** CSS px. Below letters blurred by that, nobody reads. */
const illegible = 4;
const opaque = 0.99;

/** Undefined: it paints nothing there that would hide words below it. */
export function edgePaint(
  style: CSSStyleDeclaration,
  box: Rectangle,
  palette: Palette,
): EdgePaint | undefined {
  if (levels(style.getPropertyValue('backdrop-filter'))) return { box, shape: pointsIn(box) };
  const rings = [...borders(style, box, palette), ...shadows(style, box, palette)];
  if (rings.length === 0) return undefined;
  const shapes = rings.map(({ outer, inner }) => {
    const [isOut, isIn] = [pointsIn(outer), pointsIn(inner)];
    return (x: number, y: number) => isOut(x, y) && (isEmpty(inner) || !isIn(x, y));
  });
  const [first, ...others] = rings.map(({ outer }) => outer);
  if (first === undefined) return undefined;
  return { box: others.reduce(hull, first), shape: (x, y) => shapes.some((shape) => shape(x, y)) };
}

/** Whether all that is seen through it becomes one colour, or a blur. */
function levels(filter: string): boolean {
  if (filter === '' || filter === 'none') return false;
  return blurOf(filter) >= illegible || /(?:contrast|brightness)\(0%?\)/.test(filter);
}

function grown(box: Rectangle, left: number, top = left, right = left, bottom = top): Rectangle {
  return { left: box.left - left, top: box.top - top, right: box.right + right, bottom: box.bottom + bottom };
}

function* borders(style: CSSStyleDeclaration, box: Rectangle, palette: Palette): Generator<Ring> {
  const isOpaque = (value: string): boolean => (palette.color(value)?.[3] ?? 0) >= opaque;
  const side = (width: string, kind: string, color: string): number =>
    kind === 'solid' && isOpaque(color) ? px(width) : 0;
  const [left, top, right, bottom] = [
    side(style.borderLeftWidth, style.borderLeftStyle, style.borderLeftColor),
    side(style.borderTopWidth, style.borderTopStyle, style.borderTopColor),
    side(style.borderRightWidth, style.borderRightStyle, style.borderRightColor),
    side(style.borderBottomWidth, style.borderBottomStyle, style.borderBottomColor),
  ];
  if (left + top + right + bottom >= illegible)
    yield { outer: box, inner: grown(box, -left, -top, -right, -bottom) };
  const outline = side(style.outlineWidth, style.outlineStyle, style.outlineColor);
  const inner = grown(box, px(style.outlineOffset));
  if (outline >= illegible) yield { outer: grown(inner, outline), inner };
}

function* shadows({ boxShadow }: CSSStyleDeclaration, box: Rectangle, palette: Palette): Generator<Ring> {
  if (boxShadow === '' || boxShadow === 'none') return;
  for (const shadow of commaList(boxShadow)) {
    const color: Color | undefined = palette.colorsIn(shadow)?.[0];
    const lengths = [...shadow.matchAll(/(-?[\d.]+)px/g)].map(([, length]) => Number(length));
    const [x = 0, y = 0, blur = 0, spread = 0] = lengths;
    if (color === undefined || color[3] < opaque || spread - blur < illegible) continue;
    const moved: Rectangle = {
      left: box.left + x,
      top: box.top + y,
      right: box.right + x,
      bottom: box.bottom + y,
    };
    if (shadow.includes('inset')) yield { outer: box, inner: grown(moved, blur - spread) };
    else yield { outer: grown(moved, spread - blur), inner: box };
  }
}

const px = (value: string): number => Number.parseFloat(value) || 0;
