import type { Shape } from './clip-shape.ts';
import type { Palette } from './colors.ts';
import { documentOf, findIn } from './dom-access.ts';
import { overlap, pointsIn, type Rectangle } from './rectangle.ts';
import { svgMask } from './svg-clip.ts';

/**
 * Where a mask can let a box through: in the box itself, whatever it is made of; of a picture that is not repeated, where it
 * lies; of an SVG's, where it is light.
 */
export function maskShape(
  style: CSSStyleDeclaration,
  element: Element,
  box: Rectangle,
  palette: Palette,
): Shape | undefined {
  const property = (name: string): string => style.getPropertyValue(`mask-${name}`);
  if (property('clip').includes('no-clip')) return undefined;
  const image = property('image');
  if (image.startsWith('url("#')) {
    // What refers to nothing lets nothing through.
    const [, id = ''] = /^url\("#([^"()]+)"\)$/.exec(image) ?? [];
    if (id !== '' && findIn(documentOf(element), `#${CSS.escape(id)}`) === null) return () => false;
    return svgMask(image, element, box, palette);
  }
  if (image.includes('url("#')) return undefined;
  const place = placeOf(property('size'), property('position'), property('repeat'), box);
  return pointsIn(place === undefined ? box : overlap(box, place));
}

/** Of one picture of a stated size that stands once; undefined of all others. */
export function placeOf(
  size: string,
  position: string,
  repeat: string,
  box: Rectangle,
): Rectangle | undefined {
  if (repeat !== 'no-repeat' || size.includes(',') || position.includes(',')) return undefined;
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const [first = 'auto', second = 'auto'] = size.split(' ');
  if (!/^[\d.]+(px|%)$/.test(first) || !/^[\d.]+(px|%)$/.test(second)) return undefined;
  const [across, down] = [lengthOf(first, width), lengthOf(second, height)];
  const [x = '0%', y = '0%'] = position.split(' ');
  const left = box.left + lengthOf(x, width - across);
  const top = box.top + lengthOf(y, height - down);
  return { left, top, right: left + across, bottom: top + down };
}

function lengthOf(value: string, whole: number): number {
  const length = Number.parseFloat(value) || 0;
  return value.endsWith('%') ? (whole * length) / 100 : length;
}
