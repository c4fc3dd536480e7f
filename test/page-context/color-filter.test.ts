import { expect, it } from 'vitest';
import { colorFilter } from '../../lib/page-context/color-filter.ts';

// Filter Effects Level 1, of an orange: as a browser draws it.
it.each([
  ['brightness(0)', [0, 0, 0]],
  ['brightness(0.5)', [102, 34, 0]],
  ['brightness(200%)', [255, 136, 0]],
  ['contrast(0)', [128, 128, 128]],
  ['contrast(2)', [255, 9, 0]],
  ['invert(1)', [51, 187, 255]],
  ['invert(0.5)', [128, 128, 128]],
  ['grayscale(1)', [92, 92, 92]],
  ['saturate(0)', [92, 92, 92]],
  ['saturate(1)', [204, 68, 0]],
  ['sepia(1)', [132, 118, 92]],
  ['hue-rotate(0deg)', [204, 68, 0]],
  ['hue-rotate(180deg)', [0, 116, 184]],
  ['brightness(0) invert(1)', [255, 255, 255]],
  ['invert(1) brightness(0)', [0, 0, 0]],
  ['opacity(0.3) invert(1) blur(2px)', [51, 187, 255]],
])('%s makes of an orange %j', (filter, expected) => {
  const [red, green, blue, alpha] = colorFilter(filter)?.([204, 68, 0, 0.7]) ?? [];
  expect([red, green, blue].map((channel) => Math.round(channel ?? -1))).toEqual(expected);
  expect(alpha).toBe(0.7);
});

it('opacity and blur change no colour', () => {
  expect(colorFilter('opacity(0.5) blur(3px)')).toBeNull();
});

it.each(['url("#f")', 'drop-shadow(rgb(0, 0, 0) 0px 0px 1px)', 'invert(1) url("#f")'])(
  'of %s nothing is told',
  (filter) => {
    expect(colorFilter(filter)).toBeUndefined();
  },
);
