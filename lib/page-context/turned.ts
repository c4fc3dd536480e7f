import type { Rectangle } from './rectangle.ts';

/** The linear part of a transform: where (1, 0) and (0, 1) go. */
export type Linear = readonly [a: number, b: number, c: number, d: number];

type Move = (x: number, y: number) => readonly [x: number, y: number];

/** How a box that is not upright is drawn: as laid out, about its middle, and from there into the window and back. */
export interface DrawnTurn {
  readonly laid: Rectangle;
  readonly on: Move;
  readonly back: Move;
}

/** Of the size of what is drawn, so much more or less is another drawing than the one counted on. */
const slack = 0.1;

/** `box`: the one around it in the window; `width` and `height`: as laid out. Undefined: it is drawn in perspective, or as a line. */
export function turnOf(linear: Linear, box: Rectangle, width: number, height: number): DrawnTurn | undefined {
  const [a, b, c, d] = sizes(linear);
  const [across, down] = [a * width + c * height, b * width + d * height];
  // `zoom` is in no transform.
  const zoom = (box.right - box.left) / across;
  const isAsCounted = Math.abs((box.bottom - box.top) / down / zoom - 1) < slack;
  return isAsCounted ? turnAbout(linear, box, width * zoom, height * zoom) : undefined;
}

/** Of a line of letters that are so high, of whose length only the box around it tells. */
export function turnOfLine(linear: Linear, line: Rectangle, high: number): DrawnTurn | undefined {
  const [a, b, c, d] = sizes(linear);
  const long = a > b ? (line.right - line.left - c * high) / a : (line.bottom - line.top - d * high) / b;
  return long > 0 ? turnAbout(linear, line, long, high) : undefined;
}

function sizes([a, b, c, d]: Linear): Linear {
  return [Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d)];
}

function turnAbout(
  [a, b, c, d]: Linear,
  { left, top, right, bottom }: Rectangle,
  width: number,
  height: number,
): DrawnTurn | undefined {
  const determinant = a * d - b * c;
  if (!Number.isFinite(1 / determinant)) return undefined;
  const [midX, midY] = [(left + right) / 2, (top + bottom) / 2];
  return {
    laid: {
      left: midX - width / 2,
      top: midY - height / 2,
      right: midX + width / 2,
      bottom: midY + height / 2,
    },
    on: (x, y) => [midX + a * (x - midX) + c * (y - midY), midY + b * (x - midX) + d * (y - midY)],
    back: (x, y) => [
      midX + (d * (x - midX) - c * (y - midY)) / determinant,
      midY + (a * (y - midY) - b * (x - midX)) / determinant,
    ],
  };
}
