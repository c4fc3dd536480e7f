import { describe, expect, it } from 'vitest';
import { parseInline } from '../../lib/markdown/inline.ts';
import { inlineHtml } from './inline-html.ts';

const shown = (text: string, isCell = false): string =>
  inlineHtml(parseInline(text, { definitions: new Map(), isOpen: false, isCell }));

describe('what is in a line', () => {
  it.each([
    ['Allow 2~4 days; use ~~old~~ 10~20 m', 'Allow 2~4 days; use <del>old</del> 10~20 m'],
    ['彼は**「はい」**と言った。', '彼は<strong>「はい」</strong>と言った。'],
    ['**注意：**必ず確認', '<strong>注意：</strong>必ず確認'],
    ['**"강조"**입니다', '<strong>&quot;강조&quot;</strong>입니다'],
    ['これは~~「旧」~~です', 'これは<del>「旧」</del>です'],
    ['It&#39;s &eacute;t&eacute; &check; &nbsp;now', "It's été ✓ \u00a0now"],
    ['&#0; &#xD800; &nope;', '\ufffd \ufffd &amp;nope;'],
    ['[x](https://a.example/?q=&#39;)', `<a href="https://a.example/?q='">x</a>`],
    ['![a *b*](https://a.example/x.png)', '<img src="https://a.example/x.png" alt="a b" />'],
    ['<div onclick="x">*a*</div>', '&lt;div onclick=&quot;x&quot;&gt;<em>a</em>&lt;/div&gt;'],
  ])('%s', (text, result) => {
    expect(shown(text)).toBe(result);
  });

  it('breaks a line at <br>, in a cell only', () => {
    expect(shown('a<br>b<br/>c<br />d', true)).toBe('a<br />\nb<br />\nc<br />\nd');
    expect(shown('a<br>b')).toBe('a&lt;br&gt;b');
  });

  it('never puts a link into another', () => {
    expect(shown('[![b](https://b.example/x.png)](https://e.example/x)')).toBe(
      '<a href="https://e.example/x"><img src="https://b.example/x.png" alt="b" /></a>',
    );
    expect(shown('[a <https://x.example> me@x.example](https://y.example)')).toBe(
      '<a href="https://y.example">a https://x.example me@x.example</a>',
    );
  });

  it('shows what is nested deeper than sixteen as it is written', () => {
    const text = `${'*a **b '.repeat(20)}x${'** *'.repeat(20)}`;
    expect(shown(text).split('<em>').length + shown(text).split('<strong>').length).toBeLessThanOrEqual(18);
    expect(shown(`${'*'.repeat(80)}a${'*'.repeat(80)}`)).toMatch(
      /^(?:<strong>){16}\*{48}a\*{48}(?:<\/strong>){16}$/,
    );
  });
});

describe('math', () => {
  it.each([
    [
      'Area \\(A = \\pi r^2\\), and \\[x = \\frac{-b}{2a}\\]',
      'Area <math>A = \\pi r^2</math>, and <math display>x = \\frac{-b}{2a}</math>',
    ],
    [
      '$E = mc^2$, the $n$th, $x$, $f(x) = 2$',
      '<math>E = mc^2</math>, the <math>n</math>th, <math>x</math>, <math>f(x) = 2</math>',
    ],
    ['so $$x^2$$ it is', 'so <math display>x^2</math> it is'],
    ['\\(a \\\\ b\\)', '<math>a \\\\ b</math>'],
  ])('%s', (text, result) => {
    expect(shown(text)).toBe(result);
  });

  it.each([
    'It fell from $5 million to $3 million; cost $/unit',
    '$HOME and $PATH, $A=$B',
    'US$5=A$7, from 5$ to 7$',
    'It is $5 = five dollars and you pay 5$ more',
    'a $ b $ c, $$ and $$$',
  ])('is not in: %s', (text) => {
    expect(shown(text)).toBe(text);
  });

  it('is where its end follows; elsewhere the mark is an escaped bracket', () => {
    expect(shown('\\(not math, [a\\](b)')).toBe('(not math, [a](b)');
    expect(shown('`\\(x\\)`')).toBe('<code>\\(x\\)</code>');
  });
});

describe('an address without brackets', () => {
  it.each([
    ['{"url":"https://x.example/a","b":1}', 'https://x.example/a'],
    ['<a href="https://x.example/a">', 'https://x.example/a'],
    ['https://x.example/a。次', 'https://x.example/a'],
    ['https://x.example/a’s page', 'https://x.example/a'],
    ["https://x.example/a's page", 'https://x.example/a'],
    ["['https://x.example/a','b']", 'https://x.example/a'],
    ['https://x.example/a&lt;b', 'https://x.example/a'],
    ['(see https://x.example/a_(b)).', 'https://x.example/a_(b)'],
    ['**https://x.example/a**, then', 'https://x.example/a'],
    ['请看https://x.example查看', 'https://x.example'],
    ['https://x.example/wiki/日本語 次', 'https://x.example/wiki/日本語'],
    ['https://例え.テスト/a', 'https://例え.テスト/a'],
    ['https://x.example/a\u202egnp', 'https://x.example/a'],
    ['[https://x.example/a] and', 'https://x.example/a'],
    ['https://localhost:3000/?a=1&b=2, ok', 'https://localhost:3000/?a=1&b=2'],
    ['me@x.example.', 'me@x.example'],
    ['_me@x.example_', 'me@x.example'],
    ['www.x.example/a?', 'www.x.example/a'],
  ])('%s', (text, address) => {
    const written = /<a [^>]*>([^<]*)<\/a>/.exec(shown(text))?.[1];
    expect(written?.replaceAll('&amp;', '&')).toBe(address);
  });

  it.each(['x@y', 'https://', 'https://.', 'xhttps://', 'www.', 'xwww.x.example', 'https://a_b.example_x'])(
    'is not in: %s',
    (text) => {
      expect(shown(text)).not.toContain('<a ');
    },
  );
});
