import { longestPage } from '../../lib/page-context/limits.ts';
import { describe, expect, it } from 'vitest';
import { attachment } from '../../lib/shared/conversation.ts';
import { capturedPage, toAttachment, type ReadablePage } from '../../lib/page-context/captured-page.ts';

const page: ReadablePage = {
  title: 'A page',
  url: 'https://example.org/a',
  language: 'en-GB',
  publishedAt: '2025-03-14',
  text: 'Some text.',
  pageLength: 100,
  source: 'article',
};

describe('what comes back from a page', () => {
  it.each([
    ['a whole page', page],
    [
      'a page that says little of itself',
      { title: 't', url: 'http://e.org/', text: 'x', pageLength: 1, source: 'visible' },
    ],
    ['an empty page', { unreadable: 'empty' }],
    ['a PDF', { unreadable: 'pdf' }],
    ['a local file', { ...page, url: 'file:///home/ann/notes.html' }],
  ])('is taken: %s', (_, value) => {
    expect(capturedPage.safeParse(value).success).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['null, as executeScript gives where a script failed', null],
    ['another reason', { unreadable: 'because' }],
    ['no text', { ...page, text: '' }],
    ['too much text', { ...page, text: 'x'.repeat(400_001) }],
    ['control characters in the text', { ...page, text: 'a\u0000b' }],
    ['an endless title', { ...page, title: 'x'.repeat(301) }],
    ['an address that runs', { ...page, url: 'javascript:alert(1)' }],
    ['an endless address', { ...page, url: `https://e.org/${'x'.repeat(2_048)}` }],
    ['no address', { ...page, url: 'here' }],
    ['a language of markup', { ...page, language: '"><b>' }],
    ['a date that is none', { ...page, publishedAt: 'yesterday' }],
    ['a negative length', { ...page, pageLength: -1 }],
    ['a length without end', { ...page, pageLength: Number.POSITIVE_INFINITY }],
    ['half a post', { ...page, source: 'thread', posts: 2.5 }],
    ['another source', { ...page, source: 'password' }],
  ])('is refused: %s', (_, value) => {
    expect(capturedPage.safeParse(value).success).toBe(false);
  });
});

describe('the attachment made of it', () => {
  const made = { id: '5f0c2a9e-7d61-4c58-9b1d-0a6f3e2c8b47', capturedAt: '2025-03-14T08:30:00.000Z' };

  it('is well-formed Unicode, whoever has taken the reader’s place', () => {
    const half = { ...page, title: 'T\ud83d', url: 'https://example.org/\udc00', text: 'x\ud83dy' };
    expect(toAttachment(half, made, 1_000)).toMatchObject({
      title: 'T\ufffd',
      url: 'https://example.org/\ufffd',
      text: 'x\ufffdy',
    });
  });

  it('is a first revision that fits the contract', () => {
    const result = toAttachment(page, made, 1_000);
    expect(attachment.parse(result)).toEqual(result);
    expect(result).toMatchObject({
      ...made,
      revision: 1,
      text: 'Some text.',
      pageLength: 100,
      language: 'en-GB',
    });
  });

  it('has as many posts as were read, also where the budget has room for some', () => {
    const thread = { ...page, source: 'thread', posts: 14 } as const;
    expect(toAttachment(thread, made, 1_000).posts).toBe(14);
    expect(toAttachment({ ...thread, text: 'A sentence. '.repeat(10) }, made, 50)).toMatchObject({
      posts: 14,
      captured: 120,
    });
    expect(toAttachment(page, made, 1_000)).not.toHaveProperty('posts');
  });

  it('is cut to the budget, with the length of the whole', () => {
    const result = toAttachment(
      { ...page, text: 'A sentence. '.repeat(10).trim(), pageLength: 500 },
      made,
      50,
    );
    expect(result).toMatchObject({
      text: 'A sentence. A sentence. A sentence. A sentence.',
      pageLength: 500,
    });
  });

  it('says the name of a local file, and not where it lies', () => {
    const local = { ...page, url: 'file:///home/ann/taxes/notes%201.html' };
    expect(toAttachment(local, made, 12_000).url).toBe('file:///notes%201.html');
  });

  it('says how much there was: of what was cut, the whole of it, also where the reader had to end', () => {
    const captured = (length: number) =>
      toAttachment({ ...page, text: 'x'.repeat(length), pageLength: 500_000 }, made, 1_000).captured;
    expect(captured(1_000)).toBeUndefined();
    expect(captured(50_000)).toBe(50_000);
    expect(captured(longestPage)).toBe(500_000);
  });

  it('says so of a page that goes on, also where all that was read of it goes', () => {
    const begun: ReadablePage = { ...page, pageLength: 500_000, isBeginning: true };
    expect(toAttachment(begun, made, 12_000).captured).toBe(500_000);
    expect(toAttachment({ ...begun, text: 'x'.repeat(50_000) }, made, 1_000).captured).toBe(500_000);
  });

  it('never says that more than the whole page goes', () => {
    expect(toAttachment({ ...page, pageLength: 3 }, made, 1_000).pageLength).toBe(page.text.length);
  });
});
