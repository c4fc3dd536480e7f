import { expect, it } from 'vitest';
import { blendedBy, isLostOnAll, isSameOnAll } from '../../lib/page-context/blending.ts';

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

// Compositing and Blending Level 1, 10.2: of an orange before a blue.
it.each([
  ['soft-light', [0, 73.44, 113.33]],
  ['plus-lighter', [204, 170, 170]],
  ['hue', [158.82, 52.94, 0]],
  ['saturation', [0, 102, 170]],
  ['color', [158.82, 52.94, 0]],
  ['luminosity', [22.44, 124.44, 192.44]],
])('an orange before a blue becomes, by %s, %j', (mode, expected) => {
  const blended = blendedBy(mode, [204, 68, 0, 1], [0, 102, 170, 1]);
  for (const channel of [0, 1, 2] as const)
    expect(blended?.[channel]).toBeCloseTo(expected[channel] ?? -1, 0);
});

it.each(['hue', 'saturation', 'color'])('by %s, white stays white', (mode) => {
  for (const channel of blendedBy(mode, [204, 68, 0, 1], [255, 255, 255, 1]) ?? [])
    expect([1, 255]).toContain(Math.round(channel));
});

it('what is not known is not told', () => {
  expect(blendedBy('plus-darker', [0, 0, 0, 1], [255, 255, 255, 1])).toBeUndefined();
});

const allModes =
  'multiply screen overlay darken lighten color-dodge color-burn hard-light difference exclusion soft-light plus-lighter hue saturation color luminosity'.split(
    ' ',
  );

it.each([
  [255, ['multiply', 'darken', 'color-burn']],
  [0, ['screen', 'lighten', 'color-dodge', 'difference', 'exclusion', 'plus-lighter']],
  [127.5, ['overlay', 'hard-light', 'soft-light']],
])('a grey of %d leaves every ground as it is by %j', (value, expected) => {
  const lost = allModes.filter((mode) => isLostOnAll(mode, [value, value, value, 1], 1));
  expect(lost.toSorted()).toEqual(expected.toSorted());
});

it('a colour near to what leaves every ground as it is does so, or where little of it is left', () => {
  expect(isLostOnAll('multiply', [250, 249, 255, 1], 1)).toBe(true);
  expect(isLostOnAll('multiply', [248, 255, 255, 1], 1)).toBe(false);
  expect(isLostOnAll('multiply', [248, 255, 255, 1], 0.5)).toBe(true);
});

it.each([
  [255, ['screen', 'lighten']],
  [0, ['multiply', 'darken']],
])('a grey of %d is the same on every ground by %j', (value, expected) => {
  const same = allModes.filter((mode) => isSameOnAll(mode, [value, value, value, 1]));
  expect(same.toSorted()).toEqual(expected.toSorted());
  expect(allModes.filter((mode) => isSameOnAll(mode, [value, 128, value, 1]))).toEqual([]);
});
