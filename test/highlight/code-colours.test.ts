import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tokenKinds } from '../../lib/highlight/token-kinds.ts';

const channel = (value: number): number =>
  value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const valuesOf = (css: string, name: string): string[] =>
  [...css.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))].map(([, colour = '']) => colour);

it('colours of code reach 4.5:1 on its ground, light and dark', () => {
  const rich = readFileSync('components/styles/rich.css', 'utf8');
  const grounds = valuesOf(readFileSync('components/styles/tokens.css', 'utf8'), 'sunken');
  // Light, dark as the system has it, dark as chosen: the last two are one (test/view/looks.test.ts).
  expect(grounds).toHaveLength(3);
  for (const kind of tokenKinds) {
    const colours = valuesOf(rich, `code-${kind}`);
    expect(colours).toHaveLength(3);
    expect(rich).toContain(`::highlight(code-${kind})`);
    for (const [at, ground] of grounds.entries())
      expect(contrast(colours[at] ?? '', ground), `${kind} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  }
});
