type Rgb = readonly [number, number, number];

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];
/** Of the grounds that an accent stands on, the worst: --sunken of the light scheme, --surface of the dark one (tokens.css). */
const lightGround: Rgb = [241, 239, 230];
const darkGround: Rgb = [27, 34, 31];
/** WCAG 2.2 AA for text. */
const enough = 4.5;

/** A tenant's colour as it may be used: changed as little as contrast asks for. CSS colours. */
export interface BrandColours {
  readonly light: string;
  readonly lightInk: string;
  readonly dark: string;
  readonly darkInk: string;
}

/** `color`: `#rrggbb`; anything else is null, and the panel keeps its own. */
export function brandColours(color: string | undefined): BrandColours | null {
  const rgb = parsed(color);
  if (!rgb) return null;
  const light = legible(rgb, lightGround, black);
  const dark = legible(rgb, darkGround, white);
  return { light: css(light), lightInk: css(inkOn(light)), dark: css(dark), darkInk: css(inkOn(dark)) };
}

/** WCAG contrast ratio, 1–21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

export function parsed(color: string | undefined): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color ?? '');
  const [, r, g, b] = match ?? [];
  if (r === undefined || g === undefined || b === undefined) return null;
  return [parseInt(r, 16), parseInt(g, 16), parseInt(b, 16)];
}

function legible(color: Rgb, ground: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(color, towards, share);
    if (contrast(mixed, ground) >= enough) return mixed;
  }
  return towards;
}

const inkOn = (color: Rgb): Rgb => (contrast(color, white) >= enough ? white : black);

function mix(color: Rgb, other: Rgb, share: number): Rgb {
  return [
    Math.round(color[0] + (other[0] - color[0]) * share),
    Math.round(color[1] + (other[1] - color[1]) * share),
    Math.round(color[2] + (other[2] - color[2]) * share),
  ];
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function css(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
