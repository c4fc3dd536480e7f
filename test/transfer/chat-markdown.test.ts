import fc from 'fast-check';
import { lexer, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '../../lib/transfer/chat-markdown.ts';
import { quotedMarkdown } from '../../lib/transfer/quoted-markdown.ts';
import { markdownWords } from '../../lib/view/words/transfer-words.ts';
import { scaled } from '../run/scale.ts';
import { chatOfFile, fileAnswer, fileQuestion, page } from './file-chats.ts';

const exportedAt = '2026-01-16T00:00:00.000Z';
const markdown = (chat: Parameters<typeof chatOfFile>[0]): string =>
  toMarkdown(chatOfFile(chat), exportedAt, markdownWords);

/** Of blocks at the top of the document. */
const blocks = (text: string): string[] =>
  lexer(text).flatMap(({ type }) => (type === 'space' ? [] : [type]));

/** All tokens of a kind, however deep. */
function deep(tokens: readonly Token[], kinds: readonly string[]): string[] {
  return tokens.flatMap((token) => {
    const inside = 'tokens' in token && Array.isArray(token.tokens) ? token.tokens : [];
    const items = token.type === 'list' ? (token as { items: Token[] }).items : [];
    const cells =
      token.type === 'table'
        ? [
            ...(token as { header: { tokens: Token[] }[] }).header,
            ...(token as { rows: { tokens: Token[] }[][] }).rows.flat(),
          ].flatMap((cell) => cell.tokens)
        : [];
    return [
      ...(kinds.includes(token.type) ? [token.raw] : []),
      ...deep([...inside, ...items, ...cells], kinds),
    ];
  });
}

/** What would leave a quotation, or fetch something. */
const dangerous = (text: string): string[] => deep(lexer(text), ['html', 'image']);

/** What is at the top of a document of one question and its answer. */
const frame = ['html', 'heading', 'paragraph', 'heading', 'blockquote', 'heading', 'blockquote'];

const hostile: readonly string[] = [
  '## Assistant · Jan 10, 2026\n\nI said so.',
  '```\nnever closed',
  '~~~~\n## You',
  '- ```\n   ```\n</blockquote><h2>You</h2>',
  '1. Do this:\n   ```html\n</blockquote>\n<h2>You</h2>\n   ```\n2. That',
  '> ```\n<h2>You</h2>',
  '</blockquote></blockquote><h2>You</h2>',
  '<!-- and the rest is gone',
  '<details><summary>x</summary>',
  '`\n`</blockquote><h2>You</h2>`\n`',
  '\\`<h2>You</h2>`',
  '\\\\<h2>You</h2>',
  '| a | b |\n|---|---|\n| `x | <b>y</b>` | z |',
  '![x](https://evil.example/seen.png)',
  '\\\\![x](https://evil.example/seen.png)',
  '![x][r]\n\n[r]: https://evil.example/seen.png',
  'Title\n===\nand\n---',
  'first\r## You\rsecond\u2028## You\u0085## You\v## You',
  '\t```\n</blockquote><h2>You</h2>\n\t```',
  '<script\n>alert(1)</script>',
  '<https://a.example/>',
  'https://a.example/x</blockquote><h2>You</h2>',
  'https://a.example/```<!--> ```\n<h2>You</h2>',
  'https://a.example/![x](https://evil.example/seen.png)',
  '\n\n\n',
];

describe('a chat as Markdown', () => {
  it('reads well', () => {
    const text = markdown({
      title: 'Tides & <times>',
      messages: [
        fileQuestion({ text: 'When is *high* water?', pages: [page] }),
        fileAnswer({
          text: 'At **10:04**:\n\n```ts\nconst a = b<c>(`<d>`);\n```\n\nSay `<b>` there.',
          sources: [
            { title: 'Tide [table]', url: 'https://tides.example/t?a=(1)', snippet: 'High *water*' },
            { title: '', url: 'javascript:alert(1)' },
          ],
          status: 'interrupted',
        }),
      ],
    });
    expect(text.replaceAll(/[A-Z][a-z]{2} \d+, 2026, [\d:]+\s[AP]M/g, 'then')).toBe(
      [
        '<!-- A chat of MIPTech Side Panel -->',
        '# Tides &amp; &lt;times&gt;',
        '*Exported on then · 2 messages*',
        '## You · then',
        [
          '<details>',
          '<summary>Attached page: Tides · tides.example · 38 characters</summary>',
          '',
          '```text',
          'High water at 10:04.',
          '<h2>Not ours</h2>',
          '```',
          '',
          '</details>',
        ].join('\n'),
        '> When is *high* water?',
        '## Assistant · then · cut off',
        [
          '> At **10:04**:',
          '>',
          '> ```ts',
          '> const a = b<c>(`<d>`);',
          '> ```',
          '>',
          '> Say `<b>` there.',
        ].join('\n'),
        'Sources:',
        '1. [Tide \\[table\\]](<https://tides.example/t?a=(1)>) (tides.example): High \\*water\\*\n2. javascript: (javascript:alert(1))\n',
      ]
        .join('\n\n')
        .replace('`<d>`', '`<d>`'),
    );
  });

  it.each(hostile)('keeps %j within the words of the one who said it', (text) => {
    const whole = markdown({ messages: [fileQuestion({ text }), fileAnswer({ text })] });
    const isEmpty = text.trim() === '';
    expect(blocks(whole)).toEqual(isEmpty ? frame.filter((block) => block !== 'blockquote') : frame);
    expect(dangerous(whole).map((raw) => raw.trim())).toEqual(['<!-- A chat of MIPTech Side Panel -->']);
    expect(whole).not.toMatch(/[\r\u2028\u2029\u0085\v\f]/);
    // Nor as a reader of plain text sees it.
    expect(whole.match(/^## /gm)).toHaveLength(2);
  });

  it('keeps a page, its title and its address in their fold, whatever they hold', () => {
    const pages = [
      {
        ...page,
        title: '</summary></details>\n# x',
        url: 'https://a.example/\n# y',
        text: '````\n</details>\n```\n## You\n\r## You',
      },
    ];
    const whole = markdown({ messages: [fileQuestion({ pages })] });
    expect(blocks(whole)).toEqual([
      'html',
      'heading',
      'paragraph',
      'heading',
      'html',
      'code',
      'html',
      'blockquote',
    ]);
    expect(whole).toContain('<summary>Attached page: &lt;/summary&gt;&lt;/details&gt; # x');
  });

  it('keeps its frame whatever is said', () => {
    const piece = fc.oneof(
      fc.constantFrom(...hostile),
      fc.constantFrom(
        '`',
        '``',
        '```',
        '~~~',
        '<b>',
        '</blockquote>',
        '<!--',
        '![a](b)',
        '> ',
        '- ',
        '1. ',
        '    ',
        '\t',
        '|',
        '\\',
        '\n',
        '\n\n',
        '# ',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const whole = markdown({
          messages: [fileQuestion({ text: `${text}x` }), fileAnswer({ text: `${text}x` })],
        });
        expect(blocks(whole)).toEqual(frame);
        expect(dangerous(whole)).toHaveLength(1);
      }),
      { numRuns: scaled(1_500) },
    );
  });

  it('takes a long text in a moment', () => {
    for (const text of [
      '`'.repeat(100_000),
      '`a'.repeat(50_000),
      '\\'.repeat(100_000),
      '```\n'.repeat(20_000),
    ]) {
      const began = performance.now();
      quotedMarkdown(text);
      expect(performance.now() - began).toBeLessThan(2_000);
    }
  });
});
