// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { plainText } from '../../lib/page-context/plain-text.ts';

function textOf(html: string): string {
  const root = document.createElement('div');
  root.innerHTML = html;
  return plainText(root);
}

describe('what stands apart from its neighbours', () => {
  it.each([
    ['a paragraph', '<p>a</p>'],
    ['a heading', '<h2>a</h2>', '## a'],
    ['code', '<pre>a</pre>'],
    ['a quotation', '<blockquote>a</blockquote>', '> a'],
    ['a table', '<table><tr><td>a</td></tr></table>'],
    ['a figure', '<figure>a</figure>'],
    ['a section', '<section>a</section>'],
    ['a list', '<ul><li>a</li></ul>', '- a'],
    ['a numbered list', '<ol><li>a</li></ol>', '- a'],
    ['a list of terms', '<dl><dt>a</dt></dl>'],
  ])('%s has a blank line before and behind it', (_, html, text = 'a') => {
    expect(textOf(`b${html}c`)).toBe(`b\n\n${text}\n\nc`);
    expect(textOf(`<div>b</div>${html}<div>c</div>`)).toBe(`b\n\n${text}\n\nc`);
  });

  it.each([
    ['a box', '<div>a</div>'],
    ['a term', '<dt>a</dt>'],
    ['a caption', '<figcaption>a</figcaption>'],
    ['a summary', '<summary>a</summary>'],
  ])('%s has a line of its own', (_, html) => {
    expect(textOf(`b${html}c`)).toBe('b\na\nc');
  });

  it.each([
    ['a phrase', '<b>a</b>'],
    ['a link', '<a href="/">a</a>'],
  ])('%s has neither', (_, html) => {
    expect(textOf(`b${html}c`)).toBe('bac');
    expect(textOf(`b ${html} c`)).toBe('b a c');
  });

  it('a cell that lays out begins a line', () => {
    expect(textOf('<table><tr><td>a<ul><li>b</li></ul></td><th>c</th></tr></table>')).toBe('a\n\n- b\n\nc');
  });
});

describe('rows', () => {
  it.each([
    ['cells beside each other', '<tr><td>a</td><td>b</td></tr>', 'a | b'],
    ['an empty cell among others', '<tr><td>a</td><td></td><td>b</td></tr>', 'a | | b'],
    ['an empty cell at the end', '<tr><td>a</td><td>b</td><td></td></tr>', 'a | b |'],
    ['one cell that is filled', '<tr><td></td><td>a</td></tr>', 'a'],
    ['line breaks in a cell', '<tr><td>a<br>b</td><td>c</td></tr>', 'a b | c'],
    ['a row of nothing', '<tr><td></td><td> </td></tr><tr><td>a</td><td>b</td></tr>', 'a | b'],
  ])('%s', (_, rows, text) => {
    expect(textOf(`<table>${rows}</table>`)).toBe(text);
    expect(textOf(`<table>${rows}</table><p>c</p>`)).toBe(`${text}\n\nc`);
  });

  it('stand on lines of their own', () => {
    const row = '<tr><td>a</td><td>b</td></tr>';
    expect(textOf(`<table>${row}${row}</table>`)).toBe('a | b\na | b');
    expect(textOf(`<table><caption>c</caption>${row}</table>`)).toBe('c\na | b');
  });
});

describe('tables', () => {
  const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  const head = '<tr><th>h</th><th>i</th></tr>';

  it.each([
    ['a header row', `${head}${row('a', 'b')}`, 'h | i\n--- | ---\na | b'],
    [
      'a header of its own',
      `<thead>${row('h', 'i')}</thead><tbody>${row('a', 'b')}</tbody>`,
      'h | i\n--- | ---\na | b',
    ],
    [
      'two rows of headers',
      `<thead><tr><th colspan=2>g</th></tr>${head}</thead>${row('a', 'b')}`,
      'g |\nh | i\n--- | ---\na | b',
    ],
    ['a header at the side', '<tr><th>h</th><td>a</td></tr><tr><th>i</th><td>b</td></tr>', 'h | a\ni | b'],
    [
      'a cell across columns',
      `${head}<tr><td colspan=2>a</td><td>b</td></tr>`,
      'h | i |\n--- | --- | ---\na | | b',
    ],
    [
      'a cell across rows',
      `${head}<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>`,
      'h | i\n--- | ---\na | b\n| c',
    ],
    [
      'lists in its cells',
      `${head}${row('a', '<ul><li>b</li><li>c</li></ul>')}`,
      'h | i\n--- | ---\na | - b - c',
    ],
    ['code in its cells', `${head}${row('a', '<pre>b</pre>')}`, 'h | i\n--- | ---\na | b'],
    ['paragraphs in its cells', `${head}${row('a', '<p>b</p><p>c</p>')}`, 'h | i\n--- | ---\na | b c'],
    ['a caption', `<caption>t</caption>${row('a', 'b')}`, 't\na | b'],
    ['a footer', `${head}<tfoot>${row('a', 'b')}</tfoot>`, 'h | i\n--- | ---\na | b'],
    [
      'spans without end',
      `${head}<tr><td colspan=99999>a</td></tr>`,
      /^h \| i.{300,700}\n(--- \| ){199}---\na( \|){199}$/,
    ],
  ])('with %s', (_, rows, text) => {
    if (typeof text === 'string') expect(textOf(`<table>${rows}</table>`)).toBe(text);
    else expect(textOf(`<table>${rows}</table>`)).toMatch(text);
  });

  it('of boxes are rows, too', () => {
    expect(
      textOf('<div data-row><div>a</div><div>b</div></div><div data-row><div>c</div><div>d</div></div>'),
    ).toBe('a | b\nc | d');
  });

  it('that lay a page out are written one cell after the other', () => {
    expect(textOf(`<table>${row('<h2>a</h2><p>b</p>', '<p>c</p>')}</table>`)).toBe('## a\n\nb\n\nc');
    expect(textOf(`<table>${row(`<table>${head}${row('a', 'b')}</table>`, 'c')}</table>`)).toBe(
      'h | i\n--- | ---\na | b\n\nc',
    );
    expect(textOf(`<table>${head}${row('<pre>x\ny</pre>', 'b')}</table>`)).toBe(
      'h | i\n\n```\nx\ny\n```\n\nb',
    );
  });
});

describe('lists', () => {
  it.each([
    ['an item within an item', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
    ['three deep', '<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li></ul>', '- a\n  - b\n    - c'],
    ['a list that begins with a list', '<ul><li><ul><li>a</li></ul></li></ul>', '  - a'],
    ['an item outside a list', '<li>a</li>', '- a'],
    ['an empty item before text', '<ul><li></li><li>a</li></ul>', '- a'],
    ['an empty item at the end', '<ul><li>a</li><li> </li></ul>b', '- a\n\nb'],
    ['an empty heading', '<h1></h1><p>a</p>', 'a'],
    ['a heading that begins with a break', '<h1><br>a</h1>', '# a'],
  ])('%s', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });
});

describe('numbered items', () => {
  const items = (marks: string[]): string => marks.map((mark) => `<li data-mark="${mark}">x</li>`).join('');

  it('stand behind their numbers, and what is in them below their words', () => {
    expect(textOf(`<ol>${items(['9.', '10.'])}</ol>`)).toBe('9. x\n10. x');
    expect(
      textOf(`<ol><li data-mark="1.">a<ul><li>b</li></ul><p>c</p></li><li data-mark="2.">d</li></ol>`),
    ).toBe('1. a\n   - b\n\n   c\n\n2. d');
  });

  it('that begin with a list keep their number', () => {
    expect(textOf(`<ol><li data-mark="1."><ul><li>a</li></ul></li></ol>`)).toBe('1. - a');
  });

  it('that are headings are both', () => {
    expect(textOf('<ol><li data-mark="1."><h3>a</h3><p>b</p></li></ol>')).toBe('1. ### a\n\n   b');
  });
});

describe('terms', () => {
  it('are followed by what they mean', () => {
    expect(textOf('<dl><dt>a</dt><dd>b</dd><dd><p>c</p><p>d</p></dd><dt>e</dt><dd>f</dd></dl>')).toBe(
      'a\n: b\n: c\n\n  d\n\ne\n: f',
    );
    expect(textOf('<dl><div><dt>a</dt><dd>b</dd></div><div><dt>c</dt><dd>d</dd></div></dl>')).toBe(
      'a\n: b\nc\n: d',
    );
  });
});

describe('quotations', () => {
  it('are marked on every line', () => {
    expect(textOf('<blockquote><p>a</p><p>b<br>c</p></blockquote>')).toBe('> a\n>\n> b\n> c');
    expect(textOf('<blockquote>a<blockquote>b</blockquote>c</blockquote>d')).toBe(
      '> a\n>\n> > b\n>\n> c\n\nd',
    );
    expect(textOf('<blockquote><ul><li>a</li><li>b</li></ul></blockquote>')).toBe('> - a\n> - b');
    expect(textOf('<ul><li>a<blockquote>b</blockquote></li></ul>')).toBe('- a\n\n  > b');
  });

  it('in a sentence are between quotation marks', () => {
    expect(textOf('a <q>b <i>c</i></q>, <q> </q>d')).toBe('a “b c”, d');
  });
});

describe('a rule', () => {
  it('stands between what it parts, and nowhere else', () => {
    expect(textOf('<p>a</p><hr><p>b</p>')).toBe('a\n\n---\n\nb');
    expect(textOf('a<hr><hr>b<hr>')).toBe('a\n\n---\n\nb');
    expect(textOf('<hr><p>a</p>')).toBe('a');
    expect(textOf('<blockquote>a<hr>b</blockquote>')).toBe('> a\n>\n> ---\n>\n> b');
    expect(textOf('<ul><li>a<hr></li><li>b</li></ul>')).toBe('- a\n\n  ---\n\n- b');
  });
});

describe('small characters', () => {
  it.each([
    ['a power', '10<sup>6</sup> and m<sup>2</sup>', '10⁶ and m²'],
    ['a sign in it', '10<sup>−6</sup>', '10⁻⁶'],
    ['an index', 'H<sub>2</sub>O', 'H₂O'],
    ['a letter', 'a<sup>n</sup>', 'aⁿ'],
    ['letters', '1<sup>st</sup> Acme<sup>TM</sup>', '1st AcmeTM'],
    ['a whole sentence', 'a<sup> and much more of it in 2024</sup>', 'a and much more of it in 2024'],
    ['how a word is read', '<ruby>漢字<rt>かんじ</rt></ruby>を', '漢字(かんじ)を'],
  ])('%s', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });
});

describe('what is left out', () => {
  it('is passed over, wherever it stands', () => {
    const root = document.createElement('div');
    root.innerHTML =
      '<p>a</p><p id=x>b</p><ul><li>c</li></ul><table><tr><td>d<b id=y>e</b></td><td>f</td></tr></table>';
    const left = new Set([...root.querySelectorAll('#x, #y, ul')]);
    expect(plainText(root, left)).toBe('a\n\nd | f');
  });
});

describe('white space', () => {
  it.each([
    ['within words', 'a \n\t b', 'a b'],
    ['at the edge of a phrase', 'a <b> b</b> c', 'a b c'],
    ['between phrases', '<b>a</b>\n<i>b</i>', 'a b'],
    ['before a box', 'a <div>b</div>', 'a\nb'],
    ['behind a break', 'a<br> b', 'a\nb'],
    ['before a break', 'a <br>b', 'a\nb'],
    ['many breaks', 'a<br><br><br><br>b', 'a\n\nb'],
    ['one break and a paragraph', 'a<br><p>b</p>', 'a\n\nb'],
    ['a hard space', 'a&nbsp;b', 'a b'],
    ['at both ends', ' <p> a </p> ', 'a'],
    ['alone', ' <p> </p> ', ''],
    ['a comment between', 'a<!-- x -->b', 'ab'],
  ])('%s', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });
});
