/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number, alpha: number];

export interface Palette {
  /** Of a computed value, in any notation that the browser can draw; undefined of what is no colour. */
  color(value: string): Color | undefined;
  /** Those in a longer value, such as a gradient's or a shadow's; undefined where there is none, or one is not known. */
  colorsIn(value: string): readonly Color[] | undefined;
}

/** Notations kept. A page has some dozens; one that makes up more pays for them. */
const mostKept = 2_000;
/** What a canvas tells is believed only where it tells this one right: against fingerprinting, some browsers make it lie. */
const probe = 'rgb(12 200 99)';

const colorStart =
  /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\(|\btransparent\b/gi;

/** The browser converts what is no `rgb()`, by painting one pixel outside the page. */
export function createPalette(): Palette {
  const known = new Map<string, Color | undefined>();
  let brush: Brush | null | undefined;

  const painted = (value: string): Color | undefined => {
    if (brush === undefined) brush = createBrush();
    return brush?.(value);
  };

  const color = (value: string): Color | undefined => {
    if (value === '') return undefined;
    if (known.has(value)) return known.get(value);
    const found = rgb(value) ?? painted(value);
    if (known.size < mostKept) known.set(value, found);
    return found;
  };

  const colorsIn = (value: string): readonly Color[] | undefined => {
    const found: Color[] = [];
    for (const { 0: start, index } of value.matchAll(colorStart)) {
      const end = start.endsWith('(') ? closing(value, index + start.length) : index + start.length;
      const one = color(value.slice(index, end));
      if (one === undefined) return undefined;
      found.push(one);
    }
    return found.length === 0 ? undefined : found;
  };

  return { color, colorsIn };
}

type Brush = (value: string) => Color | undefined;

function createBrush(): Brush | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  const paint: Brush = (value) => {
    // A value that is not understood leaves the one before.
    context.fillStyle = '#010203';
    context.fillStyle = value;
    const first = context.fillStyle;
    context.fillStyle = '#040506';
    context.fillStyle = value;
    if (context.fillStyle !== first) return undefined;
    context.clearRect(0, 0, 1, 1);
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  return paint(probe)?.join() === '12,200,99,1' ? paint : null;
}

/** Where the bracket that was opened before `from` has been closed. */
function closing(value: string, from: number): number {
  let depth = 1;
  for (let at = from; at < value.length; at += 1) {
    if (value[at] === '(') depth += 1;
    else if (value[at] === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return value.length;
}

/** Computed `rgb()` and `rgba()`, most of what pages have; undefined for other notations. */
function rgb(value: string): Color | undefined {
  if (value === 'transparent') return [0, 0, 0, 0];
  const parts = /^rgba?\(([\d.\s,/%-]*)\)$/
    .exec(value)?.[1]
    ?.split(/[\s,/]+/)
    .filter(Boolean)
    .map(Number.parseFloat);
  const [red, green, blue, alpha = 1] = parts ?? [];
  return red === undefined || green === undefined || blue === undefined || value.includes('%')
    ? undefined
    : [red, green, blue, alpha];
}

/** Channels (0–255) nearer than this on all three are one colour to the eye. */
const indistinct = 6;

/** Whether ink of the one colour can't be told from the other, of which only so much is covered: 1 all, 0 nothing. */
export function isIndistinct(one: Color, other: Color, share = 1): boolean {
  return [0, 1, 2].every(
    (channel) => Math.abs((one[channel] ?? 0) - (other[channel] ?? 0)) * share <= indistinct,
  );
}

/** `front` painted on an opaque `back`. */
export function blended(front: Color, back: Color): Color {
  const [red, green, blue] = [0, 1, 2].map(
    (channel) => (front[channel] ?? 0) * front[3] + (back[channel] ?? 0) * (1 - front[3]),
  );
  return [red ?? 0, green ?? 0, blue ?? 0, 1];
}
