import { describe, expect, it } from 'vitest';
import { hasWords } from '../../lib/view/title-filter.ts';

describe('a title is found', () => {
  it.each([
    ['Fährverbindungen über Ostern', 'FAHR uber'],
    ['Fahrten', 'fährt'],
    ['ＡＢＣ１２３', 'abc123'],
    ['ｶﾀｶﾅ', 'カタカナ'],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['İstanbul', 'istanbul'],
    ['مُحَمَّد', 'محمد'],
    ['明日の満潮', '満潮'],
    ['เวลาน้ำขึ้น', 'น้ำ'],
    ['Anything', ''],
    ['one two three', 'three one'],
  ])('%s by %s', (title, query) => {
    expect(hasWords(title, query)).toBe(true);
  });

  it.each([
    ['Ferries', 'ferry'],
    ['one two', 'one three'],
    ['カタカナ', 'ひらがな'],
  ])('%s not by %s', (title, query) => {
    expect(hasWords(title, query)).toBe(false);
  });
});
