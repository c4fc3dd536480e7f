import { describe, expect, it } from 'vitest';
import { codePoints } from '../../lib/shared/code-points.ts';

describe('characters, as the platform counts them', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 2],
    ['日本語', 3],
    ['한국어', 3],
    ['😀', 1],
    ['𠮷野家', 3],
    ['👩‍👩‍👧', 5],
    ['🇩🇪', 2],
    ['\ud83d', 1],
    ['a\udc00b', 3],
  ])('%j: %i', (text, count) => {
    expect(codePoints(text)).toBe(count);
    expect(codePoints(text.toWellFormed())).toBe(count);
  });
});
