import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillPrompt, matchingPrompts, promptChoices } from '../../lib/view/prompt-choice.ts';
import { promptQuery } from '../../lib/view/prompt-query.ts';
import { scaled } from '../run/scale.ts';

describe('what stands behind a slash', () => {
  it.each([
    ['/', 1, ''],
    ['/sum', 4, 'sum'],
    ['/sum up', 7, 'sum up'],
    ['Hello\n/sum', 10, 'sum'],
    ['/要約', 3, '要約'],
    ['/sum', 2, 's'],
  ])('%j at %i: %j', (text, caret, words) => expect(promptQuery(text, caret)?.words).toBe(words));

  it.each([
    ['', 0],
    ['/', 0],
    ['/usr/bin', 8],
    ['either/or', 9],
    ['see /', 5],
    ['Hello\n/x', 3],
    [`/${'x'.repeat(41)}`, 42],
  ])('%j at %i: no wish for a prompt', (text, caret) => expect(promptQuery(text, caret)).toBeNull());
});

describe('what stands behind an at sign', () => {
  it.each([
    ['@', 1, ''],
    ['@doc', 4, 'doc'],
    ['Compare with @dock guide', 24, 'dock guide'],
    ['Compare\n@doc', 12, 'doc'],
    ['@a @b', 5, 'b'],
    ['比べて @港', 6, '港'],
  ])('%j at %i: %j', (text, caret, words) =>
    expect(promptQuery(text, caret)).toMatchObject({ sign: '@', words }),
  );

  it.each([
    ['ana@example.org', 15],
    ['@', 0],
    ['@doc\nnext', 9],
    [`@${'x'.repeat(41)}`, 42],
  ])('%j at %i: no wish for a tab', (text, caret) => expect(promptQuery(text, caret)).toBeNull());
});

const choices = promptChoices(
  {
    own: [
      { id: 'a', title: 'Résumé', text: 'Sum it up' },
      { id: 'b', title: '要約', text: '三行でまとめて' },
      { id: 'c', title: 'تلخيص', text: 'لخّص النص' },
    ],
    organisation: [{ id: 'org:0', title: 'House style', text: 'Rewrite, in short, a résumé' }],
  },
  ['What is new?'],
);

describe('prompts that match', () => {
  it.each([
    ['', ['a', 'b', 'c', 'org:0', 'tenant:0']],
    ['resume', ['a', 'org:0']],
    ['STYLE house', ['org:0']],
    ['三行', ['b']],
    ['ｈｏｕｓｅ', ['org:0']],
    ['لخص', ['c']],
    ['new', ['tenant:0']],
    ['usr', []],
  ])('%j: %j', (query, keys) => expect(matchingPrompts(choices, query).map(({ key }) => key)).toEqual(keys));
});

describe('a prompt in the composer', () => {
  const blanks = { language: 'English', page: 'the page', selection: 'the selection' };

  it.each([
    ['Sum up {page} in {language}', 'Sum up the page in English', '', true],
    ['Correct {selection}', 'Correct the selection', '', true],
    ['Résume cette page', 'Résume cette page', '', true],
    ['Write to {name} about {topic}', 'Write to {name} about {topic}', '{name}', false],
    ['{language}{language}', 'EnglishEnglish', '', false],
    ['{}{a\nb}', '{}{a\nb}', '', false],
  ])('%j becomes %j, with %j to be filled in', (text, words, blank, isOfPage) => {
    const filled = fillPrompt(text, blanks);
    expect(filled.text).toBe(words);
    expect(filled.text.slice(...filled.selection)).toBe(blank);
    expect(filled.isOfPage).toBe(isOfPage);
  });

  it('puts nothing of a blank’s words in the place of another', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const hostile = { language: `{page}${words}`, page: '$&{selection}', selection: '$1' };
        expect(fillPrompt('a {language} b {page} c', hostile).text).toBe(
          `a {page}${words} b $&{selection} c`,
        );
      }),
      { numRuns: scaled(200) },
    );
  });
});
