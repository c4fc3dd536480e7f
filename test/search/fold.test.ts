import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../lib/search/fold.ts';
import { scaled } from '../run/scale.ts';

describe('folding', () => {
  it.each([
    ['German', 'MÜNCHEN Straße STRAẞE', 'munchen strasse strasse'],
    ['French', 'L’œuvre à Orléans', "l'oeuvre a orleans"],
    ['Vietnamese', 'Đặng Thị Hường', 'dang thi huong'],
    ['Turkish, capital and small', 'İSTANBUL istanbul IĞDIR ığdır', 'istanbul istanbul igdir igdir'],
    ['Polish', 'Łódź', 'lodz'],
    ['Icelandic', 'Þórður', 'thordur'],
    ['Greek', 'Ὀδυσσεύς ΟΔΥΣΣΕΥΣ', 'οδυσσευσ οδυσσευσ'],
    ['Russian', 'Ёлка и мой чай', 'елка и мой чай'],
    ['Arabic vowels and a stretched word', 'مُحَمَّدٌ مـحـمـد', 'محمد محمد'],
    ['Arabic alef, yeh, teh marbuta', 'أحمد إلى آخر مدرسة', 'احمد الي اخر مدرسه'],
    ['Persian letters and a joiner', 'کتاب می‌روم', 'كتاب ميروم'],
    ['Hebrew vowels and final letters', 'שָׁלוֹם ספרים', 'שלומ ספרימ'],
    ['Hindi nasals and nukta', 'हिन्दी हिंदी क़लम', 'हिंदी हिंदी कलम'],
    ['Thai, typed in either order', 'น้ำ นํ้า', 'นํ้า นํ้า'],
    ['Japanese, either kana, either width', 'リンゴ ﾘﾝｺﾞ りんご', 'りんご りんご りんご'],
    ['Korean, composed or not', '한국어 한국어'.normalize('NFD'), '한국어 한국어'],
    ['full width', 'ＡＢＣ　１２３', 'abc 123'],
    ['digits of other scripts', '٣٤٥ ۳۴۵ १२३ ๑๒๓', '345 345 123 123'],
    ['ligatures', 'ﬁnal oﬃce', 'final office'],
    ['typeset punctuation', '“it’s” – a test', `"it's" - a test`],
    ['what nobody sees', 'so\u00ADft ze\u200Bro \u202Eleft', 'soft zero left'],
    ['emphasis and code', '**high** `tide`', 'high tide'],
    ['whitespace', ' a \n\t b\u3000c ', ' a b c '],
  ])('%s', (_, text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it.each([
    ['Thai tones', 'ใกล้', 'ไกล'],
    ['Japanese voicing', 'かき', 'がぎ'],
    ['Hindi vowels', 'की', 'का'],
    ['Cyrillic и and й', 'мои', 'мой'],
  ])('keeps apart what are other words: %s', (_, one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });

  it('is done after once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = foldText(text);
        expect(foldText(once)).toBe(once);
      }),
      { numRuns: scaled(5_000) },
    );
  });

  it('is done after once for every letter that there is', () => {
    const unstable: string[] = [];
    for (let code = 0; code <= 0x2_ffff; code += 1) {
      const letter = String.fromCodePoint(code);
      const once = foldText(`a${letter}b`);
      if (foldText(once) !== once) unstable.push(code.toString(16));
    }
    expect(unstable).toEqual([]);
  });

  it('does not mind case and width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(foldText(text.normalize('NFC'))).toBe(foldText(text.normalize('NFD')));
        expect(foldText(text.normalize('NFKC'))).toBe(foldText(text));
      }),
      { numRuns: scaled(3_000) },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), (text) => {
        const wide = text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
        expect(foldText(wide)).toBe(foldText(text));
        expect(foldText(text.toUpperCase())).toBe(foldText(text.toLowerCase()));
      }),
      { numRuns: scaled(3_000) },
    );
  });
});
