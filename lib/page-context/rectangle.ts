/** CSS px in the window. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const everywhere: Rectangle = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

export function overlap(one: Rectangle, other: Rectangle): Rectangle {
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  };
}

/** The smallest that holds both. */
export function hull(one: Rectangle, other: Rectangle): Rectangle {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

export function isEmpty({ left, top, right, bottom }: Rectangle): boolean {
  return right <= left || bottom <= top;
}

export function encloses(outer: Rectangle, inner: Rectangle): boolean {
  return (
    outer.left <= inner.left &&
    outer.right >= inner.right &&
    outer.top <= inner.top &&
    outer.bottom >= inner.bottom
  );
}

/** Whether a point is in it. */
export function pointsIn({ left, top, right, bottom }: Rectangle): (x: number, y: number) => boolean {
  return (x, y) => x >= left && x <= right && y >= top && y <= bottom;
}

/** Without so much of its upper and lower edge: CSS px. */
export function withoutEdges({ left, top, right, bottom }: Rectangle, edge: number): Rectangle {
  return { left, top: top + edge, right, bottom: bottom - edge };
}

/** A rectangle that is drawn elsewhere, or aslant: where its points are in the window. */
export interface DrawnPlace extends Rectangle {
  readonly on?: (x: number, y: number) => readonly [x: number, y: number];
}

/**
 * Whether a piece of a line is enough to read something of it: half its height, where the letters are, and as broad as a
 * letter. Of a thinner slice nobody can tell what it was.
 */
export function isLegible(piece: Rectangle, line: Rectangle): boolean {
  const height = line.bottom - line.top;
  const width = line.right - line.left;
  // Of text that is written from top to bottom, the letters' height is the line's breadth.
  const short = Math.min(height, width);
  return (
    piece.bottom - piece.top >= Math.min(height, height <= width ? height / 2 : short / 2) - 0.01 &&
    piece.right - piece.left >= Math.min(width, short / 2) - 0.01
  );
}

/** Where points of a line are tried: all along it, and where its letters are. */
const across = [0.07, 0.21, 0.36, 0.5, 0.64, 0.79, 0.93];
const down = [0.3, 0.5, 0.7];

/** Where all of a line's letters are, without what some have above and below. */
export function lettersOf({ left, top, right, bottom }: Rectangle): Rectangle {
  const [first = 0, last = 0] = [down[0], down.at(-1)];
  const [start = 0, end = 0] = [across[0], across.at(-1)];
  const [width, height] = [right - left, bottom - top];
  return {
    left: left + width * start,
    top: top + height * first,
    right: left + width * end,
    bottom: top + height * last,
  };
}

/** Of the points tried in it, the share for which this is true. */
export function shareOf(
  { left, top, right, bottom, on = asItIs }: DrawnPlace,
  isTrue: (x: number, y: number) => boolean,
): number {
  let count = 0;
  for (const x of across)
    for (const y of down) if (isTrue(...on(left + (right - left) * x, top + (bottom - top) * y))) count += 1;
  return count / (across.length * down.length);
}

const asItIs: NonNullable<DrawnPlace['on']> = (x, y) => [x, y];
