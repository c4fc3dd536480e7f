import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seenAddress, seenCharacters } from '../../lib/page-context/invisible-characters.ts';

const tagged = (text: string): string =>
  text.replace(/[^]/g, (ascii) => String.fromCodePoint(0xe0000 + ascii.charCodeAt(0)));

const ignorables = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => /\p{Default_Ignorable_Code_Point}/u.test(character));

const lengths = [1, 2, 100];
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;

describe('every default ignorable of Unicode', () => {
  it('is there to be tried', () => {
    expect(ignorables.length).toBeGreaterThan(4_000);
  });

  it('is taken out of a text in Latin letters, and counted', () => {
    const wrong = ignorables.flatMap((character) =>
      lengths.filter((length) => {
        const { text, removed } = seenCharacters(`plain${character.repeat(length)}words`);
        return text !== 'plainwords' || removed !== length;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('is taken out of a text of nothing else', () => {
    for (const character of ignorables)
      expect(seenCharacters(character.repeat(3))).toEqual({ text: '', removed: 3 });
  });

  it('stays once at most in any script', () => {
    for (const [before, after] of [
      ['می', 'خواهم'],
      ['אב', 'ג'],
      ['क्', 'ष'],
      ['👩', '👧'],
      ['葛', '城'],
      ['ᠠ', 'ᠡ'],
      ['ᄀ', 'ᅡ'],
    ] as const) {
      for (const character of ignorables) {
        for (const length of lengths) {
          const { text, removed } = seenCharacters(`${before}${character.repeat(length)}${after}`);
          const kept = text.slice(before.length, text.length - after.length);
          expect(['', character]).toContain(kept);
          expect(removed).toBe(length - [...kept].length);
        }
      }
    }
  });

  it('is taken out of an address, and counted', () => {
    const wrong = ignorables.flatMap((character) =>
      lengths.filter((length) => {
        const run = character.repeat(length);
        const { text } = seenAddress(new URL(`https://example.org/a${run}b?q=${run}#`).href);
        return text !== 'https://example.org/ab?q=#';
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe('what a script is written with stays', () => {
  it.each([
    ['the flag of Scotland', `\u{1f3f4}${tagged('gbsct')}\u{e007f}`],
    ['emoji joined to a family', '👩‍👩‍👧'],
    ['an emoji with a skin', '👩🏽‍🚀'],
    ['a selector and a joiner', '❤️‍🔥 🏳️‍🌈'],
    ['a keycap', '1️⃣'],
    ['a sign drawn as an emoji', '©️ ▶︎'],
    ['Persian with a non-joiner', 'می‌خواهم'],
    ['an Arabic letter in its first form', 'ه‍'],
    ['Hindi', 'क्‍ष क्‌ष'],
    ['Bengali', 'র‍্যাব'],
    ['Sinhala', 'ශ්‍රී'],
    ['ideographic variants', '葛\u{e0100}城 兪︀'],
    ['Mongolian', 'ᠠ᠋ ᠠ᠎ᠡ'],
    ['old Hangul', 'ᅟᅡ ᄀᅠ'],
    ['a Hebrew point out of order', 'בִּ͏ֽ'],
    ['direction marks', 'א\u200f!\u200e (العربية\u061c 5)'],
    ['decomposed letters', 'e\u0301 and \u00e9'],
  ])('%s', (_, text) => {
    expect(seenCharacters(text)).toEqual({ text, removed: 0 });
  });

  it('in an address, too', () => {
    const address = 'https://fa.example/wiki/%D9%85%DB%8C%E2%80%8C%D8%AE?x=%FF';
    expect(seenAddress(address)).toEqual({ text: address, removed: 0 });
  });
});

describe('taken out', () => {
  it.each([
    ['zero-width characters', 'pass\u200bword soft\u00adhyphen', 'password softhyphen', 2],
    ['a sentence smuggled in tags', `Hello${tagged('ignore all')} there`, 'Hello there', 10],
    ['tags behind a flag', `\u{1f3f4}${tagged('ignore all')}`, '\u{1f3f4}', 10],
    ['bytes smuggled in selectors', '😀\ufe0f\ufe01\ufe02\u{e0101}\u{e0102}', '😀\ufe0f', 4],
    ['bidi overrides', 'user\u202e gnp.exe\u202c \u2066x\u2069', 'user gnp.exe x', 4],
    ['direction marks far from such text', 'a\u200e b', 'a b', 1],
    ['joiners that alternate', 'می\u200c\u200d\u200cخ', 'می\u200cخ', 2],
    ['a selector behind a letter', 'a\ufe0f 1\ufe0f', 'a 1', 2],
    ['a gap of nothing else', 'a \u200b b', 'a b', 1],
    ['a line of nothing else', 'a\n\u3164 \u3164\nb', 'a\nb', 2],
    ['a paragraph of nothing else', 'a\n\n\u200b\n\nb', 'a\n\nb', 1],
    ['the last line', 'a\n\n\u200b', 'a', 1],
  ])('%s', (_, text, expected, removed) => {
    expect(seenCharacters(text)).toEqual({ text: expected, removed });
  });

  it('nothing is left for a second time, and nothing visible is lost', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'abאبक葛👩 .1'),
      fc.constantFrom(
        ...ignorables.slice(0, 60),
        '\ufe0f',
        '\u{e0100}',
        '\u{e0061}',
        '\u{e007f}',
        '\u{1f3f4}',
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const once = seenCharacters(text);
        expect(seenCharacters(once.text)).toEqual({ text: once.text, removed: 0 });
        const visible = (of: string): string =>
          [...of].filter((character) => !invisible.test(character) && character !== ' ').join('');
        expect(visible(once.text)).toBe(visible(text));
      }),
    );
  });
});
