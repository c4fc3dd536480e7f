import type { Palette } from './colors.ts';

/** CSS ways to clip a box to nothing: the "screen reader only" idioms and their relatives. Values as computed. */

/** At most this many CSS px in one direction is not readable; "screen reader only" boxes are 1 px. */
const tiny = 2;

const clips = (overflow: string): boolean => overflow !== '' && overflow !== 'visible';

/** Whether the element's box cuts off or scrolls what does not fit in it. */
export function cutsContent(style: CSSStyleDeclaration): boolean {
  return (
    (clips(style.overflowX) || clips(style.overflowY)) &&
    style.display !== 'inline' &&
    style.display !== 'contents'
  );
}

/** A box that cuts its content off at (almost) no width or height. */
export function clippedAway(style: CSSStyleDeclaration, box: DOMRect, contained = false): boolean {
  return (
    ((contained || clips(style.overflowX)) && box.width <= tiny) ||
    ((contained || clips(style.overflowY)) && box.height <= tiny)
  );
}

/** `clip: rect(0 0 0 0)` on a positioned box. */
export function clippedByRect(style: CSSStyleDeclaration): boolean {
  if (style.position !== 'absolute' && style.position !== 'fixed') return false;
  const sides = /^rect\(([^)]*)\)/
    .exec(style.getPropertyValue('clip'))?.[1]
    ?.split(/[\s,]+/)
    .map(Number.parseFloat);
  if (sides === undefined) return false;
  const [top = Number.NaN, right = Number.NaN, bottom = Number.NaN, left = Number.NaN] = sides; // `auto` is NaN
  return right - left <= tiny || bottom - top <= tiny;
}

/** `clip-path` shapes without area: `inset(50%)`, `inset(100%)`, `circle(0)`, `ellipse(0 0)`, a polygon of one point. */
export function clippedByPath(style: CSSStyleDeclaration): boolean {
  const [, shape, values = ''] = /^(inset|circle|ellipse|polygon)\(([^)]*)\)/.exec(style.clipPath) ?? [];
  switch (shape) {
    case 'inset': {
      const sides = values.split(' round ')[0]?.trim().split(/\s+/) ?? [];
      const percent = sides.map((side) => (side.endsWith('%') ? Number.parseFloat(side) : 0));
      const [top = 0, right = top, bottom = top, left = right] = percent;
      return top + bottom >= 100 || left + right >= 100;
    }
    case 'circle':
    case 'ellipse':
      return Number.parseFloat(values) === 0;
    case 'polygon':
      return new Set(values.split(',').map((point) => point.trim())).size === 1;
    default:
      return false;
  }
}

/** `none`, or empty where the browser knows no masks. */
export function maskImage(style: CSSStyleDeclaration): string {
  return maskProperty(style, 'image');
}

function maskProperty(style: CSSStyleDeclaration, name: string): string {
  return style.getPropertyValue(`mask-${name}`) || style.getPropertyValue(`-webkit-mask-${name}`);
}

/**
 * A mask that lets nothing through: of no size, of an SVG's that is not there, or a gradient between colours of no opacity.
 * What several leave of each other, and what the light of colours lets through, can't be told: words are seldom behind either.
 */
export function maskedAway(style: CSSStyleDeclaration, image: string, palette: Palette): boolean {
  if (/(^|[\s,])0(px|%)?(?=$|[\s,])/.test(maskProperty(style, 'size'))) return true;
  if (image.includes(',') && /exclude|intersect|subtract|xor|source-/.test(maskProperty(style, 'composite')))
    return true;
  if (/gradient\(/.test(image) && maskProperty(style, 'mode').includes('luminance')) return true;
  if (!/^[a-z-]+-gradient\(/.test(image) || image.includes('url(')) return false;
  return palette.colorsIn(image)?.every((color) => color[3] < 0.08) ?? false;
}
