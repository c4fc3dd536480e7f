import type { Color } from './colors.ts';

/** What a filter makes of a colour. */
export type ColorFilter = (color: Color) => Color;

type Channels = readonly [red: number, green: number, blue: number];
type Matrix = readonly [...Channels, ...Channels, ...Channels];

/**
 * Of a computed `filter`. Null: it changes no colour; undefined: only the browser knows (an SVG's), or something is drawn
 * beside what is filtered (a shadow).
 */
export function colorFilter(filter: string): ColorFilter | null | undefined {
  const steps: ColorFilter[] = [];
  for (const [, name = '', value = ''] of filter.matchAll(/([a-z-]+)\(((?:[^()]|\([^()]*\))*)\)/g)) {
    if (/^(opacity|blur)$/.test(name) || (name === 'drop-shadow' && unseenShadow.test(value))) continue;
    const step = stepOf(name, amountOf(value));
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps.length === 0 ? null : (color) => steps.reduce((each, step) => step(each), color);
}

/** Of no colour, or further off than words are large. */
const unseenShadow = /rgba\(\d+, \d+, \d+, 0\)|\b\d{3,}(\.\d+)?px/;

/** By how much of it is left: 1 all, 0 nothing. */
export function filterOpacity(filter: string): number {
  const [, amount = '1', unit] = /opacity\(\s*([\d.]+)(%?)\s*\)/.exec(filter) ?? [];
  return Number.parseFloat(amount) / (unit === '%' ? 100 : 1);
}

/** Its standard deviation: CSS px. */
export function blurOf(filter: string): number {
  return Number.parseFloat(/blur\(\s*([\d.]+)/.exec(filter)?.[1] ?? '0');
}

function amountOf(value: string): number {
  if (value === '') return 1;
  return Number.parseFloat(value) / (value.endsWith('%') ? 100 : 1);
}

/** Filter Effects Level 1, section 13. */
function stepOf(name: string, amount: number): ColorFilter | undefined {
  const part = Math.min(1, amount);
  switch (name) {
    case 'brightness':
      return eachChannel((channel) => channel * amount);
    case 'contrast':
      return eachChannel((channel) => channel * amount + 127.5 * (1 - amount));
    case 'invert':
      return eachChannel((channel) => channel * (1 - 2 * part) + 255 * part);
    case 'grayscale':
      return mixed(saturation(1 - part));
    case 'saturate':
      return mixed(saturation(amount));
    case 'sepia':
      return mixed(towards([0.393, 0.769, 0.189, 0.349, 0.686, 0.168, 0.272, 0.534, 0.131], part));
    case 'hue-rotate':
      return mixed(rotation((amount * Math.PI) / 180));
    default:
      return undefined;
  }
}

function eachChannel(change: (channel: number) => number): ColorFilter {
  return ([red, green, blue, alpha]) => [
    within(change(red)),
    within(change(green)),
    within(change(blue)),
    alpha,
  ];
}

function mixed([a, b, c, d, e, f, g, h, i]: Matrix): ColorFilter {
  return ([red, green, blue, alpha]) => [
    within(a * red + b * green + c * blue),
    within(d * red + e * green + f * blue),
    within(g * red + h * green + i * blue),
    alpha,
  ];
}

const within = (channel: number): number => Math.max(0, Math.min(255, channel));

function saturation(s: number): Matrix {
  const [r, g, b] = [0.213 * (1 - s), 0.715 * (1 - s), 0.072 * (1 - s)];
  return [r + s, g, b, r, g + s, b, r, g, b + s];
}

function towards([a, b, c, d, e, f, g, h, i]: Matrix, part: number): Matrix {
  const rest = 1 - part;
  return [
    a * part + rest,
    b * part,
    c * part,
    d * part,
    e * part + rest,
    f * part,
    g * part,
    h * part,
    i * part + rest,
  ];
}

function rotation(angle: number): Matrix {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    0.213 + cos * 0.787 - sin * 0.213,
    0.715 - cos * 0.715 - sin * 0.715,
    0.072 - cos * 0.072 + sin * 0.928,
    0.213 - cos * 0.213 + sin * 0.143,
    0.715 + cos * 0.285 + sin * 0.14,
    0.072 - cos * 0.072 - sin * 0.283,
    0.213 - cos * 0.213 - sin * 0.787,
    0.715 - cos * 0.715 + sin * 0.715,
    0.072 + cos * 0.928 + sin * 0.072,
  ];
}
