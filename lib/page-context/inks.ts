import type { Color, Palette } from './colors.ts';

/** What letters are drawn in, alone or upon each other. Null: can't be told. */
export type Inks = readonly Color[] | null;

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
