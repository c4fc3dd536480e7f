import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textCharacters } from '../../lib/page-context/characters.ts';

describe('the characters of a page', () => {
  it.each([
    ['controls but tab and line end', 'a\u0000\u0007b\tc\nd\u001b[31m\u0085e', 'ab\tc\nd[31m\ne'],
    ['line ends of all kinds', 'a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
    ['what scripts take for white space', 'pass\ufeffword', 'pass\u200bword'],
    ['lone surrogates', 'a\ud83db\udc00', 'a\ufffdb\ufffd'],
  ])('are rid of %s', (_, text, expected) => {
    expect(textCharacters(text)).toBe(expected);
  });

  it.each([['decomposed letters', 'e\u0301 and \u00e9']])('keep %s', (_, text) => {
    expect(textCharacters(text)).toBe(text);
  });

  it('never hold a control or half a character, whatever the page holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = textCharacters(text);
        // oxlint-disable-next-line no-control-regex -- the rule under test
        expect(once).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(once).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});
