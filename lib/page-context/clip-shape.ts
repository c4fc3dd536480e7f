import { commaList } from './comma-list.ts';
import type { Rectangle } from './rectangle.ts';

/** Whether a point of the window, in CSS px, is within what a `clip-path` lets through. */
export type Shape = (x: number, y: number) => boolean;

/**
 * Of a computed `clip-path` on a box; undefined where nothing is clipped, or where only the browser knows what (an SVG's
 * path, `shape()`): then all is taken for seen.
 */
export function clipShape(clipPath: string, box: Rectangle): Shape | undefined {
  const [, name = '', values = ''] = /^([a-z]+)\((.*)\)/s.exec(clipPath) ?? [];
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const [plain = '', at = ''] = values.split(/(?:^|\s)at\s/);
  const [centerX = width / 2, centerY = height / 2] = position(at, width, height);

  switch (name) {
    case 'inset': {
      const sides = lengths((plain.split(/(?:^|\s)round\s/)[0] ?? '').trim());
      const [top = '0', right = top, bottom = top, left = right] = sides;
      const inner: Rectangle = {
        left: box.left + pixels(left, width),
        top: box.top + pixels(top, height),
        right: box.right - pixels(right, width),
        bottom: box.bottom - pixels(bottom, height),
      };
      return (x, y) => x > inner.left && x < inner.right && y > inner.top && y < inner.bottom;
    }
    case 'circle': {
      const sides = [centerX, width - centerX, centerY, height - centerY].map(Math.abs);
      const radius = radiusOf(plain.trim(), sides, Math.hypot(width, height) / Math.SQRT2);
      return within(box.left + centerX, box.top + centerY, radius, radius);
    }
    case 'ellipse': {
      const [across = '', down = ''] = lengths(plain.trim());
      return within(
        box.left + centerX,
        box.top + centerY,
        radiusOf(across, [centerX, width - centerX].map(Math.abs), width),
        radiusOf(down, [centerY, height - centerY].map(Math.abs), height),
      );
    }
    case 'polygon': {
      const isEvenOdd = values.startsWith('evenodd');
      const corners = commaList(values.replace(/^(evenodd|nonzero)\s*,/, '')).map((corner) => {
        const [x = '0', y = '0'] = lengths(corner.trim());
        return [box.left + pixels(x, width), box.top + pixels(y, height)] as const;
      });
      return (x, y) => isInside(corners, x, y, isEvenOdd);
    }
    case 'path': {
      const [, rule, path = ''] = /^(?:(evenodd|nonzero)\s*,\s*)?["'](.*)["']$/s.exec(values.trim()) ?? [];
      return drawnPath(path, rule === 'evenodd' ? 'evenodd' : 'nonzero', box);
    }
    default:
      return undefined;
  }
}

/** Of the older `clip`, whose lengths are those of the sides from the box's left and top. */
export function clipRect(clip: string, box: Rectangle): Shape | undefined {
  const values = /^rect\(([^)]*)\)/.exec(clip)?.[1]?.split(/[\s,]+/);
  if (values === undefined) return undefined;
  const side = (at: number, otherwise: number): number => {
    const size = Number.parseFloat(values[at] ?? '');
    return Number.isNaN(size) ? otherwise : size; // `auto`
  };
  const [top, left] = [side(0, -Infinity), side(3, -Infinity)];
  const [right, bottom] = [side(1, Infinity), side(2, Infinity)];
  return (x, y) => x > box.left + left && x < box.left + right && y > box.top + top && y < box.top + bottom;
}

function within(centerX: number, centerY: number, across: number, down: number): Shape {
  return (x, y) => across > 0 && down > 0 && ((x - centerX) / across) ** 2 + ((y - centerY) / down) ** 2 < 1;
}

function radiusOf(value: string, sides: readonly number[], whole: number): number {
  if (value === '' || value.startsWith('closest')) return Math.min(...sides);
  return value.startsWith('farthest') ? Math.max(...sides) : pixels(value, whole);
}

function position(at: string, width: number, height: number): number[] {
  if (at.trim() === '') return [];
  const words = lengths(at.trim());
  // Computed: two lengths, or each behind the side that it is measured from.
  if (words.length === 4) {
    const [side, x = '0', edge, y = '0'] = words;
    const [fromX, fromY] = [pixels(x, width), pixels(y, height)];
    return [side === 'right' ? width - fromX : fromX, edge === 'bottom' ? height - fromY : fromY];
  }
  const [x = '50%', y = '50%'] = words;
  return [pixels(x, width), pixels(y, height)];
}

/** Apart at spaces, but not within `calc()`. */
function lengths(value: string): string[] {
  return value.match(/[a-z]+\((?:[^()]|\([^()]*\))*\)|[^\s]+/g) ?? [];
}

/** `10px`, `5%`, `calc(100% - 3px)`: what a computed value is made of. */
function pixels(value: string, whole: number): number {
  let sum = 0;
  for (const [, sign, number = '0', unit] of value.matchAll(/([+-]?)\s*([\d.]+(?:e[+-]?\d+)?)(px|%)?/g)) {
    const size = Number.parseFloat(number) * (unit === '%' ? whole / 100 : 1);
    sum += sign === '-' ? -size : size;
  }
  return sum;
}

function isInside(
  corners: readonly (readonly [x: number, y: number])[],
  x: number,
  y: number,
  isEvenOdd: boolean,
): boolean {
  let crossings = 0;
  let winding = 0;
  for (const [index, [fromX, fromY]] of corners.entries()) {
    const [toX, toY] = corners[(index + 1) % corners.length] ?? [fromX, fromY];
    if (fromY > y === toY > y) continue;
    if (x >= ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX) continue;
    crossings += 1;
    winding += toY > fromY ? 1 : -1;
  }
  return isEvenOdd ? crossings % 2 === 1 : winding !== 0;
}

function drawnPath(path: string, rule: CanvasFillRule, box: Rectangle): Shape | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context === null) return undefined;
  const drawn = new Path2D(path);
  return (x, y) => context.isPointInPath(drawn, x - box.left, y - box.top, rule);
}
