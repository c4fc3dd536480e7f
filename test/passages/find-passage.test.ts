import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPassage } from '../../lib/passages/find-passage.ts';
import { isTelling, wordsOf } from '../../lib/passages/word-list.ts';
import { sentencesOf, writtenTexts } from './written-texts.ts';

const scripts = Object.entries(writtenTexts);
const best = (text: string, passage: string, least = 0.5) =>
  findPassage(wordsOf(text), { text: passage }, least)[0];
const said = (text: string, passage: string, least?: number): string | null => {
  const found = best(text, passage, least);
  return found === undefined ? null : text.slice(found.start, found.end);
};
/** Without what is no word at its ends. */
const bare = (text: string): string => text.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, '');

describe('words in a text', () => {
  it.each(scripts)('are found as they stand there: %s', (_, text) => {
    for (const sentence of sentencesOf(text)) {
      expect(said(text, sentence)).toBe(bare(sentence));
      expect(best(text, sentence)?.likeness).toBe(1);
      expect(isTelling(wordsOf(sentence))).toBe(true);
    }
  });

  it.each(scripts)('are found where spaces, line ends, case and marks are others: %s', (_, text) => {
    for (const sentence of sentencesOf(text)) {
      const other = sentence
        .toUpperCase()
        .replaceAll(' ', ' \n ')
        .replaceAll(/[.,。，、।]/gu, ' … ')
        .normalize('NFD');
      expect(said(text, `“${other}”`, 0.9)).toBe(bare(sentence));
    }
  });

  it.each(scripts)('are found where one of their words is another, missing or too many: %s', (_, text) => {
    for (const sentence of sentencesOf(text)) {
      const { starts, ends, words } = wordsOf(sentence);
      const middle = Math.floor(words.length / 2);
      const [from = 0, to = 0] = [starts[middle], ends[middle]];
      for (const put of ['', 'zzz', ` ${sentence.slice(from, to)} zzz `]) {
        const changed = sentence.slice(0, from) + put + sentence.slice(to);
        expect(said(text, changed, 0.7)).toBe(bare(sentence));
      }
    }
  });

  it.each(scripts)('are not found where they do not stand: %s', (_, text) => {
    const [first = '', ...rest] = sentencesOf(text);
    expect(said(rest.join(' '), first, 0.5)).toBeNull();
  });

  it.each<[string, string, string, string]>([
    [
      'quotation marks and apostrophes',
      'They said: “it’s the captain’s own ship”.',
      `it's the captain's own ship`,
      'it’s the captain’s own ship',
    ],
    [
      'dashes',
      'From May–June the ferry — and only it — runs.',
      'the ferry - and only it -- runs',
      'the ferry — and only it — runs',
    ],
    [
      'soft hyphens',
      'The har\u00adbour of\u00adfice closes the line.',
      'the harbour office closes the line',
      'The har\u00adbour of\u00adfice closes the line',
    ],
    [
      'marks of markdown',
      '## The line\n\n- closes at *six*\n- opens at **ten**',
      'the line closes at six opens at ten',
      'The line\n\n- closes at *six*\n- opens at **ten',
    ],
    ['full width', 'ＡＢＣ 社の船は１０時に出る', 'abc社の船は10時に出る', 'ＡＢＣ 社の船は１０時に出る'],
    ['Arabic vowels', 'قَرَأَ الرَّجُلُ الكِتَابَ كُلَّهُ', 'قرأ الرجل الكتاب كله', 'قَرَأَ الرَّجُلُ الكِتَابَ كُلَّهُ'],
  ])('are the same with other %s', (_, text, passage, where) => {
    expect(said(text, passage, 0.9)).toBe(where);
  });

  it('are those of the place that is meant, where there are several', () => {
    const posts = ['one', 'two', 'three', 'four'].map(
      (post) => `Post ${post}. The ramp motor hums but nothing moves. End of ${post}.`,
    );
    const text = posts.join('\n');
    for (const post of ['one', 'two', 'three', 'four']) {
      const around = { before: `Post ${post}.`, after: `End of ${post}.` };
      const [found] = findPassage(
        wordsOf(text),
        { text: 'The ramp motor hums but nothing moves', ...around },
        0.9,
      );
      expect(text.slice(0, found?.start).endsWith(`Post ${post}. `)).toBe(true);
    }
  });

  it('are found in any stretch of any text, and never beyond it', () => {
    const word = fc.constantFrom('sea', 'ebb', 'flow', 'moon', 'pier', '潮', '月', 'बाढ़', 'مدّ', 'a', 'the');
    const text = fc.array(word, { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (words, one, other) => {
        const from = one % words.length;
        const to = from + 1 + (other % (words.length - from));
        const whole = words.join(' ');
        const [found] = findPassage(wordsOf(whole), { text: words.slice(from, to).join(' ') }, 0.9);
        expect(found?.likeness).toBe(1);
        expect(wordsOf(whole.slice(found?.start, found?.end)).words).toEqual(
          wordsOf(words.slice(from, to).join(' ')).words,
        );
      }),
    );
  });

  it('throws at nothing, and tells places that are in the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        (text, passage) => {
          for (const { start, end, likeness } of findPassage(
            wordsOf(text),
            { text: passage, before: text, after: passage },
            0.3,
          )) {
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(likeness).toBeGreaterThanOrEqual(0.3);
          }
        },
      ),
    );
  });

  it.each([
    ['one word, over and over', 'the '.repeat(250_000)],
    ['two words', 'the sea '.repeat(125_000)],
    ['one letter', '潮'.repeat(500_000)],
    ['no word', '…—'.repeat(500_000)],
    ['no space', 'a'.repeat(1_000_000)],
  ])('cost no more in a text of %s', (_, text) => {
    const began = performance.now();
    findPassage(
      wordsOf(text),
      { text: text.slice(0, 4_000), before: text.slice(0, 80), after: text.slice(0, 80) },
      0.5,
    );
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('whether words say enough', () => {
  it.each([
    ['the last crossing', false],
    ['the last crossing is', true],
    ['international harbour administration', true],
    ['', false],
    ['潮の満ち引き', false],
    ['潮の満ち引きは月', true],
    ['1 2 3', false],
  ])('%j: %s', (text, isEnough) => {
    expect(isTelling(wordsOf(text))).toBe(isEnough);
  });
});
