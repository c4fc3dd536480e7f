// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { readPage } from '../../lib/page-context/capture.ts';

const here = 'https://example.org/';

function find(selector: string): Element {
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`There is no ${selector}.`);
  return element;
}

/** From before the first to behind the second. */
function around(from: string, to = from): Range {
  const range = document.createRange();
  range.setStartBefore(find(from));
  range.setEndAfter(find(to));
  return range;
}

/** At one place, as where a person has clicked. */
function caret(selector: string): Range {
  const range = document.createRange();
  range.setStart(find(selector), 0);
  range.collapse(true);
  return range;
}

const selected = (...ranges: readonly Range[]) => {
  const selection = { rangeCount: ranges.length, getRangeAt: (index: number) => ranges[index] };
  return readPage(document, selection as unknown as Selection, here);
};

beforeEach(() => {
  document.documentElement.innerHTML =
    '<head><title>t</title></head><body><p id=a>One</p><p id=b hidden>Two</p><p id=c>Three</p><p id=d>Four</p></body>';
});

describe('several ranges, as Firefox has them', () => {
  it('are read one below the other, in their order', () => {
    expect(selected(around('#a'), around('#d'))).toMatchObject({
      source: 'selection',
      text: 'One\n\nFour',
      pageLength: 'One\n\nThree\n\nFour'.length,
    });
  });

  it.each<[string, (ranges: { a: Range; d: Range; caret: Range; hidden: Range }) => Range[]]>([
    ['a caret before', ({ a, d, caret: empty }) => [empty, a, d]],
    ['a caret between', ({ a, d, caret: empty }) => [a, empty, d]],
    ['a caret behind', ({ a, d, caret: empty }) => [a, d, empty]],
    ['nothing to see before', ({ a, d, hidden }) => [hidden, a, d]],
    ['nothing to see between', ({ a, d, hidden }) => [a, hidden, d]],
    ['nothing to see behind', ({ a, d, hidden }) => [a, d, hidden]],
  ])('with %s leave no gap for it', (_, order) => {
    const ranges = order({ a: around('#a'), d: around('#d'), caret: caret('#c'), hidden: around('#b') });
    expect(selected(...ranges)).toMatchObject({ source: 'selection', text: 'One\n\nFour' });
  });

  it.each([
    ['carets alone', () => [caret('#a'), caret('#c')]],
    ['nothing to see', () => [around('#b'), caret('#a')]],
    ['none', () => []],
  ])('%s are no selection', (_, ranges) => {
    expect(selected(...ranges())).toMatchObject({ source: 'visible', text: 'One\n\nThree\n\nFour' });
  });

  it('of which the first reaches over the others are read as they are', () => {
    expect(selected(around('#a', '#d'))).toMatchObject({ text: 'One\n\nThree\n\nFour' });
  });
});

describe('a selection', () => {
  it('begins and ends within words', () => {
    const range = document.createRange();
    range.setStart(find('#a').firstChild ?? document, 1);
    range.setEnd(find('#c').firstChild ?? document, 3);
    expect(selected(range)).toMatchObject({ text: 'ne\n\nThr' });
  });

  it('within one text is that part of it', () => {
    const range = document.createRange();
    range.setStart(find('#c').firstChild ?? document, 1);
    range.setEnd(find('#c').firstChild ?? document, 3);
    expect(selected(range)).toMatchObject({ text: 'hr' });
  });

  it('longer than the readable page tells its own length', () => {
    document.body.innerHTML = '<pre id=a>a\n\n\n\nb</pre>';
    const captured = selected(around('#a'));
    expect(captured).toMatchObject({ text: 'a\n\n\n\nb', pageLength: 6 });
  });

  it.each([
    ['a field', '<div contenteditable><p id=x>Mine</p></div><p>Page</p>'],
    ['what is hidden further up', '<div hidden><p id=x>Mine</p></div><p>Page</p>'],
    ['closed details', '<details><p id=x>Mine</p></details><p>Page</p>'],
  ])('in %s is not read', (_, body) => {
    document.body.innerHTML = body;
    expect(selected(around('#x'))).toMatchObject({ source: 'visible', text: 'Page' });
  });

  it('in open details, and in the summary of closed ones, is read', () => {
    document.body.innerHTML = '<details open><summary>S</summary><p id=x>Mine</p></details>';
    expect(selected(around('#x'))).toMatchObject({ source: 'selection', text: 'Mine' });
    document.body.innerHTML = '<details><summary><b id=x>Mine</b></summary>Other</details>';
    expect(selected(around('#x'))).toMatchObject({ source: 'selection', text: 'Mine' });
  });

  it('takes the place of the article', () => {
    document.body.innerHTML = `<article><h1>Title</h1>${'<p>A sentence of the article, and one more.</p>'.repeat(20)}<p id=x>Last</p></article>`;
    expect(readPage(document, null, here)).toMatchObject({ source: 'article' });
    expect(selected(around('#x'))).toMatchObject({ source: 'selection', text: 'Last' });
  });
});

describe('a page', () => {
  it('shown by the viewer of PDFs has no text of its own', () => {
    Object.defineProperty(Document.prototype, 'contentType', {
      configurable: true,
      get: () => 'application/pdf',
    });
    try {
      expect(readPage(document, null, here)).toEqual({ unreadable: 'pdf' });
    } finally {
      Object.defineProperty(Document.prototype, 'contentType', {
        configurable: true,
        get: () => 'text/html',
      });
    }
  });

  it('that is one text field is not read', () => {
    Object.defineProperty(Document.prototype, 'designMode', { configurable: true, get: () => 'on' });
    try {
      expect(readPage(document, null, here)).toEqual({ unreadable: 'empty' });
    } finally {
      Object.defineProperty(Document.prototype, 'designMode', { configurable: true, get: () => 'off' });
    }
  });
});
