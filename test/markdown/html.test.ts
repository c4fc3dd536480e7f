import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { plainToHtml, toHtml, type HtmlOptions } from '../../lib/markdown/html.ts';
import type { Inline, MarkdownBlock } from '../../lib/markdown/tree.ts';

const text = (words: string): Inline => ({ type: 'text', text: words });

/** Leaves of these tests hold no markdown, but for what `inlines` says. */
const options = (inlines: readonly Inline[] | null = null): HtmlOptions => ({
  inlines: (words) => inlines ?? [text(words)],
  link: (href, words) =>
    /^https?:/.test(href) ? { href, note: words.includes('bank') ? new URL(href).host : '' } : null,
  imageLabel: (alt) => `Image: ${alt}`,
});

const paragraph = (words: string): MarkdownBlock => ({ type: 'paragraph', text: words });

describe('a block as HTML', () => {
  it.each<[string, MarkdownBlock, string]>([
    ['a paragraph', paragraph('a < b & "c"'), '<p>a &lt; b &amp; &quot;c&quot;</p>'],
    ['one from right to left', paragraph('1. שלום a'), '<p dir="rtl">1. שלום a</p>'],
    ['one that begins in Latin', paragraph('a שלום'), '<p>a שלום</p>'],
    ['a title', { type: 'heading', level: 1, text: 'T' }, '<h3>T</h3>'],
    ['a low title', { type: 'heading', level: 5, text: 'T' }, '<h5>T</h5>'],
    ['a quotation', { type: 'quote', blocks: [paragraph('q')] }, '<blockquote><p>q</p></blockquote>'],
    ['a rule', { type: 'rule' }, '<hr>'],
    [
      'code',
      { type: 'code', text: 'a<b>\n\tc', info: 'ts" onload="x' },
      '<pre dir="ltr"><code>a&lt;b&gt;\n\tc</code></pre>',
    ],
    [
      'math',
      { type: 'math', tex: String.raw`\frac{a}{b}` },
      String.raw`<p dir="ltr"><code>\frac{a}{b}</code></p>`,
    ],
    ['what is beyond a cap', { type: 'rest', text: 'a\nb' }, '<p>a<br>b</p>'],
    [
      'a tight list',
      { type: 'list', start: null, isTight: true, items: [{ blocks: [paragraph('a')], isDone: null }] },
      '<ul><li>a</li></ul>',
    ],
    [
      'a loose one that begins at 3',
      { type: 'list', start: 3, isTight: false, items: [{ blocks: [paragraph('a')], isDone: null }] },
      '<ol start="3"><li><p>a</p></li></ol>',
    ],
    [
      'tasks',
      {
        type: 'list',
        start: null,
        isTight: true,
        items: [
          { blocks: [paragraph('a')], isDone: true },
          { blocks: [paragraph('b')], isDone: false },
        ],
      },
      '<ul><li>☑ a</li><li>☐ b</li></ul>',
    ],
    [
      'a table, lines and all, a row that is too short too',
      { type: 'table', align: ['right', null], head: ['h', 'i'], rows: [['1']] },
      '<table border="1" cellpadding="4" cellspacing="0"><thead><tr><th align="right">h</th><th>i</th></tr></thead><tbody><tr><td align="right">1</td><td></td></tr></tbody></table>',
    ],
  ])('%s', (_, block, html) => {
    expect(toHtml([block], options())).toBe(html);
  });
});

const link = (href: string, children: readonly Inline[]): Inline => ({
  type: 'link',
  href,
  title: '',
  children,
  raw: `[${href}]`,
});

describe('what stands in a line', () => {
  it.each<[string, Inline, string]>([
    [
      'emphasis',
      { type: 'emphasis', children: [{ type: 'strong', children: [text('a')] }] },
      '<em><strong>a</strong></em>',
    ],
    ['strike', { type: 'strike', children: [text('a')] }, '<s>a</s>'],
    ['code', { type: 'code', text: '<b>' }, '<code>&lt;b&gt;</code>'],
    ['math', { type: 'math', tex: 'x<y', isDisplay: false }, '<code>x&lt;y</code>'],
    ['a break', { type: 'break', isHard: false }, '<br>'],
    [
      'a link',
      link('https://a.test/?x=1&y="2', [text('w')]),
      '<a href="https://a.test/?x=1&amp;y=&quot;2">w</a>',
    ],
    [
      'a link that says another host',
      link('https://evil.test/', [text('bank.test')]),
      '<a href="https://evil.test/">bank.test</a> (evil.test)',
    ],
    ['a link that may not lead there', link('javascript:x', [text('w')]), '[javascript:x]'],
    [
      'a picture',
      { type: 'image', href: 'https://a.test/i.png', title: '', alt: 'tide', raw: '' },
      '<a href="https://a.test/i.png">Image: tide</a>',
    ],
    [
      'a picture from nowhere',
      { type: 'image', href: 'data:x', title: '', alt: 'tide', raw: '' },
      'Image: tide',
    ],
    [
      'a link and a picture in a link',
      link('https://a.test/', [
        { type: 'image', href: 'https://b.test/', title: '', alt: 'i', raw: '' },
        link('https://c.test/', [text('c')]),
      ]),
      '<a href="https://a.test/">Image: ic</a>',
    ],
  ])('%s', (_, inline, html) => {
    expect(toHtml([paragraph('')], options([inline]))).toBe(`<p>${html}</p>`);
  });

  it('is text where it is nested without end', () => {
    let nested: Inline = text('<deep>');
    for (let depth = 0; depth < 5_000; depth += 1) nested = { type: 'emphasis', children: [nested] };
    const html = toHtml([paragraph('')], options([nested]));
    expect(html.match(/<em>/g)).toHaveLength(25);
    expect(html).toContain('&lt;deep&gt;');
  });
});

describe('no text becomes markup', () => {
  it('whatever it is and wherever it stands', () => {
    const markup = fc.constantFrom(
      '<script>',
      '"',
      "'",
      '&lt;',
      '<!--',
      ']]>',
      '\0',
      '\u{D800}',
      '<img src=x>',
      'a',
    );
    fc.assert(
      fc.property(
        fc.array(markup).map((parts) => parts.join('')),
        (words) => {
          const html = toHtml(
            [
              paragraph(words),
              { type: 'heading', level: 2, text: words },
              { type: 'code', text: words, info: words },
              { type: 'math', tex: words },
              { type: 'rest', text: words },
              { type: 'table', align: [null], head: [words], rows: [[words]] },
            ],
            options([
              text(words),
              link(`https://a.test/${words}`, [text(words)]),
              link(words, [text(words)]),
            ]),
          );
          const tags = html.match(/<[^>]*>/g) ?? [];
          expect(
            tags.filter(
              (tag) =>
                !/^<\/?(?:p|h3|pre|code|table|thead|tbody|tr|th|td|a|br)(?: (?:align|border|cellpadding|cellspacing|dir|href)="[^"<>]*")*>$/.test(
                  tag,
                ),
            ),
          ).toEqual([]);
          expect(html).not.toMatch(/\0|[\uD800-\uDFFF]/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('words that are no markdown', () => {
  it('keep their lines', () => {
    expect(plainToHtml('**a**\r\n<b>\n\nc')).toBe('<p>**a**<br>&lt;b&gt;</p><p>c</p>');
  });
});
