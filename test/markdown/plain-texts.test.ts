import { expect, it } from 'vitest';
import { plainTexts } from '../../lib/markdown/plain-texts.ts';

const plain = { image: (alt: string) => `Image: ${alt.trim()}`, math: () => '' };
const texts = (markdown: string): string[] => plainTexts(markdown, plain);

it.each([
  ['marks are gone', 'A **bold _word_** and `code`', ['A bold word and code']],
  [
    'each block is one',
    '# Title\n\nText\nmore\n\n- a\n  1. b\n- c\n\n> d',
    ['Title', 'Text\nmore', 'a', 'b', 'c', 'd'],
  ],
  ['each cell is one', '| a | **b** |\n|---|---|\n| 1 | 2 |', ['a', 'b', '1', '2']],
  ['code stands as it is', '```js\nlet a = 1;\n*b*\n```', ['let a = 1;\n*b*\n']],
  ['links are their words, references their letters', '[R&amp;D](https://a.test) [x]\n\n[x]: /y', ['R&D x']],
  ['pictures are their label', '![ a cat ](https://a.test/c.png)', ['Image: a cat']],
  ['formulas are left out', 'Since $x^2$ grows\n\n$$\ny\n$$', ['Since  grows']],
])('the plain texts of an answer: %s', (_, markdown, expected) => {
  expect(texts(markdown)).toEqual(expected);
});

it('the plain texts of an answer: formulas and pictures by default are what is written of them', () => {
  expect(plainTexts('Since $x^2$ grows ![a cat](/c.png)\n\n$$\ny\n$$')).toEqual([
    'Since x^2 grows a cat',
    'y',
  ]);
});
