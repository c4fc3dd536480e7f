import type { Color, Palette } from './colors.ts';
import { commaList } from './comma-list.ts';
import { boxOf } from './dom-access.ts';
import { isEmpty, overlap, type Rectangle } from './rectangle.ts';

/** What letters are drawn in, alone or upon each other. Null: can't be told. */
export type Inks = readonly Color[] | null;

/** A background that is painted within the letters only of what stands in its element. */
export interface Hole {
  readonly element: Element;
  readonly inks: Inks;
}

/** What shows through letters at a place: beside its element, a background shows nothing. No place: wherever they are. */
export function inksThrough(holes: readonly Hole[], place?: Rectangle): Inks {
  const found: Color[] = [];
  for (const { element, inks } of holes) {
    if (place !== undefined && isEmpty(overlap(boxOf(element), place))) continue;
    if (inks === null) return null;
    found.push(...inks);
  }
  return found;
}

/** Of an element's own text: its fill, shadow and outline. */
export function inksOf(style: CSSStyleDeclaration, palette: Palette): Inks {
  const found: (Color | undefined)[] = [
    palette.color(style.getPropertyValue('-webkit-text-fill-color') || style.color),
  ];
  const size = Number.parseFloat(style.fontSize);
  const shadow = style.textShadow;
  if (shadow !== '' && shadow !== 'none')
    for (const one of commaList(shadow))
      if (isAtLetters(one, size)) found.push(...(palette.colorsIn(one) ?? [undefined]));
  const stroke = Number.parseFloat(style.getPropertyValue('-webkit-text-stroke-width')) || 0;
  if (stroke > thinnestStroke) {
    const outline = palette.color(style.getPropertyValue('-webkit-text-stroke-color'));
    // An outline is painted on the letters, and half of it within them.
    if (
      stroke > size * filling &&
      outline?.[3] === 1 &&
      !/stroke/.test(style.getPropertyValue('paint-order'))
    )
      return [outline];
    found.push(outline);
  }
  return knownInks(found);
}

/** CSS px. */
const thinnestStroke = 0.2;
/** Of the size of letters: an outline that is so broad fills them. */
const filling = 0.25;
/** Of the size of letters: a shadow that is further off, or spread further, shows none. */
const farthest = 4;
const softest = 1.5;

function isAtLetters(shadow: string, size: number): boolean {
  const [x = 0, y = 0, blur = 0] = [...shadow.matchAll(/(-?[\d.]+)px/g)].map(([, length]) =>
    Math.abs(Number(length)),
  );
  return Math.max(x, y) <= size * farthest && blur <= size * softest;
}

/** Whether letters are drawn in it all over: then nothing shows through them. */
export function isFilled(inks: Inks): boolean {
  return inks?.[0]?.[3] === 1;
}

export function knownInks(colors: readonly (Color | undefined)[]): Inks {
  const found = colors.filter((color) => color !== undefined);
  return found.length === colors.length ? found : null;
}

/** Its own, upon what shows through. */
export function allInks(own: Inks, through: Inks): Inks {
  return own === null || through === null ? null : [...own, ...through];
}
