import { isIndistinct, type Color } from './colors.ts';

type Channel = (back: number, front: number) => number;

const screen: Channel = (back, front) => back + front - back * front;
const hardLight: Channel = (back, front) => (front <= 0.5 ? 2 * back * front : screen(back, 2 * front - 1));

/** What a channel becomes, both from 0 to 1: Compositing and Blending Level 1, its separable modes. */
const modes: Readonly<Record<string, Channel>> = {
  multiply: (back, front) => back * front,
  screen,
  overlay: (back, front) => hardLight(front, back),
  darken: Math.min,
  lighten: Math.max,
  'color-dodge': (back, front) => (back === 0 ? 0 : front === 1 ? 1 : Math.min(1, back / (1 - front))),
  'color-burn': (back, front) => (back === 1 ? 1 : front === 0 ? 0 : 1 - Math.min(1, (1 - back) / front)),
  'hard-light': hardLight,
  difference: (back, front) => Math.abs(back - front),
  exclusion: (back, front) => back + front - 2 * back * front,
  'soft-light': (back, front) => {
    if (front <= 0.5) return back - (1 - 2 * front) * back * (1 - back);
    const light = back <= 0.25 ? ((16 * back - 12) * back + 4) * back : Math.sqrt(back);
    return back + (2 * front - 1) * (light - back);
  },
  'plus-lighter': (back, front) => Math.min(1, back + front),
};

type Channels = readonly [red: number, green: number, blue: number];

/** The modes that mix the channels: one colour's hue, saturation or lightness with the rest of the other's. */
const mixes: Readonly<Record<string, (back: Channels, front: Channels) => Channels>> = {
  hue: (back, front) => lit(saturated(front, saturation(back)), light(back)),
  saturation: (back, front) => lit(saturated(back, saturation(front)), light(back)),
  color: (back, front) => lit(front, light(back)),
  luminosity: (back, front) => lit(back, light(front)),
};

const light = ([red, green, blue]: Channels): number => 0.3 * red + 0.59 * green + 0.11 * blue;
const saturation = (color: Channels): number => Math.max(...color) - Math.min(...color);

function lit(color: Channels, to: number): Channels {
  const by = to - light(color);
  const moved = eachOf(color, (channel) => channel + by);
  const [least, most] = [Math.min(...moved), Math.max(...moved)];
  if (least < 0) return eachOf(moved, (channel) => to + ((channel - to) * to) / (to - least));
  if (most > 1) return eachOf(moved, (channel) => to + ((channel - to) * (1 - to)) / (most - to));
  return moved;
}

function saturated(color: Channels, to: number): Channels {
  const [least, range] = [Math.min(...color), saturation(color)];
  return eachOf(color, (channel) => (range === 0 ? 0 : ((channel - least) * to) / range));
}

function eachOf([red, green, blue]: Channels, change: (channel: number) => number): Channels {
  return [change(red), change(green), change(blue)];
}

/** Undefined for a mode that is not known. */
export function blendedBy(mode: string, front: Color, back: Color): Color | undefined {
  const share = ([red, green, blue]: Color): Channels => [red / 255, green / 255, blue / 255];
  const mix = mixes[mode];
  const channel = modes[mode];
  const [below, above] = [share(back), share(front)];
  const found: Channels | undefined =
    mix !== undefined
      ? mix(below, above)
      : channel && [channel(below[0], above[0]), channel(below[1], above[1]), channel(below[2], above[2])];
  return found && [found[0] * 255, found[1] * 255, found[2] * 255, front[3]];
}

/** Whether a colour comes out the same on every ground: white that lightens, black that darkens. */
export function isSameOnAll(mode: string, [red, green, blue]: Color): boolean {
  const isAll = (value: number): boolean => red === value && green === value && blue === value;
  return (/^(screen|lighten)$/.test(mode) && isAll(255)) || (/^(multiply|darken)$/.test(mode) && isAll(0));
}

const steps = [0, 64, 128, 192, 255];
const grounds: readonly Color[] = steps.flatMap((red) =>
  steps.flatMap((green) => steps.map((blue): Color => [red, green, blue, 1])),
);

/** Whether every ground stays as it is, under so much of the colour: white that darkens, black that lightens. */
export function isLostOnAll(mode: string, color: Color, share: number): boolean {
  return grounds.every((ground) => {
    const mixed = blendedBy(mode, color, ground);
    return mixed !== undefined && isIndistinct(mixed, ground, share);
  });
}
