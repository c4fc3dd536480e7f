import type { Color, Palette } from './colors.ts';
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
  const shadow = style.textShadow;
  if (shadow !== '' && shadow !== 'none') found.push(...(palette.colorsIn(shadow) ?? [undefined]));
  if (Number.parseFloat(style.getPropertyValue('-webkit-text-stroke-width')) > 0)
    found.push(palette.color(style.getPropertyValue('-webkit-text-stroke-color')));
  return knownInks(found);
}

export function knownInks(colors: readonly (Color | undefined)[]): Inks {
  const found = colors.filter((color) => color !== undefined);
  return found.length === colors.length ? found : null;
}

/** Its own, upon what shows through. */
export function allInks(own: Inks, through: Inks): Inks {
  return own === null || through === null ? null : [...own, ...through];
}
