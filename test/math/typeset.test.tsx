import { readFile } from 'node:fs/promises';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { mathElements } from '../../components/markdown/math-elements.ts';
import type { MathNode } from '../../lib/math/math-node.ts';
import { typeset } from '../../lib/math/math-worker.ts';
import { longestTex, mathOf } from '../../lib/math/typeset.ts';

const drawn = (tex: string): string => {
  const node = mathOf(tex, true);
  const formula = node === null ? null : mathElements(node);
  return formula === null ? 'as written' : renderToStaticMarkup(formula.element);
};

describe('a formula', () => {
  it.each([
    ['x^2', '<msup><mi>x</mi><mn>2</mn></msup>'],
    ['\\frac{a}{b}', '<mfrac>'],
    ['\\sqrt{2}', '<msqrt><mn>2</mn></msqrt>'],
    ['1{,}234.5', '<mn>1,234.5</mn>'],
    ['\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}', '<mtable>'],
    ['\\text{if } x', '<mtext>'],
    ['\\boxed{x}', 'padding:3pt;border:1px solid'],
  ])('%s is MathML', (tex, part) => {
    expect(drawn(tex)).toContain(part);
  });

  it.each([
    '\\frac{a',
    '\\nosuchcommand',
    '\\href{https://evil.example}{x}',
    '\\href{javascript:alert(1)}{x}',
    '\\includegraphics{https://evil.example/x.png}',
    '\\class{message}{x}',
    '\\style{position:fixed}{x}',
    '\\id{root}{x}',
    '\\def\\a{\\a\\a}\\a',
    'x'.repeat(longestTex + 1),
    '{'.repeat(2_400) + '}'.repeat(2_400),
    'x+'.repeat(2_400),
  ])('stays as it is written: %.40s', (tex) => {
    expect(drawn(tex)).toBe('as written');
  });

  it('has no colour of its own, and no address', () => {
    const html = drawn('\\color{red}x \\colorbox{yellow}{$y$} \\rule{500em}{500em} \\hspace{-500em} z');
    expect(html).not.toMatch(/color|background|500|href|src|url/);
  });

  const node = (
    tag: string,
    attributes: Record<string, string> = {},
    style: Record<string, string> = {},
  ): MathNode => ({
    tag: 'math',
    attributes: {},
    style: {},
    classes: [],
    children: [{ tag, attributes, style, classes: ['message', 'tml-left'], children: ['x'] }],
  });

  it.each(['script', 'a', 'img', 'maction', 'annotation-xml', 'semantics', 'svg', 'iframe', 'style', ''])(
    'that holds <%s> is not drawn',
    (tag) => {
      expect(mathElements(node(tag))).toBeNull();
      expect(mathElements(node('mi'))).not.toBeNull();
    },
  );

  it('keeps only what is on the lists', () => {
    const formula = mathElements(
      node(
        'mtd',
        { href: 'https://evil.example', onclick: 'x()', width: '2em', height: 'url(x)', id: 'root' },
        { position: 'fixed', paddingLeft: '0.5em', paddingTop: '9999em', width: '50%', color: '#fff' },
      ),
    );
    expect(renderToStaticMarkup(formula?.element)).toBe(
      '<math><mtd width="2em" style="padding-left:0.5em;width:50%" class="tml-left">x</mtd></math>',
    );
  });

  it.each([
    ...[
      '\\cancel{x}',
      '\\bcancel{x}',
      '\\xcancel{x}',
      '\\sout{x}',
      '\\fbox{x}',
      '\\overline{x}',
      '\\underline{x}',
    ],
    '\\begin{cases}a&b\\end{cases}',
    '\\begin{aligned}a&=b\\\\c&=d\\end{aligned}',
  ])('has a look for each mark of %s', async (tex) => {
    const sheet = await readFile('components/styles/rich.css', 'utf8');
    const marks = [...drawn(tex).matchAll(/class="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' '));
    expect(marks).not.toEqual([]);
    expect(marks.filter((mark) => !new RegExp(`\\.${mark}\\b`).test(sheet))).toEqual([]);
  });

  it('is asked for by a job', () => {
    expect(typeset({ id: 1, job: { tex: 'x', isDisplay: false } })).toMatchObject({
      id: 1,
      value: { tag: 'math' },
    });
    expect(typeset({ id: 1, job: { tex: 1 } })).toBeNull();
  });
});
