import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToBudget } from '../../lib/page-context/budget.ts';
import { scaled } from '../run/scale.ts';

describe('cutting a page to its budget', () => {
  it.each([
    ['what fits, whole', 'One. Two.', 9, 'One. Two.'],
    ['paragraphs', 'First one here.\n\nSecond. Third is cut', 18, 'First one here.'],
    ['sentences', 'The first sentence. The second one goes on', 24, 'The first sentence.'],
    [
      'sentences with a closing quote',
      'She said: “It is enough.” And then went on',
      30,
      'She said: “It is enough.”',
    ],
    ['not at the point of a number', 'The whole costs about 12.50 euros', 26, 'The whole costs about'],
    ['sentences without spaces', '今天天气很好。我们去公园。明天再说吧', 15, '今天天气很好。我们去公园。'],
    ['lines', 'const first = 1\nconst second = 22', 20, 'const first = 1'],
    ['words', 'an-unusually-long-word another-unusually-long-one', 24, 'an-unusually-long-word'],
    ['graphemes', `aaaaaaaaaa👩‍👩‍👧`, 13, 'aaaaaaaaaa'],
    ['combining marks', 'aaaaaaaae\u0301\u0323bbb', 10, 'aaaaaaaa'],
  ])('keeps %s', (_, text, limit, kept) => {
    expect(cutToBudget(text, limit)).toBe(kept);
  });

  it('keeps a beginning of the text, within the limit, and of whole characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 200 }),
        (text, limit) => {
          const kept = cutToBudget(text, limit);
          expect(text.startsWith(kept)).toBe(true);
          expect(kept.length).toBeLessThanOrEqual(limit);
          expect(/[\ud800-\udbff]$/.test(kept) && /^[\udc00-\udfff]/.test(text.slice(kept.length))).toBe(
            false,
          );
        },
      ),
      { numRuns: scaled(2_000) },
    );
    expect(cutToBudget('x'.repeat(100_000), 12_000)).toHaveLength(12_000);
  });

  it('cuts even one endless grapheme', () => {
    const endless = `a${'\u0301'.repeat(500)}`;
    expect(cutToBudget(endless, 100)).toHaveLength(100);
  });
});
