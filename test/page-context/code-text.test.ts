// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { shapeCode } from '../../lib/page-context/code-blocks.ts';
import { plainText } from '../../lib/page-context/plain-text.ts';

function textOf(html: string): string {
  const root = document.createElement('div');
  root.innerHTML = html;
  shapeCode(root);
  return plainText(root);
}

const fence = (code: string, language = ''): string => `\`\`\`${language}\n${code}\n\`\`\``;

describe('code', () => {
  it('stands as it stands, between marks', () => {
    expect(textOf('<p>a</p><pre>  x\n    y\n\n\n  z</pre><p>b</p>')).toBe(
      `a\n\n${fence('  x\n    y\n\n\n  z')}\n\nb`,
    );
    expect(textOf('<pre>\tx\n\t\ty</pre>')).toBe(fence('\tx\n\t\ty'));
  });

  it('of one line needs no marks, but where it would be taken for one', () => {
    expect(textOf('<p>a</p><pre>npm install</pre>')).toBe('a\n\nnpm install');
    for (const line of ['# not a heading', '- x', '> y', '1. z'])
      expect(textOf(`<pre>${line.replace('>', '&gt;')}</pre>`)).toBe(fence(line));
  });

  it('that holds such marks stands between longer ones', () => {
    expect(textOf('<pre>```js\na\n```</pre>')).toBe('````\n```js\na\n```\n````');
  });

  it.each([
    ['the code', '<pre><code class="language-ts">a\nb</code></pre>', 'ts'],
    ['the block', '<pre class="brush: php">a\nb</pre>', 'php'],
    ['the box around', '<div class="highlight highlight-source-rust"><pre>a\nb</pre></div>', 'rust'],
    ['none', '<pre class="language-plaintext">a\nb</pre>', ''],
  ])('is in the language that the page says: %s', (_, html, language) => {
    expect(textOf(html)).toBe(fence('a\nb', language));
  });

  it('of nothing leaves no trace', () => {
    expect(textOf('<p>a</p><pre></pre><pre> \n</pre><p>b</p>')).toBe('a\n\nb');
  });

  it('in a list keeps its own indent, and in a quotation is quoted', () => {
    expect(textOf('<ol><li data-mark="1.">a<pre>x\n  y</pre>b</li></ol>')).toBe(
      `1. a\n\n${fence('x\n  y')}\n\n   b`,
    );
    expect(textOf('<blockquote><p>a</p><pre>x\n  y</pre></blockquote>b')).toBe(
      '> a\n>\n> ```\n> x\n>   y\n> ```\n\nb',
    );
    expect(textOf('<ol><li data-mark="1."><pre>x\ny</pre></li></ol>')).toBe(`1.\n${fence('x\ny')}`);
    expect(textOf('<ul><li><pre>x\ny</pre></li></ul>')).toBe(fence('x\ny'));
  });

  it('keeps its spaces where they are hard ones', () => {
    expect(textOf('<pre>a\u00a0\u00a0b</pre>')).toBe('a  b');
  });

  it('that is prose has no marks', () => {
    expect(textOf('<pre data-prose>Dear all,\n\n  we meet at noon.</pre>')).toBe(
      'Dear all,\n\n  we meet at noon.',
    );
  });
});

describe('one box for each line', () => {
  const lines = 'if x:\n    y()\n\nz()';

  it.each([
    ['boxes', '<div>if x:</div><div>    y()</div><div></div><div>z()</div>'],
    [
      'boxes that hold their line ends',
      '<div>if x:\n</div><div>    y()\n</div><div>\n</div><div>z()\n</div>',
    ],
    ['boxes with line ends between', '<div>if x:</div>\n<div>    y()</div>\n<div><br></div>\n<div>z()</div>'],
    [
      'phrases with line ends between',
      '<span>if x:</span>\n<span>    y()</span>\n<span></span>\n<span>z()</span>',
    ],
    ['list items', '<ol><li>if x:</li><li>    y()</li><li></li><li>z()</li></ol>'],
    ['breaks', 'if x:<br>    y()<br><br>z()'],
    [
      'rows',
      '<table><tr><td>if x:</td></tr><tr><td>    y()</td></tr><tr><td></td></tr><tr><td>z()</td></tr></table>',
    ],
  ])('%s', (_, html) => {
    expect(textOf(`<pre><code>${html}</code></pre>`)).toBe(fence(lines));
  });

  it('each may be code by itself', () => {
    expect(textOf('<div><pre>if x:</pre><pre>    y()</pre><pre></pre><pre>z()</pre></div>')).toBe(
      fence(lines),
    );
    expect(textOf('<div><div><pre>if x:</pre></div><div><pre>    y()</pre></div></div>')).toBe(
      fence('if x:\n    y()'),
    );
  });

  it('two blocks of several lines stay two', () => {
    expect(textOf('<pre>a\nb</pre><pre>c\nd</pre>')).toBe(`${fence('a\nb')}\n\n${fence('c\nd')}`);
  });

  it('and what stands between them keeps them apart', () => {
    expect(textOf('<pre>a</pre><p>then</p><pre>b</pre>')).toBe('a\n\nthen\n\nb');
  });
});

describe('numbers of lines are left out', () => {
  const code = fence('one\n  two\nthree');

  it.each([
    [
      'a row for each line, as code hosts have it',
      '<table><tr><td data-gutter>1</td><td><pre>one</pre></td></tr><tr><td data-gutter>2</td><td><pre>  two</pre></td></tr><tr><td data-gutter>3</td><td><pre>three</pre></td></tr></table>',
    ],
    [
      'a row for each line, called so',
      '<table><tr><td class=lineno>1</td><td><pre>one</pre></td></tr><tr><td class=lineno>2</td><td><pre>  two</pre></td></tr><tr><td class=lineno>3</td><td><pre>three</pre></td></tr></table>',
    ],
    [
      'a row for each line, of numbers that count up',
      '<table><tr><td>7</td><td><pre>one</pre></td></tr><tr><td>8</td><td><pre>  two</pre></td></tr><tr><td>9</td><td><pre>three</pre></td></tr></table>',
    ],
    ['two cells', '<table><tr><td><pre>1\n2\n3</pre></td><td><pre>one\n  two\nthree</pre></td></tr></table>'],
    [
      'a column beside',
      '<div class=row><div class=gutter><span>1</span> <span>2</span> <span>3</span></div><pre>one\n  two\nthree</pre></div>',
    ],
    [
      'a box beside each line',
      '<div><i>1</i><pre>one</pre></div><div><i>2</i><pre>  two</pre></div><div><i>3</i><pre>three</pre></div>',
    ],
    [
      'within, in phrases',
      '<pre><span class="lineno">1</span>one\n<span class="lineno">2</span>  two\n<span class="lineno">3</span>three</pre>',
    ],
    [
      'within, that cannot be selected',
      '<pre><span data-gutter>1 </span>one\n<span data-gutter>2 </span>  two\n<span data-gutter>3 </span>three</pre>',
    ],
    [
      'within, in rows',
      '<pre><table><tr><td class="hljs-ln-numbers"><div class="hljs-ln-n">1</div></td><td>one</td></tr><tr><td class="hljs-ln-numbers">2</td><td>  two</td></tr><tr><td class="hljs-ln-numbers">3</td><td>three</td></tr></table></pre>',
    ],
  ])('%s', (_, html) => {
    expect(textOf(`<p>a</p><div>${html}</div><p>b</p>`)).toBe(`a\n\n${code}\n\nb`);
  });

  it('but not numbers that say something', () => {
    expect(
      textOf(
        '<table><tr><th>Code</th><th>Command</th></tr><tr><td>1</td><td><pre>go</pre></td></tr><tr><td>2</td><td><pre>stop</pre></td></tr></table>',
      ),
    ).toBe('Code | Command\n--- | ---\n1 | go\n2 | stop');
    expect(textOf('<pre>10\n20\n30</pre>')).toBe(fence('10\n20\n30'));
    expect(
      textOf(
        '<table><tr><td>3</td><td><pre>go</pre></td></tr><tr><td>17</td><td><pre>stop</pre></td></tr></table>',
      ),
    ).toContain('17');
  });

  it('nor a button that copies', () => {
    expect(textOf('<pre><button>Copy</button>a\nb</pre>')).toBe(fence('a\nb'));
  });
});
