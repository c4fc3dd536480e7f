import { expect, it } from 'vitest';
import { blendedBy } from '../../lib/page-context/blending.ts';

const gray = 102; // 0.4

it.each([
  ['multiply', 0.5 * 0.4],
  ['screen', 0.5 + 0.4 - 0.2],
  ['overlay', 2 * 0.4 * 0.5],
  ['darken', 0.4],
  ['lighten', 0.5],
  ['color-dodge', 0.8],
  ['color-burn', 0],
  ['hard-light', 0.4],
  ['difference', 0.1],
  ['exclusion', 0.5],
])('half a shade before 0.4 becomes, by %s, %d', (mode, expected) => {
  const blended = blendedBy(mode, [127.5, 127.5, 127.5, 0.3], [gray, gray, gray, 1]);
  for (const channel of [0, 1, 2] as const) expect((blended?.[channel] ?? -1) / 255).toBeCloseTo(expected, 5);
  expect(blended?.[3]).toBe(0.3);
});

it.each(['hue', 'saturation', 'color', 'luminosity', 'plus-lighter'])('%s is not told', (mode) => {
  expect(blendedBy(mode, [0, 0, 0, 1], [255, 255, 255, 1])).toBeUndefined();
});
