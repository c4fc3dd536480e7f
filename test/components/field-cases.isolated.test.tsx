// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../components/markdown/Markdown.tsx';

// Never there: whether it comes in time for a test would be chance. What it adds has tests of its own (rich-blocks.test.tsx).
vi.mock('../../components/markdown/rich.ts', () => {
  throw new Error('not here');
});

/* Small answers, each the essence of a fault that people have met in products like this one. */
afterEach(cleanup);

const draw = (text: string): HTMLElement => render(<Markdown text={text} isComplete />).container;
const texts = (container: Element, selector: string): (string | null)[] =>
  [...container.querySelectorAll(selector)].map(({ textContent }) => textContent);

describe('an answer from the field', () => {
  it('a single tilde is a tilde', () => {
    const shown = draw('Allow 2~4 days; use ~~old~~ 10~20 m');
    expect(texts(shown, 'del')).toEqual(['old']);
    expect(shown.textContent).toBe('Allow 2~4 days; use old 10~20 m');
  });

  it.each([
    ['彼は**「はい」**と言った。', 'strong', '「はい」'],
    ['**注意：**必ず確認', 'strong', '注意：'],
    ['**"강조"**입니다', 'strong', '"강조"'],
    ['これは~~「旧」~~です', 'del', '「旧」'],
  ])('%s marks what it means to', (text, selector, marked) => {
    const shown = draw(text);
    expect(texts(shown, selector)).toEqual([marked]);
    expect(shown.textContent).not.toMatch(/[*~]/);
  });

  it('brackets and dollars are math where they can be nothing else, and prices are prose', () => {
    const shown = draw(
      'Area \\(A = \\pi r^2\\), and \\[x = \\frac{-b}{2a}\\]\n\nIt fell from $5 million to $3 million; cost $/unit',
    );
    expect([...shown.querySelectorAll('.math-source')].map(({ textContent }) => textContent)).toEqual([
      'A = \\pi r^2',
      'x = \\frac{-b}{2a}',
    ]);
    expect(shown.textContent).toContain('It fell from $5 million to $3 million; cost $/unit');
  });

  it('each block is read in its own direction, and code by itself', () => {
    const shown = draw('שלום `a` עולם\n\niPhone 15 هو هاتف `b`\n\nEnglish `c`\n\n- ‏מילה\n- word');
    expect([...shown.querySelectorAll('p')].map((element) => element.getAttribute('dir'))).toEqual([
      'auto',
      'auto',
      'auto',
    ]);
    expect([...shown.querySelectorAll('code')].map((element) => element.getAttribute('dir'))).toEqual([
      'ltr',
      'ltr',
      'ltr',
    ]);
    expect(shown.querySelector('ul')?.getAttribute('dir')).toBe('rtl');
    expect(shown.querySelector('.markdown')?.hasAttribute('dir')).toBe(false);
  });

  it('references are the characters that they name', () => {
    expect(draw('It&#39;s &eacute;t&eacute; &check; &nbsp;now &#0; &#xD800;').textContent).toBe(
      "It's été ✓ \u00A0now \uFFFD \uFFFD",
    );
    cleanup();
    expect(draw('[x](https://a.example/?q=&#39;)').querySelector('a')?.href).toBe('https://a.example/?q=%27');
  });

  it.each([
    ['{"url":"https://x.example/a","b":1}', 'https://x.example/a'],
    ['<a href="https://x.example/a">', 'https://x.example/a'],
    ['https://x.example/a。次', 'https://x.example/a'],
    ['https://x.example/a’s', 'https://x.example/a'],
    ['https://x.example/a&lt;', 'https://x.example/a'],
    ['me@x.example', 'mailto:me@x.example'],
  ])('an address in %s ends where a reader ends it', (text, href) => {
    expect(draw(text).querySelector('a')?.href).toBe(href);
  });

  it('one link stands in no other', () => {
    const shown = draw('[![bank.example](https://bank.example/x.png)](https://evil.example/x)');
    expect(shown.querySelectorAll('a')).toHaveLength(1);
    expect(shown.textContent).toContain('evil.example');
  });

  it('words beside a picture, a title with quotes and a break in a cell are read as they are meant', () => {
    expect(draw('![a *b*](https://a.example/x.png)').textContent).toBe('Image: a b (a.example)');
    cleanup();
    expect(draw('[foo]\n\n[foo]: https://a.example "a \\"b\\""').querySelector('a')?.href).toBe(
      'https://a.example/',
    );
    cleanup();
    expect(draw('| a<br>b |\n|---|\n| c<br/>d |').querySelectorAll('br')).toHaveLength(2);
  });
});

describe('an answer that was made to be heavy', () => {
  const kilobytes = (count: number, piece: string): string =>
    piece.repeat(Math.ceil((count * 1_000) / piece.length));

  it.each([
    ['a table', `${'|a'.repeat(1_000)}|\n${'|-'.repeat(1_000)}|\n${'|\n'.repeat(2_000)}`],
    ['a table of many rows', `|a|b|\n|-|-|\n${kilobytes(60, '|1|2|\n')}`],
    ['emphasis', kilobytes(32, '*a_')],
    ['strong emphasis', kilobytes(64, '**_a')],
    ['links', kilobytes(64, '[a](b) ')],
    ['quotes', kilobytes(64, '> ')],
    ['items', kilobytes(64, '- ')],
    ['list', kilobytes(64, '- a\n')],
    ['code', kilobytes(64, '`a` ')],
    ['blocks of code', kilobytes(64, '```\na\n```\n')],
    ['formulas', kilobytes(64, '\\(a\\) ')],
    ['rules', kilobytes(64, '---\n\n')],
    ['one line', kilobytes(64, 'a')],
    ['Chinese', kilobytes(64, '中文')],
    ['mails', kilobytes(64, 'a@b.example ')],
    ['addresses', kilobytes(64, 'www.a.co ')],
    ['more addresses', kilobytes(64, 'http://a.co ')],
    ['addresses in brackets', kilobytes(64, '<http://a.co> ')],
    ['pictures', kilobytes(64, '![a](http://a.co) ')],
    ['hard breaks', kilobytes(64, 'a\\\n')],
    ['references', kilobytes(64, '&lt;a ')],
    ['headings', kilobytes(64, '# a\n')],
    ['headings with emphasis', kilobytes(64, '# a*a**a**a*\n')],
    ['items with emphasis', kilobytes(64, '- a*a**a**a*`a`\n')],
    ['tasks', kilobytes(64, '- [x] a\n')],
    ['definitions', kilobytes(64, '[b]: http://b.co\n')],
    ['cells', `|a|a|a|a|a|a|a|a|\n${'|-'.repeat(8)}|\n${kilobytes(60, '|a|a|a|a|a|a|a|a|\n')}`],
    ['quoted lists', kilobytes(64, '> - a\n\n')],
  ])('%s has no more than 20,000 nodes, and none of its words is lost', (_, text) => {
    const shown = draw(text);
    const walker = document.createTreeWalker(shown);
    let nodes = 0;
    while (walker.nextNode() !== null) nodes += 1;
    expect(nodes).toBeLessThanOrEqual(20_000);
    expect(nodes).toBeGreaterThan(0);
    const count = (words: string): number => words.split('a').length - 1;
    // Cells beyond the columns of a table are no part of it; all other letters are there.
    if (!text.includes('|'))
      expect(count(shown.querySelector('.markdown')?.textContent ?? '')).toBeGreaterThanOrEqual(count(text));
  });
});
