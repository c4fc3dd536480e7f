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
    ['a quotation', '<blockquote>a</blockquote>'],
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

describe('code', () => {
  it('keeps its lines and indents, and begins on a line of its own within a paragraph of code', () => {
    expect(textOf('<p>a</p><pre>  x\n    y\n\n\n  z</pre><p>b</p>')).toBe('a\n\n  x\n    y\n\n\n  z\n\nb');
    expect(textOf('<pre>a<pre>b</pre>c</pre>')).toBe('a\n\nb\n\nc');
  });

  it('of nothing leaves no trace', () => {
    expect(textOf('<p>a</p><pre></pre><p>b</p>')).toBe('a\n\nb');
  });

  it('within a list and a quotation stands apart, too', () => {
    expect(textOf('<ul><li>a<pre>x</pre>b</li><li>c</li></ul>')).toBe('- a\n\nx\n\nb\n- c');
    expect(textOf('<blockquote><pre>x</pre></blockquote>a')).toBe('x\n\na');
  });

  it('keeps its spaces where they are hard ones', () => {
    expect(textOf('<pre>a\u00a0\u00a0b</pre>')).toBe('a  b');
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
