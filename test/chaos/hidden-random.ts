/** A colour by its channels, 0 to 255. */
export type Channels = readonly [red: number, green: number, blue: number];

/** One way to draw words so that they are seen, half seen or not seen, by chance. */
export type Hiding = (random: HidingRandom, inner: () => string) => string;

/** What fuzzed pages are made by. */
export interface HidingRandom {
  pick<T>(...choices: readonly T[]): T;
  chance(probability: number): boolean;
  /** Below `limit`. */
  whole(limit: number): number;
  color(): Channels;
  /** The same colour, one that nobody tells from it, or another. */
  near(color: Channels): Channels;
  /** The same, written in one of CSS's ways. */
  notation(color: Channels): string;
  /** An opacity, most of them of the ends. */
  share(): string;
}

export function createHidingRandom(random: () => number): HidingRandom {
  const whole = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(...choices: readonly T[]): T => choices[whole(choices.length)] as T;
  const channel = (): number => pick(0, 40, 128, 200, 255);

  return {
    pick,
    whole,
    chance: (probability) => random() < probability,
    color: () => [channel(), channel(), channel()],
    near(color) {
      if (random() < 0.5) return color;
      if (random() < 0.3)
        return color.map((value) => (value > 128 ? value - 2 : value + 2)) as unknown as Channels;
      return color.map((value) => 255 - value) as unknown as Channels;
    },
    notation(color) {
      const plain = `rgb(${color.join(' ')})`;
      const from = (space: string, channels: string): string => `${space}(from ${plain} ${channels})`;
      return pick(
        plain,
        `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`,
        from('oklch', 'l c h'),
        from('oklab', 'l a b'),
        from('lab', 'l a b'),
        from('lch', 'l c h'),
        from('hsl', 'h s l'),
        from('color', 'srgb r g b'),
        `color(srgb ${color.map((value) => (value / 255).toFixed(4)).join(' ')})`,
        from('color', 'display-p3 r g b'),
        `color-mix(in oklab, ${plain}, ${plain})`,
        `light-dark(${plain}, ${plain})`,
      );
    },
    share: () => pick('0', '0.01', '0.05', '0.3', '0.7', '1', '1'),
  };
}
