import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grow, isUndecided, unknownGrowth, type Growth } from '../../lib/session/growth.ts';

/** What is shown after each piece. */
function shown(pieces: readonly string[]): { texts: string[]; growth: Growth; isTorn: boolean } {
  let growth: Growth = unknownGrowth;
  let text = '';
  let isTorn = false;
  const texts = pieces.map((piece) => {
    const next = grow(growth, text, piece);
    ({ growth } = next);
    isTorn ||= next.isTorn;
    text += next.added;
    return text;
  });
  return { texts, growth, isTorn };
}

describe('the text of an answer (P13)', () => {
  it.each<[what: string, pieces: string[], texts: string[]]>([
    ['is all its pieces, one after the other', ['Be', 'cause', '.'], ['Be', 'Because', 'Because.']],
    [
      'is the last piece, where three in a row begin with the one before',
      ['Be', 'Becau', 'Because', 'Because.', 'Because. So'],
      ['Be', 'Be', 'Be', 'Because.', 'Because. So'],
    ],
    ['is not held back for longer than one piece', ['a', 'a b', 'c'], ['a', 'a', 'aa bc']],
    [
      'may begin with a word said often',
      ['ha', 'ha', 'ha', 'ha', 'ha'],
      ['ha', 'haha', 'hahaha', 'hahahaha', 'hahahahaha'],
    ],
    ['may have nothing in a piece', ['', 'a', '', 'b'], ['', 'a', 'a', 'ab']],
    [
      'stays as it is where a whole comes twice',
      ['a', 'ab', 'abc', 'abcd', 'abcd', 'abcde'],
      ['a', 'a', 'a', 'abcd', 'abcd', 'abcde'],
    ],
  ])('%s', (_, pieces, texts) => {
    const { texts: found, isTorn } = shown(pieces);
    expect(found).toEqual(texts);
    expect(isTorn).toBe(false);
  });

  it('has a hole where a whole does not begin with it', () => {
    const { texts, isTorn } = shown(['a', 'ab', 'abc', 'abcd', 'xyz']);
    expect(texts.at(-1)).toBe('abcd');
    expect(isTorn).toBe(true);
  });

  it('is not known where it ended before three pieces could tell', () => {
    expect(isUndecided(shown(['a', 'ab']).growth)).toBe(true);
    expect(isUndecided(shown(['a', 'ab', 'abc']).growth)).toBe(true);
    expect(isUndecided(shown(['a']).growth)).toBe(false);
    expect(isUndecided(shown(['a', 'b']).growth)).toBe(false);
    expect(isUndecided(shown(['a', 'ab', 'abc', 'abcd']).growth)).toBe(false);
  });

  it('is exact for any text, sent as deltas or as wholes, and never shows what is not in it', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(words, (parts) => {
        const wholes = parts.map((_, index) => parts.slice(0, index + 1).join(''));
        const whole = wholes.at(-1) ?? '';
        const { texts } = shown(wholes);
        expect(texts.at(-1)).toBe(whole);
        for (const text of texts) expect(whole.startsWith(text)).toBe(true);
        // Deltas of which four grow out of each other are what wholes look like.
        const grows = (at: number): boolean =>
          (parts[at] ?? '').startsWith(parts[at - 1] ?? '') && parts[at] !== parts[at - 1];
        fc.pre(![1, 2, 3].every(grows));
        expect(shown(parts).texts.at(-1)).toBe(whole);
      }),
    );
  });
});
