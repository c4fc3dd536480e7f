// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { readPage } from '../../lib/page-context/capture.ts';
import { shownAuthor, statedAuthor } from '../../lib/page-context/page-author.ts';
import { pageLanguage, pageTitle, pageUrl, publicationDate } from '../../lib/page-context/page-facts.ts';

const here = 'https://example.org/dir/page';

function show(head: string, body = '<p>x</p>', root = ''): void {
  for (const { name } of [...document.documentElement.attributes])
    document.documentElement.removeAttribute(name);
  if (root !== '') document.documentElement.setAttribute('lang', root);
  document.documentElement.innerHTML = `<head>${head}</head><body>${body}</body>`;
}

describe('the title', () => {
  it.each([
    [299, 'x'.repeat(299)],
    [300, 'x'.repeat(300)],
    [301, `${'x'.repeat(299)}…`],
  ])('of %d characters', (length, title) => {
    show(`<title>${'x'.repeat(length)}</title>`);
    expect(pageTitle(document, here)).toBe(title);
  });

  it('that is cut is never longer than one that is not, and ends with no space', () => {
    show(`<title>${'x'.repeat(298)} ${'y'.repeat(10)}</title>`);
    expect(pageTitle(document, here)).toBe(`${'x'.repeat(298)}…`);
    show(`<title>${'x'.repeat(298)}🦊${'y'.repeat(10)}</title>`);
    // No half of a character, which no wire could carry.
    expect(pageTitle(document, here)).toMatch(/^x{298}\ufffd?…$/);
  });

  it('is on one line, without what cannot be seen', () => {
    show('<title>\n a\u200b\n\tb </title>');
    expect(pageTitle(document, here)).toBe('a b');
  });

  it('is the first heading where it is empty, and the host where there is neither', () => {
    show('<title> \u200b </title>', '<h1> A\n<b>b</b> </h1><h1>Second</h1>');
    expect(pageTitle(document, here)).toBe('A b');
    show('<title></title>', '<h1> </h1>');
    expect(pageTitle(document, 'https://example.org:8443/a')).toBe('example.org:8443');
  });
});

describe('the address', () => {
  const canonical = (href: string): string => `<link rel=canonical href="${href}">`;
  const filler = (length: number, base: string): string => `${base}${'x'.repeat(length - base.length)}`;

  it.each([
    ['another path', '/other', 'https://example.org/other'],
    ['another path, relative', 'other?q', 'https://example.org/dir/other?q'],
    ['with credentials and fragment', 'https://a:b@example.org/other#c', 'https://example.org/other'],
    ['the front page', '/', here],
    ['the front page with a query', '/?page=7', 'https://example.org/?page=7'],
    ['of plain http', 'http://example.org/other', here],
    ['of another port', 'https://example.org:444/other', here],
    ['no address', 'https://', here],
    ['of 2,048 characters', filler(2_048, 'https://example.org/'), filler(2_048, 'https://example.org/')],
    ['of 2,049 characters', filler(2_049, 'https://example.org/'), here],
  ])('that the page names: %s', (_, href, url) => {
    show(canonical(href));
    expect(pageUrl(document, here)).toBe(url);
  });

  it('is the front page on the front page', () => {
    show(canonical('https://example.org/'));
    expect(pageUrl(document, 'https://example.org/?utm=1')).toBe('https://example.org/');
  });

  it('may be one of plain http, or of files', () => {
    show(canonical('/other'));
    expect(pageUrl(document, 'http://example.org/a')).toBe('http://example.org/other');
    expect(pageUrl(document, 'file:///a/b.html')).toBe('file:///a/b.html');
  });

  it.each([
    [
      '2,048 characters stay',
      filler(2_048, 'https://example.org/a?'),
      filler(2_048, 'https://example.org/a?'),
    ],
    ['2,049 lose their query', filler(2_049, 'https://example.org/a?'), 'https://example.org/a'],
    [
      '2,048 of a path stay',
      `${filler(2_048, 'https://example.org/')}?q`,
      filler(2_048, 'https://example.org/'),
    ],
    ['2,049 of a path lose it', filler(2_049, 'https://example.org/'), 'https://example.org/'],
  ])('%s', (_, location, url) => {
    show('');
    expect(pageUrl(document, location)).toBe(url);
  });
});

describe('the language', () => {
  it.each<[lang: string, head: string, language: string | undefined]>([
    ['en', '', 'en'],
    [' en-GB ', '', 'en-GB'],
    ['sr-Latn-RS', '', 'sr-Latn-RS'],
    ['', '<meta http-equiv=content-language content=fr>', 'fr'],
    ['de', '<meta http-equiv=Content-Language content=fr>', 'de'],
    ['', '', undefined],
    ['e', '', undefined],
    ['engl', '', undefined],
    ['en-', '', undefined],
    ['en-123456789', '', undefined],
    ['en-a-b-c-d', '', 'en-a-b-c-d'],
    ['en-a-b-c-d-e', '', undefined],
  ])('%j %j is %s', (lang, head, language) => {
    show(head, '', lang);
    expect(pageLanguage(document)).toBe(language);
  });
});

describe('the date of publication', () => {
  const day = '<meta itemprop="datePublished" content="2025-03-14">';

  it.each<[head: string, body: string, date: string | undefined]>([
    ['<meta property="article:published_time" content=" 2025-03-14 ">', '', '2025-03-14'],
    [`<meta property="article:published_time" content="2024-01-02">${day}`, '', '2024-01-02'],
    [`${day}<meta property="article:published_time" content="2024-01-02">`, '', '2024-01-02'],
    ['<meta name="dc.date" content="2025-03-14">', '', '2025-03-14'],
    ['<meta name="citation_publication_date" content="2025/03/14">', '', new Date(2025, 2, 14).toISOString()],
    ['', '<time itemprop=datePublished datetime="2025-03-14">then</time>', '2025-03-14'],
    ['', '<article><time datetime="2025-03-14">then</time></article>', '2025-03-14'],
    ['', '<time datetime="2025-03-14">then</time>', undefined],
    ['', '<span itemprop="datePublished" content="2025-03-14">then</span>', '2025-03-14'],
    ['<meta name="parsely-pub-date" content="2025-03-14">', '', '2025-03-14'],
    ['<meta name="date" content="14 March 2025">', '', undefined],
    ['<meta name="date" content="2025-99-99">', '', undefined],
    // One that says nothing does not hide the next.
    [`<meta property="article:published_time" content="2025-99-99">${day}`, '', '2025-03-14'],
    [`<meta property="article:published_time">${day}`, '', '2025-03-14'],
    [`<meta property="article:published_time" content="today">${day}`, '', '2025-03-14'],
    ['<meta name="date" content="2025-03-14T08:30:00+01:00">', '', '2025-03-14T07:30:00.000Z'],
    ['<meta name="date" content="20250314">', '', undefined],
  ])('%s%s is %s', (head, body, date) => {
    show(head, body);
    expect(publicationDate(document)).toBe(date);
  });
});

describe('the author', () => {
  it.each<[head: string, name: string | undefined]>([
    ['<meta name="author" content=" Jo  Miller ">', 'Jo Miller'],
    ['<meta name="author" content="By Jo Miller | The Harbour Post">', 'Jo Miller'],
    ['<meta property="article:author" content="Jo Miller">', 'Jo Miller'],
    ['<meta property="article:author" content="https://x.example/jo">', undefined],
    ['<meta name="author" content="@jo.example"><meta name="dc.creator" content="Jo">', '@jo.example'],
    ['<meta name="author" content="jo@x.example">', undefined],
    ['<meta name="author" content="https://x.example"><meta name="citation_author" content="Jo">', 'Jo'],
    ['<meta name="author" content="">', undefined],
    [`<meta name="author" content="${'x'.repeat(121)}">`, undefined],
    ['<meta name="author" content="2025">', undefined],
    ['<meta name="author" content="Jo\u200b\u202e Miller">', 'Jo Miller'],
  ])('stated by %s is %s', (head, name) => {
    show(head);
    expect(statedAuthor(document)).toBe(name);
  });

  it.each<[body: string, name: string | undefined]>([
    ['<p class="byline">By <a rel="author">Jo Miller</a>, 2 January 2025</p>', 'Jo Miller'],
    ['<p class="byline">Von Karla Wendt · 3 Minuten</p>', 'Karla Wendt'],
    ['<span itemprop="author"><span itemprop="name">Jo</span> (Editor)</span>', 'Jo'],
    ['<article><span class="author">Jo</span></article>', 'Jo'],
    ['<div><span class="author">Jo</span></div>', undefined],
    ['<p class="byline">Jo</p><p class="byline">Jo</p>', 'Jo'],
    ['<p class="byline">Jo</p><p class="byline">Al</p>', undefined],
    ['<p class="byline">作者：林晓</p>', '林晓'],
    ['<p>Jo Miller</p>', undefined],
  ])('shown by %s is %s', (body, name) => {
    show('', body);
    expect(shownAuthor(document)).toBe(name);
  });

  it('of a page is the stated one, else the one that is seen on it', () => {
    const seen = '<p class="byline">By Jo</p><p hidden class="byline">By Al</p>';
    const authorOf = (): string | undefined => {
      const captured = readPage(document, null, here);
      return 'unreadable' in captured ? captured.unreadable : captured.author;
    };
    show('', seen);
    expect(authorOf()).toBe('Jo');
    show('<meta name="author" content="Bo">', seen);
    expect(authorOf()).toBe('Bo');
    show('', '<p hidden class="byline">By Al</p><p>x</p>');
    expect(authorOf()).toBeUndefined();
  });
});
