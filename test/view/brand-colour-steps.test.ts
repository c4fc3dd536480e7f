import { describe, expect, it } from 'vitest';
import { brandColours, contrast, parsed } from '../../lib/view/brand-colour.ts';

describe('a colour that can’t be read as it is', () => {
  // Worked out by the formulas of WCAG 2.2, in steps of a twentieth towards black on light ground, white on dark.
  it.each([
    ['#c32de7', { light: '#a626c4', lightInk: '#ffffff', dark: '#cc4deb', darkInk: '#000000' }],
    ['#12f6d4', { light: '#086f5f', lightInk: '#ffffff', dark: '#12f6d4', darkInk: '#000000' }],
    ['#000000', { light: '#000000', lightInk: '#ffffff' }],
    ['#ffffff', { dark: '#ffffff', darkInk: '#000000' }],
  ])('%s is moved as far as contrast asks for, and no farther', (color, expected) => {
    expect(brandColours(color)).toMatchObject(expected);
  });

  it('is written with six digits, whatever their case', () => {
    expect(brandColours('#AA2200')).toEqual(brandColours('#aa2200'));
    expect(parsed('#0a0B0c')).toEqual([10, 11, 12]);
    expect(brandColours('#aa2200 ')).toBeNull();
    expect(brandColours('x#aa2200')).toBeNull();
  });

  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#ff0000', '#ffffff', 4],
    ['#0a0a0a', '#000000', 1.06],
  ])('%s on %s has a contrast of %d', (one, other, ratio) => {
    const [first, second] = [parsed(one), parsed(other)];
    if (first === null || second === null) throw new Error('That is no colour.');
    expect(contrast(first, second)).toBeCloseTo(ratio, 2);
    expect(contrast(second, first)).toBeCloseTo(ratio, 2);
  });
});
