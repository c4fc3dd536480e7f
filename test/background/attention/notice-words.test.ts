import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeLine } from '../../../lib/background/attention/notice-words.ts';

describe('the line of a notification', () => {
  it.each([
    ['the first that says something', '\n\n---\n\nHello\nworld', 'Hello'],
    ['with its spaces as one', '  a \t b  ', 'a b'],
    ['nothing where there are no words', '\n***\n', ''],
    ['without what turns the rest around', 'pay \u202E001\u202C \u2066now\u2069\u200F', 'pay 001 now'],
    ['without what nobody sees', 'a\u200Bb\u{E0041}c\uFEFF', 'abc'],
    ['without control characters', 'a\u0007b\u0000', 'a b'],
    ['with the joiners of its script', 'می\u200Cخواهم 👩\u200D💻', 'می\u200Cخواهم 👩\u200D💻'],
    ['well-formed', 'a\uD800b', 'a\uFFFDb'],
  ])('is %s', (_, text, line) => {
    expect(noticeLine(text)).toBe(line);
  });

  it('is never longer than 120 characters, one line, and nothing that hides', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const line = noticeLine(text);
        expect([...line].length).toBeLessThanOrEqual(120);
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/u);
        expect(line.isWellFormed()).toBe(true);
      }),
    );
    expect(noticeLine('語'.repeat(300))).toBe(`${'語'.repeat(119)}…`);
  });

  it('looks at no more of a long answer than it needs', () => {
    expect(noticeLine(`${'\n'.repeat(2_000)}late`)).toBe('');
  });
});
