// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../components/markdown/Markdown.tsx';
import { groupSize } from '../../components/markdown/block-groups.ts';

// Never there: whether it comes in time for a test would be chance. What it adds has tests of its own (rich-blocks.test.tsx).
vi.mock('../../components/markdown/rich.ts', () => {
  throw new Error('not here');
});

afterEach(cleanup);

const draw = (text: string): HTMLElement => render(<Markdown text={text} isComplete />).container;
/** What stands in the answer, without the frame that each has. */
const inner = (text: string): string => {
  const container = draw(text);
  // Which way each is read is told apart below.
  for (const element of container.querySelectorAll('[dir]')) element.removeAttribute('dir');
  const html = container.querySelector('.block-group')?.innerHTML ?? '';
  cleanup();
  return html;
};

describe('an answer', () => {
  it.each([
    ['a *b* c', '<p>a <em>b</em> c</p>'],
    ['a **b** c', '<p>a <strong>b</strong> c</p>'],
    ['a ~~b~~ c', '<p>a <del>b</del> c</p>'],
    ['a `b<c` d', '<p>a <code>b&lt;c</code> d</p>'],
    ['a\\*b', '<p>a*b</p>'],
    ['a\nb', '<p>a<br>b</p>'],
    ['AT&amp;T &copy;', '<p>AT&amp;T ©</p>'],
    ['***a***', '<p><em><strong>a</strong></em></p>'],
    ['---', '<hr>'],
    ['> a\n>\n> b', '<blockquote><p>a</p><p>b</p></blockquote>'],
    ['# a', '<h3 class="heading-1">a</h3>'],
    ['## a', '<h3 class="heading-2">a</h3>'],
    ['### a', '<h3 class="heading-3">a</h3>'],
    ['#### a', '<h4 class="heading-4">a</h4>'],
    ['###### a', '<h6 class="heading-6">a</h6>'],
    ['a <b>c</b>', '<p>a &lt;b&gt;c&lt;/b&gt;</p>'],
    ['[a]: https://a.test\n\nb', '<p>b</p>'],
  ])('of %j is %s', (text, html) => {
    expect(inner(text)).toBe(html);
  });

  it('shows emphasis as written where it is nested beyond reason', () => {
    const nested = (depth: number): string => inner(`${'*a **b '.repeat(depth)}x${' c** d*'.repeat(depth)}`);
    expect(nested(8)).not.toContain('*');
    expect(nested(12)).toContain('*');
    expect(nested(12).match(/<(em|strong)>/g)?.length).toBeLessThanOrEqual(17);
  });

  it('shows quotes and lists as text where they are nested beyond reason', () => {
    const quotes = (depth: number): number =>
      inner(`${'> '.repeat(depth)}x`).split('<blockquote>').length - 1;
    expect(quotes(11)).toBe(11);
    expect(quotes(12)).toBe(12);
    expect(quotes(13)).toBe(12);
    const lists = (depth: number): number => inner(`${'- '.repeat(depth)}x`).split('<ul ').length - 1;
    expect(lists(12)).toBe(12);
    expect(lists(13)).toBe(12);
    // And as deep again in the next block.
    expect(inner(`${'> '.repeat(20)}x\n\ny\n\n${'> '.repeat(3)}z`).split('<blockquote>').length - 1).toBe(15);
  });

  it('says which groups of blocks are full: the stylesheet passes over those that are out of sight', () => {
    const classes = (blocks: number): string[] =>
      [...draw('A paragraph.\n\n'.repeat(blocks)).querySelectorAll('.block-group')].map(
        ({ className }) => className,
      );
    expect(classes(groupSize - 1)).toEqual(['block-group']);
    cleanup();
    expect(classes(groupSize + 1)).toEqual(['block-group is-full', 'block-group']);
  });
});

describe('links', () => {
  const link = (text: string) => {
    const container = draw(text);
    const found = container.querySelector('a');
    const shown = { text: container.textContent, href: found?.getAttribute('href') ?? null };
    cleanup();
    return shown;
  };

  it.each([
    ['[a](https://a.test)', 'a (a.test)', 'https://a.test/'],
    ['[a.test](https://a.test)', 'a.test', 'https://a.test/'],
    ['[www.a.test](https://a.test)', 'www.a.test', 'https://a.test/'],
    ['[a.test](https://www.a.test)', 'a.test', 'https://www.a.test/'],
    ['[a.test](https://a.test:8443)', 'a.test (a.test:8443)', 'https://a.test:8443/'],
    ['[b.test](https://a.test)', 'b.test (a.test)', 'https://a.test/'],
    ['[b.a.test](https://a.test)', 'b.a.test (a.test)', 'https://a.test/'],
    ['[a](https://a.test/?x=1&amp;y=2)', 'a (a.test)', 'https://a.test/?x=1&y=2'],
    ['![a](https://a.test/x.png)', 'Image: a (a.test)', 'https://a.test/x.png'],
    ['![ ](https://a.test/x.png)', 'Image: no description (a.test)', 'https://a.test/x.png'],
    ['![a](x.png)', 'Image: a', null],
    ['[a](x.html)', '[a](x.html)', null],
    ['<https://a.test>', 'https://a.test', 'https://a.test/'],
    ['https://a.test/x, and', 'https://a.test/x, and', 'https://a.test/x'],
    ['www.a.test.', 'www.a.test.', 'http://www.a.test/'],
    ['(https://a.test/x)', '(https://a.test/x)', 'https://a.test/x'],
    ['https://a.test/x_(y)', 'https://a.test/x_(y)', 'https://a.test/x_(y)'],
    ['https://a.test/x_(y))', 'https://a.test/x_(y))', 'https://a.test/x_(y)'],
    ['https://', 'https://', null],
    ['www.', 'www.', null],
    ['a@b.test', 'a@b.test', 'mailto:a@b.test'],
  ])('%j reads %j and leads to %j', (text, words, href) => {
    expect(link(text)).toEqual({ text: words, href });
  });

  it.each([
    ['[a] [A] [ a ]\n\n[a]: https://a.test', 3],
    ['[b]\n\n[a]: https://a.test', 0],
    ['[a][]\n\n[a]: <https://a.test> "t"', 1],
    ["[a]\n\n[a]: https://a.test 't'", 1],
    ['[a]\n\n[a]: https://a.test (t)', 1],
    ['[a]\n\n   [a]: https://a.test', 1],
    ['[a]\n\n[a]: https://a.test "t', 0],
    ['[a]\n\n[a]:\nhttps://a.test', 1],
    ['[a\\]b]\n\n[a\\]b]: https://a.test', 1],
  ])('%j names a definition %d times', (text, count) => {
    // An address that is no definition's is a link by itself.
    const named = [...draw(text).querySelectorAll('a')].filter(
      ({ textContent }) => !textContent.includes('://'),
    );
    expect(named).toHaveLength(count);
    for (const anchor of named) expect(anchor.getAttribute('href')).toBe('https://a.test/');
  });

  it('are defined a hundred times at most: each new one means another look at all that stands already', () => {
    const text = Array.from({ length: 110 }, (_, n) => `[a${n}]: https://a.test/${n}\n\n`).join('');
    const names = Array.from({ length: 110 }, (_, n) => `[a${n}]`).join(' ');
    expect(draw(text + names).querySelectorAll('a').length - draw(text).querySelectorAll('a').length).toBe(
      100,
    );
  });

  it('are found a bounded way into the text', () => {
    const address = (length: number): string => `https://${'x'.repeat(length)}`;
    // As long as a host may be; what is behind it is looked at for as long as a path may be.
    expect(link(address(253)).href).toBe(`${address(253)}/`);
    expect(link(address(2_500)).href).toBe(`${address(253)}/`);
    expect(link(`${address(20)}/${'x'.repeat(1_990)}`).href).toHaveLength(8 + 20 + 1 + 1_990);
    expect(link(`${address(20)}/${'x'.repeat(2_500)}`).href).toBeNull();
  });
});
