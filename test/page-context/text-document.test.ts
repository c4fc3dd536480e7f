// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { readPage } from '../../lib/page-context/capture.ts';

let type = 'text/html';
Object.defineProperty(Document.prototype, 'contentType', { configurable: true, get: () => type });

afterEach(() => {
  type = 'text/html';
});

/** As browsers show a file: its text in a `pre`. */
function show(contentType: string, text: string): void {
  document.documentElement.innerHTML = '<head></head><body><pre></pre></body>';
  const pre = document.querySelector('pre');
  if (pre !== null) pre.textContent = text;
  type = contentType;
}

const read = () => readPage(document, null, 'https://example.org/notes');

describe('a text file', () => {
  it.each([
    'text/plain',
    'text/markdown',
    'text/csv',
    'text/css',
    'text/javascript',
    'application/json',
    'application/ld+json',
    'application/yaml',
    'application/javascript',
  ])('of %s is read as it stands', (contentType) => {
    const text = '# no heading of ours\n\n\ta | b\n  - c';
    show(contentType, `${text}\n`);
    expect(read()).toMatchObject({ source: 'text', text, pageLength: text.length, title: 'example.org' });
  });

  it.each(['text/html', 'application/xhtml+xml', 'text/xml', 'application/xml', 'image/svg+xml'])(
    'is none of %s',
    (contentType) => {
      show(contentType, 'a');
      expect(read()).toMatchObject({ source: 'visible' });
    },
  );

  it('that is long is cut, and tells its length', () => {
    show('text/plain', 'ab\n'.repeat(100_000));
    expect(read()).toMatchObject({
      source: 'text',
      pageLength: 299_999,
      text: 'ab\n'.repeat(40_000).trimEnd(),
    });
  });

  it('of nothing is empty', () => {
    show('text/plain', ' \n');
    expect(read()).toEqual({ unreadable: 'empty' });
  });

  it('has its selection read, where there is one', () => {
    show('text/plain', 'one\ntwo\nthree');
    const range = document.createRange();
    const text = document.querySelector('pre')?.firstChild ?? document;
    range.setStart(text, 4);
    range.setEnd(text, 7);
    const selection = { rangeCount: 1, getRangeAt: () => range };
    expect(readPage(document, selection as unknown as Selection, 'https://example.org/')).toMatchObject({
      source: 'selection',
      text: 'two',
    });
  });
});
