import { describe, expect, it } from 'vitest';
import { createGrammar, english } from '../../../lib/view/words/grammar.ts';
import { dataWords } from '../../../lib/view/words/data-words.ts';
import { timeTaken } from '../../../lib/view/words/time-taken.ts';
import { words } from '../../../lib/view/words/panel-words.ts';

describe('a plural', () => {
  it.each([
    [0, '0 pages'],
    [1, '1 page'],
    [2, '2 pages'],
    [1_000, '1,000 pages'],
  ])('of %i is "%s" in English', (count, text) => {
    expect(english.plural(count, { one: '# page', other: '# pages' })).toBe(text);
  });

  it.each([
    [0, 'none'],
    [1, 'one'],
    [2, 'a pair'],
    [3, '٣ few'],
    [11, '١١ many'],
    [100, '١٠٠ other'],
    [7_940, '٧٬٩٤٠ many'],
  ])('of %i has one of six forms in Arabic: "%s"', (count, text) => {
    const forms = {
      zero: 'none',
      one: 'one',
      two: 'a pair',
      few: '# few',
      many: '# many',
      other: '# other',
    };
    expect(createGrammar('ar-EG').plural(count, forms)).toBe(text);
  });

  it('takes `other` for a category that has no form of its own', () => {
    expect(createGrammar('ja').plural(1, { one: 'never', other: '#ページ' })).toBe('1ページ');
    expect(createGrammar('pl').plural(3, { one: 'strona', other: '# stron' })).toBe('3 stron');
  });

  it('puts the count wherever the form has it, and nowhere else', () => {
    expect(english.plural(2, { other: '# of #' })).toBe('2 of 2');
    expect(english.plural(2, { one: 'it', other: 'them' })).toBe('them');
  });
});

describe('counts and lists', () => {
  it.each([
    ['en', '1,234,567'],
    ['de', '1.234.567'],
    ['hi', '12,34,567'],
  ])('in %s a count reads %s', (locale, text) => {
    expect(createGrammar(locale).count(1_234_567)).toBe(text);
  });

  it('a list has nothing around a single item, and what the language has between several', () => {
    expect(english.list(['Server'])).toBe('Server');
    expect(english.list(['Server', 'Health', 'Tenant'])).toBe('Server, Health, Tenant');
    expect(createGrammar('ja').list(['A', 'B'])).toBe('A B');
  });
});

describe('how long something took', () => {
  it.each([
    [0, null],
    [-5_000, null],
    [2_999, null],
    [3_000, '3 s'],
    [10_400, '10 s'],
    [7_940_000, '7,940 s'],
  ])('of %i ms is told as %j', (ms, told) => {
    expect(timeTaken(ms)).toBe(told);
  });
});

describe('one of something is told as one', () => {
  it.each([
    [words.composer.tooLong(1), '1 character too long. Shorten it to send.'],
    [dataWords.held(1), '1 conversation is kept on this computer.'],
    [dataWords.period(1), '1 day'],
    [dataWords.applied(1), 'Applied. 1 conversation deleted.'],
    [dataWords.erased(1), '1 conversation deleted, with all that belonged to it.'],
  ])('%s', (told, expected) => {
    expect(told).toBe(expected);
  });

  it.each([
    [dataWords.held(2), '2 conversations are kept on this computer.'],
    [dataWords.period(30), '30 days'],
    [dataWords.period(365), '1 year'],
    [dataWords.applied(2), 'Applied. 2 conversations deleted.'],
    [dataWords.erased(2), '2 conversations deleted, with all that belonged to them.'],
  ])('and several as several: %s', (told, expected) => {
    expect(told).toBe(expected);
  });
});

describe('times', () => {
  const noon = new Date(2026, 0, 15, 12, 4, 5).getTime();
  it.each([
    [noon, /^12:04:05\sPM$/],
    [noon - 24 * 60 * 60_000, /^Jan 14, 2026, 12:04:05\sPM$/],
    [noon + 12 * 60 * 60_000, /^Jan 16, 2026, 12:04:05\sAM$/],
  ])('%i is told with its day only where it is another one', (at, text) => {
    expect(english.when(at, noon)).toMatch(text);
  });

  it('are written as their language does', () => {
    expect(createGrammar('de').when(noon, noon)).toBe('12:04:05');
  });
});
