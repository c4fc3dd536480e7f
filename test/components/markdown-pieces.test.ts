import { describe, expect, it } from 'vitest';
import { splitText } from '../../components/markdown/split-text.ts';

describe('text in pieces', () => {
  const lengths = (text: string): number[] => [splitText(text)].flat().map(({ length }) => length);

  it.each([
    [160, [160]],
    [161, [161]],
    [319, [319]],
    [320, [320]],
    [321, [320, 1]],
    [641, [320, 320, 1]],
  ])('of %d characters without a space is cut into %j', (length, expected) => {
    expect(lengths('x'.repeat(length))).toEqual(expected);
  });

  it('is cut behind the first space from the 160th character on, the space at the end of the piece', () => {
    expect(splitText(`${'x'.repeat(160)} ${'y'.repeat(100)}`)).toEqual([
      `${'x'.repeat(160)} `,
      'y'.repeat(100),
    ]);
    expect(splitText(`${'x'.repeat(159)} ${'y'.repeat(100)}`)).toEqual([
      `${'x'.repeat(159)} ${'y'.repeat(100)}`,
    ]);
    expect(splitText(`${'x'.repeat(319)} ${'y'.repeat(100)}`)).toEqual([
      `${'x'.repeat(319)} `,
      'y'.repeat(100),
    ]);
    expect(lengths(`${'x'.repeat(320)} ${'y'.repeat(400)}`)).toEqual([320, 320, 81]);
  });

  it('keeps its pieces but the last while it grows', () => {
    const text = 'Some words of a long paragraph, and more. '.repeat(40);
    for (let length = 400; length < text.length; length += 7) {
      const before = [splitText(text.slice(0, length))].flat();
      const after = [splitText(text.slice(0, length + 7))].flat();
      expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
      expect(after.join('')).toBe(text.slice(0, length + 7));
    }
  });

  it('is never cut within a character', () => {
    for (const pad of ['', 'x']) {
      const text = pad + '🦊'.repeat(400);
      for (const piece of [splitText(text)].flat()) expect(piece).not.toMatch(/[\ud800-\udbff]$/);
      expect([splitText(text)].flat().join('')).toBe(text);
    }
  });
});
