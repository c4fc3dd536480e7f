import type { Color } from './colors.ts';

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
};

/** Undefined for a mode that mixes the channels, or that is not known. */
export function blendedBy(mode: string, front: Color, back: Color): Color | undefined {
  const channel = modes[mode];
  if (channel === undefined) return undefined;
  const mixed = (at: 0 | 1 | 2): number => channel(back[at] / 255, front[at] / 255) * 255;
  return [mixed(0), mixed(1), mixed(2), front[3]];
}
