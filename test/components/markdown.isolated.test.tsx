// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../components/markdown/Markdown.tsx';
import { scaled } from '../run/scale.ts';
import { growingTexts, hostileTexts } from './markdown-corpus.ts';

// Never there: whether it comes in time for a test would be chance. What it adds has tests of its own (rich-blocks.test.tsx).
vi.mock('../../components/markdown/rich.ts', () => {
  throw new Error('not here');
});

afterEach(cleanup);

function atOnce(text: string): string {
  const { container, unmount } = render(<Markdown text={text} isComplete />);
  const html = container.innerHTML;
  unmount();
  return html;
}

/** Renders the text as it arrives, cut at the given places, and returns what stands there at the end. */
function streamed(text: string, cuts: readonly number[]): string {
  const { container, rerender, unmount } = render(<Markdown text="" isComplete={false} />);
  for (const cut of cuts.toSorted((a, b) => a - b))
    rerender(<Markdown text={text.slice(0, cut)} isComplete={false} />);
  rerender(<Markdown text={text} isComplete={false} />);
  rerender(<Markdown text={text} isComplete />);
  const html = container.innerHTML;
  unmount();
  return html;
}

const everywhere = (text: string): number[] => Array.from(text, (_, index) => index);

describe('a streamed answer reads like the same answer at once', () => {
  it.each(growingTexts.filter(({ length }) => length < 400).map((text) => [text]))(
    'when it comes character by character: %j',
    (text) => {
      expect(streamed(text, everywhere(text))).toBe(atOnce(text));
    },
  );

  it.each([
    ['a long list', `Intro\n${'- an item with **words**\n'.repeat(120)}\nend`],
    ['a long list that turns loose', `${'7. item\n'.repeat(70)}\n${'1. item\n'.repeat(70)}`],
    ['a long table', `| a | b |\n|---|--:|\n${'| x \\| y | 1 |\n'.repeat(120)}`],
    ['a list named by its end', `${'- see [it]\n'.repeat(60)}\n[it]: https://a.test\n`],
  ])('%s', (_what, text) => {
    const cuts = Array.from({ length: text.length / 37 }, (_, index) => index * 37);
    expect(streamed(text, cuts)).toBe(atOnce(text));
  });

  it('wherever it is cut, whatever pieces it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(...growingTexts),
      fc.constantFrom(
        '\n',
        '\n\n',
        '- ',
        '> ',
        '```\n',
        '    ',
        '[name]',
        '---\n',
        '#',
        '|',
        '1. ',
        'word ',
        '\r\n',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 8 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 }),
        (pieces, shares) => {
          const text = pieces.join('');
          const cuts = shares.map((share) => Math.floor(share * text.length));
          expect(streamed(text, cuts)).toBe(atOnce(text));
        },
      ),
      { numRuns: scaled(300) },
    );
  });
});

describe('finished blocks stay untouched while the answer goes on', () => {
  it('keeps their elements', () => {
    const { container, rerender } = render(<Markdown text={'First block.\n\nSecond'} isComplete={false} />);
    const first = container.querySelector('p');
    rerender(
      <Markdown text={'First block.\n\nSecond block.\n\nThird block.\n\nFourth'} isComplete={false} />,
    );
    rerender(<Markdown text={'First block.\n\nSecond block.\n\nThird block.\n\nFourth.'} isComplete />);
    expect(container.querySelector('p')).toBe(first);
    expect(container.querySelectorAll('p')).toHaveLength(4);
  });

  it('keeps the items of a list and the rows of a table', () => {
    for (const [head, line, selector] of [
      ['', '1. an item\n', 'li'],
      ['| a |\n|---|\n', '| b |\n', 'tbody tr'],
    ] as const) {
      const text = (lines: number): string => head + line.repeat(lines);
      const { container, rerender, unmount } = render(<Markdown text={text(70)} isComplete={false} />);
      const before = [...container.querySelectorAll(selector)];
      rerender(<Markdown text={text(150)} isComplete={false} />);
      rerender(<Markdown text={`${text(150)}\nend`} isComplete />);
      const after = container.querySelectorAll(selector);
      expect(after).toHaveLength(150);
      for (const [index, element] of before.entries()) expect(after[index]).toBe(element);
      unmount();
    }
  });

  it('starts over when the text is another one', () => {
    const { container, rerender } = render(
      <Markdown text={'Old text.\n\nMore of it.\n\nEnd'} isComplete={false} />,
    );
    rerender(<Markdown text="New text." isComplete />);
    expect(container.textContent).toBe('New text.');
  });
});

const allowed = new Set(
  'DIV P SPAN H3 H4 H5 H6 UL OL LI BLOCKQUOTE HR BR STRONG EM DEL CODE PRE FIGURE FIGCAPTION BUTTON TABLE THEAD TBODY TR TH TD A BDI SUP'.split(
    ' ',
  ),
);
const allowedAttributes = new Set(
  'class dir tabindex role aria-label aria-hidden title type href target rel referrerpolicy start'.split(' '),
);

describe('nothing an answer says becomes active', () => {
  const requests = vi.fn();
  vi.stubGlobal('fetch', requests);

  it.each(hostileTexts.map((text) => [text.slice(0, 60), text]))('%j', (_name, text) => {
    const { container } = render(<Markdown text={text} isComplete />);
    for (const element of container.querySelectorAll('*')) {
      if (element.closest('svg')) {
        // The icons of our own buttons, and only there.
        expect(element.closest('button')).not.toBeNull();
        continue;
      }
      expect(allowed).toContain(element.tagName);
      for (const { name, value } of element.attributes) {
        expect(allowedAttributes).toContain(name);
        if (name !== 'href') continue;
        expect(value).toMatch(/^(https?|mailto):/);
        expect(element.getAttribute('rel')).toBe('noopener noreferrer');
        expect(element.getAttribute('referrerpolicy')).toBe('no-referrer');
        expect(element.getAttribute('target')).toBe('_blank');
      }
    }
    expect(requests).not.toHaveBeenCalled();
  });

  it('also when it is cut at any character', () => {
    for (const text of hostileTexts.filter(({ length }) => length < 150)) {
      expect(streamed(text, everywhere(text))).toBe(atOnce(text));
    }
  });
});

describe('links say where they lead', () => {
  it('names the true host in the title, and beside words that claim another', () => {
    const { container } = render(<Markdown text="[https://bank.test](https://evil.test/x)" isComplete />);
    const link = container.querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://evil.test/x');
    expect(link?.title).toBe('evil.test');
    expect(container.textContent).toBe('https://bank.test (evil.test)');
  });

  it('shows a refused address as it was written', () => {
    const { container } = render(<Markdown text="[click](javascript:alert(1))" isComplete />);
    expect(container.textContent).toBe('[click](javascript:alert(1))');
    expect(container.querySelector('a')).toBeNull();
  });

  it('turns a picture into a link that is not followed by itself', () => {
    const { container } = render(<Markdown text="![a chart](https://cdn.test/c.png)" isComplete />);
    expect(container.querySelector('a')?.textContent).toBe('Image: a chart (cdn.test)');
    expect(container.querySelector('img')).toBeNull();
  });

  it('names it beside words that are no address', () => {
    const { container } = render(<Markdown text="[release notes](https://site.test/notes)" isComplete />);
    expect(container.textContent).toBe('release notes (site.test)');
  });
});

describe('the usual marks', () => {
  it.each([
    ['- [x] a\n- [ ] b', 'li', 2],
    ['1. a\n2. b', 'ol > li', 2],
    ['| a |\n|--:|\n| 1 |', 'td.align-right', 1],
    ['```ts\nx\n```', 'figure code', 1],
    ['# a\n\n###### b', 'h3, h6', 2],
    ['a\nb', 'br', 1],
  ])('%j has %s', (text, selector, count) => {
    const { container } = render(<Markdown text={text} isComplete />);
    expect(container.querySelectorAll(selector)).toHaveLength(count);
  });

  it('shows HTML as text', () => {
    const { container } = render(<Markdown text={'<div>**a**</div>'} isComplete />);
    expect(container.textContent).toBe('<div>a</div>');
  });
});
