// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { readPage } from '../../lib/page-context/capture.ts';
import type { ReadablePage } from '../../lib/page-context/captured-page.ts';
import type { CopyLimits } from '../../lib/page-context/copy-limits.ts';
import { plainText } from '../../lib/page-context/plain-text.ts';
import { createEyes } from '../../lib/page-context/visibility.ts';
import { copyVisible, type VisibleCopy } from '../../lib/page-context/visible-copy.ts';

function copy(limits?: Partial<CopyLimits>): VisibleCopy {
  const copied = copyVisible(document, createEyes(document), { nodes: 1_000, characters: 1_000, ...limits });
  if (copied === undefined) throw new Error('Nothing was copied.');
  return copied;
}

const textOf = (copied: VisibleCopy): string => plainText(copied.document.body);

beforeEach(() => {
  document.documentElement.innerHTML =
    '<head><title>A title</title></head><body><p>One</p><p>Two</p><p>Six</p></body>';
  document.documentElement.removeAttribute('lang');
});

describe('the copy of a page', () => {
  it('holds the title, the language and nothing of the head', () => {
    document.documentElement.setAttribute('lang', 'de');
    const { document: inert } = copy();
    expect(inert.title).toBe('A title');
    expect(inert.documentElement.getAttribute('lang')).toBe('de');
    expect(inert.querySelectorAll('script, style, link')).toHaveLength(0);
  });

  it('has no language where the page names none', () => {
    expect(copy().document.documentElement.hasAttribute('lang')).toBe(false);
  });

  it('counts its elements', () => {
    expect(copy()).toMatchObject({ elements: 3, isCutShort: false });
  });

  it('leaves the page its own nodes', () => {
    const before = document.documentElement.outerHTML;
    copy();
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('keeps the attributes that an extractor scores by, as far as they are short, and no other', () => {
    document.body.innerHTML = `<a id=i class=c href="/x" onclick="x()" style="color: red" title="t" data-a="b" role="${'r'.repeat(501)}" dir="${'d'.repeat(500)}">One</a>`;
    const link = copy().document.querySelector('a');
    expect(link?.getAttributeNames().toSorted()).toEqual(['class', 'dir', 'href', 'id']);
  });

  it.each([
    ['a box by its style', '<span style="display: block">One</span>', 'div'],
    ['a phrase by its style', '<span style="display: inline">One</span>', 'span'],
    ['an unknown name', '<x-y style="display: block">One</x-y>', 'div'],
    ['an unknown phrase', '<x-y style="display: inline">One</x-y>', 'span'],
    ['a form', '<form style="display: inline">One</form>', 'div'],
    ['an article', '<article style="display: inline">One</article>', 'article'],
  ])('%s becomes what it is drawn as', (_, html, name) => {
    document.body.innerHTML = html;
    expect(copy().document.body.firstElementChild?.localName).toBe(name);
  });

  it('marks what stands still before the page, which is not its article', () => {
    document.body.innerHTML = '<div style="position: fixed">One</div><div role=main>Two</div>';
    const roles = [...copy().document.body.children].map((element) => element.getAttribute('role'));
    expect(roles).toEqual(['dialog', 'main']);
  });

  it('keeps apart what is drawn apart', () => {
    document.body.innerHTML = 'a<b style="display: inline-block">One</b>b<b style="display: inline">c</b>d';
    expect(textOf(copy())).toBe('a One bcd');
    document.body.innerHTML = '<b style="display: flex">a</b><b style="display: contents">b</b>c';
    expect(textOf(copy())).toBe('a bc');
  });

  it('breaks lines where the page shows them', () => {
    document.body.innerHTML = '<p style="white-space: pre-line">a\nb\r\nc  d</p>';
    expect(textOf(copy())).toBe('a\nb\nc d');
    document.body.innerHTML =
      '<p style="white-space: break-spaces">a\nb</p><p style="white-space: nowrap">c\nd</p>';
    expect(textOf(copy())).toBe('a\nb\n\nc d');
  });

  it('is deep at most 200 elements, and holds the text below all the same', () => {
    document.body.innerHTML = `${'<div>'.repeat(203)}Bottom`;
    const copied = copy();
    let depth = 0;
    for (let at = copied.document.body.firstElementChild; at !== null; at = at.firstElementChild) depth += 1;
    expect(depth).toBe(200);
    expect(textOf(copied)).toBe('Bottom');
  });
});

describe('the copy of a page that is too long', () => {
  // Three elements with a text each: six nodes, nine characters.
  it.each([
    [{ nodes: 6 }, 'One\n\nTwo\n\nSix', false],
    [{ nodes: 5 }, 'One\n\nTwo', true],
    [{ nodes: 2 }, 'One', true],
    [{ characters: 9 }, 'One\n\nTwo\n\nSix', false],
    [{ characters: 8 }, 'One\n\nTwo\n\nSi', true],
    [{ characters: 6 }, 'One\n\nTwo', true],
    [{ characters: 1 }, 'O', true],
  ])('ends at %j', (limits, text, cutShort) => {
    const copied = copy(limits);
    expect(textOf(copied)).toBe(text);
    expect(copied.isCutShort).toBe(cutShort);
  });

  it('counts white space once, and code as it stands', () => {
    document.body.innerHTML = '<p>a \n\n\t b</p><p>c</p>';
    expect(textOf(copy({ characters: 7 }))).toBe('a b\n\nc');
    document.body.innerHTML = '<pre>a\n\nb</pre><p>c</p>';
    expect(textOf(copy({ characters: 4 }))).toBe('a\n\nb');
  });

  it('does not count what is not seen', () => {
    document.body.innerHTML = '<p style="visibility: hidden">Hidden</p><p>Seen</p>';
    expect(copy({ characters: 10 })).toMatchObject({ isCutShort: false });
    expect(textOf(copy({ characters: 10 }))).toBe('Seen');
  });
});

describe('the copy of a table', () => {
  const table = (rows: number, row: string): string => `<table>${`<tr>${row}</tr>`.repeat(rows)}</table>`;
  const three = '<td>ab</td><td><b>c</b><i>d</i></td><th>ef</th>';

  it('ends where its text fills the limit, with what is written between cells', () => {
    document.body.innerHTML = table(50, three);
    const copied = copy({ characters: 120 });
    expect(copied.isCutShort).toBe(true);
    // Ten rows of 6 characters and two bars, and a line end after each but the last.
    expect(textOf(copied).trim()).toHaveLength(10 * 12 + 9);
  });

  it('has the elements that its text alone would have had room for: it is no article for having fewer', () => {
    document.body.innerHTML = table(50, three);
    const rows = (copied: VisibleCopy): number => copied.document.querySelectorAll('tr').length;
    const bounded = copy({ characters: 120 });
    expect(rows(bounded)).toBeLessThanOrEqual(11);
    // 120 characters are 20 rows of 6, each with six elements.
    expect(bounded.elements).toBeGreaterThanOrEqual(20 * 6);
    expect(bounded.elements).toBeLessThan(24 * 6);
  });

  it('counts nothing beside cells that say nothing, nor twice in one cell', () => {
    document.body.innerHTML = table(20, '<td></td><td>a<b>b</b></td><td> </td><td hidden>cd</td>');
    expect(copy({ characters: 41 }).isCutShort).toBe(false);
    expect(copy({ characters: 39 }).isCutShort).toBe(true);
  });
});

describe('what is told of a page that is too long', () => {
  const filler = 'x'.repeat(120_000);

  it('is read whole at exactly the limit', () => {
    document.body.innerHTML = `<p>${filler}</p>`;
    expect(readPage(document, null, 'https://example.org/')).toMatchObject({
      text: filler,
      pageLength: 120_000,
    });
  });

  it('is the length of all its texts', () => {
    document.body.innerHTML = `<p>${filler}</p><p>more</p><div hidden>hidden</div>`;
    expect(readPage(document, null, 'https://example.org/')).toMatchObject({
      text: filler,
      pageLength: 120_000 + 'more'.length + 'hidden'.length,
    });
  });

  it('is cut within the limit, line ends included, and never within a character', () => {
    document.body.innerHTML = `<p>ab</p>${`<p>${'x'.repeat(1_000)}</p>`.repeat(159)}<p>${'🦊'.repeat(400)}</p>`;
    const captured = readPage(document, null, 'https://example.org/');
    const text = 'text' in captured ? captured.text : '';
    expect(text.length).toBeGreaterThan(119_990);
    expect(text.length).toBeLessThanOrEqual(120_000);
    expect(text).not.toMatch(/[\ud800-\udbff]$/);
  });

  const readHere = (html: string): ReadablePage => {
    document.body.innerHTML = html;
    const captured = readPage(document, null, 'https://example.org/');
    if ('unreadable' in captured) throw new Error(captured.unreadable);
    return captured;
  };
  const paragraphs = (many: number): string => `<p>${'word '.repeat(199)}last.</p>`.repeat(many);

  it('is read to 120,000 characters, and where it is more than four times as long, to 80,000', () => {
    const [long, longer] = [readHere(paragraphs(400)), readHere(paragraphs(600))];
    expect(long.text.length).toBeGreaterThan(119_000);
    expect(long).toMatchObject({ pageLength: 400 * 1_000, isBeginning: true });
    expect(longer.text.length).toBeGreaterThan(79_000);
    expect(longer.text.length).toBeLessThan(81_000);
    expect(longer).toMatchObject({ pageLength: 600 * 1_000, isBeginning: true });
  });

  it('says that it goes on, but not of an article that ends before', () => {
    const end =
      '<p>This is how the story of the ferry ends, after all that had happened: nobody was late.</p>';
    const comments = `<div class="comments">${paragraphs(130)}</div>`;
    expect(readHere(paragraphs(20))).not.toHaveProperty('isBeginning');
    const whole = readHere(`<article>${paragraphs(20)}${end}</article>${comments}`);
    expect(whole.source).toBe('article');
    expect(whole.text).toMatch(/nobody was late\.$/);
    expect(whole).not.toHaveProperty('isBeginning');
    const begun = readHere(
      `<nav>${'<a href="/">Home</a> '.repeat(50)}</nav><article>${paragraphs(600)}</article>`,
    );
    expect(begun.text).not.toContain('Home');
    expect(begun).toMatchObject({ source: 'article', isBeginning: true });
  });
});
