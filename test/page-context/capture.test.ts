// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readPage } from '../../lib/page-context/capture.ts';
import { capturedPage } from '../../lib/page-context/captured-page.ts';

/**
 * What a DOM without layout can show. Hiding by geometry, colour and computed clip is proved in a real browser, over
 * the same fixtures: test/e2e/page-reader.e2e.ts.
 */
const here = 'https://example.org/dir/page?q=1';
const fixtures = join(import.meta.dirname, 'fixtures');

function show(html: string, head = '<title>Title</title>'): void {
  document.documentElement.innerHTML = `<head>${head}</head><body>${html}</body>`;
}

const read = (location = here) => {
  const captured = readPage(document, null, location);
  if ('unreadable' in captured) throw new Error(`unreadable: ${captured.unreadable}`);
  return captured;
};

beforeEach(() => {
  for (const { name } of document.documentElement.attributes) document.documentElement.removeAttribute(name);
});

describe('text', () => {
  it.each([
    ['paragraphs', '<p>One  \n two</p><p>three</p>', 'One two\n\nthree'],
    ['headings', '<h1>A</h1><p>b</p><h3>C</h3>', '# A\n\nb\n\n### C'],
    ['lists', '<ul><li>a<li>b<ul><li>c</ul></ul><p>d</p>', '- a\n- b\n  - c\n\nd'],
    ['an empty item', '<ul><li></li></ul><p>d</p>', 'd'],
    ['paragraphs in items', '<ul><li><p>a</p><p>b</p></li></ul>', '- a\n\n  b'],
    [
      'tables',
      '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td></td></tr><tr><td>1</td><td>2</td></tr></table>',
      'a | b\n--- | ---\n1 |\n1 | 2',
    ],
    ['tables that lay out', '<table><tr><td><h2>a</h2></td><td><p>b</p></td></tr></table>', '## a\n\nb'],
    ['code', '<pre><code>if (a) {\n\tb();  \n\n\n}\n</code></pre>', '```\nif (a) {\n\tb();\n\n\n}\n```'],
    ['line breaks', 'a<br>b<br><br><br>c', 'a\nb\n\nc'],
    ['phrases', 'a<b>b</b> <i> c</i>&nbsp;&nbsp;d', 'ab c d'],
    ['nothing invisible', 'a\u200bb\u{e0041}c', 'abc'],
    ['no markup from text', '<p>&lt;script&gt;x&lt;/script&gt;</p>', '<script>x</script>'],
  ])('of %s', (_, html, text) => {
    show(html);
    expect(read()).toMatchObject({ text, source: 'visible', pageLength: text.length });
  });
});

describe('never read', () => {
  it.each([
    [
      'form values',
      '<input value=X><input type=password value=X><textarea>X</textarea><select><option>X</select><output>X</output>',
    ],
    ['options of an input', '<input list=a><datalist id=a><option value=X>X</option></datalist>'],
    [
      'what the user writes',
      '<div contenteditable>X</div><div contenteditable=true><p contenteditable=false>X</p></div>',
    ],
    [
      'widgets that stand for fields',
      '<div role=textbox>X</div><div role="combobox">X</div><span autocomplete="billing cc-number">X</span>',
    ],
    [
      'code of the page',
      '<script>X</script><style>X</style><noscript>X</noscript><template>X</template><!-- X -->',
    ],
    ['what is no text of this page', '<iframe>X</iframe><object>X</object><svg><text>X</text></svg>'],
    ['attributes', '<p title=X aria-label=X data-x=X></p><img alt=X>'],
    [
      'hidden elements',
      '<p hidden>X</p><p hidden=until-found>X</p><p style="display:none">X</p><div style="visibility:hidden">X</div>',
    ],
    [
      'faint and tiny text',
      '<div style="opacity:0"><p>X</p></div><p style="font-size:0">X</p><p style="font-size:1px">X</p>',
    ],
    ['closed details', '<details><p>X</p></details>'],
  ])('%s', (_, html) => {
    show(`<p>Seen</p>${html}`);
    expect(read().text).toBe('Seen');
  });

  it('a page whose whole document is edited', () => {
    show('<p>Draft</p>');
    document.body.setAttribute('contenteditable', '');
    expect(readPage(document, null, here)).toEqual({ unreadable: 'empty' });
  });
});

describe('read all the same', () => {
  it.each([
    [
      'text in a form that shadows its own properties',
      '<form><input name=childNodes><input name=firstChild><input name=localName>Words</form>',
    ],
    [
      'what shows itself in a hidden parent',
      '<div style="visibility:hidden">X<b style="visibility:visible">Words</b></div>',
    ],
    ['the summary of closed details', '<details>X<summary>Words</summary>X</details>'],
    ['aria-hidden that is seen', '<p aria-hidden=true>Words</p>'],
  ])('%s', (_, html) => {
    show(html);
    expect(read().text).toBe('Words');
  });

  it('open shadow roots, with what is slotted into them', () => {
    show('<div id=host><b>slotted</b><i slot=none>unslotted</i></div>');
    const root = document.querySelector('#host')?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = '<p>shadow</p><input value=X><slot></slot>';
    expect(read().text).toBe('shadow\n\nslotted');
  });
});

describe('facts', () => {
  it.each([
    [
      'the canonical address',
      '<link rel=canonical href="/canonical#x">',
      here,
      'https://example.org/canonical',
    ],
    ["not another origin's", '<link rel=canonical href="https://bank.example/">', here, here],
    ['not the front page', '<link rel=canonical href="https://example.org/">', here, here],
    ['not a script', '<link rel=canonical href="javascript:x">', here, here],
    [
      'no fragment, no credentials',
      '',
      'https://me:secret@example.org/a?b#token=1',
      'https://example.org/a?b',
    ],
    ['no endless query', '', `https://example.org/a?${'x'.repeat(3_000)}`, 'https://example.org/a'],
  ])('address: %s', (_, head, location, url) => {
    show('<p>x</p>', head);
    expect(read(location).url).toBe(url);
  });

  it.each([
    ['of the tab', '<title> A\n title </title>', '<h1>Heading</h1>', 'A title'],
    ['else of the heading', '', '<h1>Heading</h1>', 'Heading'],
    ['else the host', '', '<p>x</p>', 'example.org'],
    ['cut', `<title>${'x'.repeat(400)}</title>`, '<p>x</p>', `${'x'.repeat(299)}…`],
  ])('title: %s', (_, head, body, title) => {
    show(body, head);
    expect(read().title).toBe(title);
  });

  it.each([
    [
      '<meta property="article:published_time" content="2025-03-14T08:30:00+01:00">',
      '2025-03-14T07:30:00.000Z',
    ],
    ['<meta itemprop="datePublished" content="2025-03-14">', '2025-03-14'],
    ['<meta name="date" content="soon"><meta itemprop="datePublished" content="<b>">', undefined],
  ])('publication date: %s', (head, date) => {
    show('<p>x</p>', head);
    expect(read().publishedAt).toBe(date);
  });

  it.each([
    ['pt-BR', 'pt-BR'],
    ['"><b>', undefined],
  ])('language: %s', (lang, language) => {
    show('<p>x</p>');
    document.documentElement.setAttribute('lang', lang);
    expect(read().language).toBe(language);
  });
});

describe('every fixture', () => {
  it.each(readdirSync(fixtures))('%s: is parsed as it was read, and its document is unchanged', (name) => {
    const source = readFileSync(join(fixtures, name), 'utf8').replace(/<script>[^]*?<\/script>/g, '');
    document.documentElement.innerHTML = source.replace(/^[^]*?<html[^>]*>/, '');
    const before = document.documentElement.outerHTML;
    const captured = readPage(document, null, here);
    expect(captured).toHaveProperty('source');
    expect(capturedPage.parse(captured)).toEqual(captured);
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

describe('an extractor that loses most of the main part', () => {
  const sentences = (count: number): string =>
    'The crew counts the passengers twice, and then once more. '.repeat(count);

  it('is passed over for all of that part, without what stands beside it', () => {
    const cells = Array.from(
      { length: 8 },
      (_, at) => `<div class=cell><div><ul><li>Item ${at}</li><li>${sentences(3)}</li></ul></div></div>`,
    );
    show(
      `<nav>Menu</nav><main><div class=cell><div><p>${sentences(5)}</p></div></div>${cells.join('')}<aside>Beside</aside><section class=comments>Said</section></main>`,
    );
    const { text, source } = read();
    expect(source).toBe('article');
    expect(text).toContain('- Item 7');
    for (const other of ['Menu', 'Beside', 'Said']) expect(text).not.toContain(other);
  });
});

describe('trouble', () => {
  it('a page without text is empty', () => {
    show('<img alt=X><p> </p>');
    expect(readPage(document, null, here)).toEqual({ unreadable: 'empty' });
  });

  it('an error inside is an answer, never thrown into the page', () => {
    show('<p>x</p>');
    expect(readPage(document, null, 'not an address')).toEqual({ unreadable: 'failed' });
  });
});
