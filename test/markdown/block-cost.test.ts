import { describe, expect, it } from 'vitest';
import { createMarkdownReader } from '../../lib/markdown/markdown-reader.ts';
import type { MarkdownBlock } from '../../lib/markdown/tree.ts';

/** Each is a trap for a reader that looks back, or copies what is there already. */
const traps = [
  ...['>', '- ', '|', '[', '*', '`', '$', '你好，', '\0', '1. ', '#', '[a]: b "', ' >', ':-:|', 'word '],
  ...[
    '\n',
    '>\n',
    '- a\n\n',
    '[a]: /b\n',
    '| a |\n',
    '```\n',
    '$$\n',
    '    a\n',
    'a\n',
    'a | b\n',
    '\r',
    '[a]: <b>\n"',
  ],
];
const growing = [
  '>',
  '- ',
  '|',
  '[a',
  '*',
  '`',
  '$$',
  '你好，',
  'word ',
  'a\n',
  '- a\n',
  '| a |\n',
  '[a]: /b\n',
];

/** ms. */
function cost(text: string, frames: number): number {
  const start = performance.now();
  const reader = createMarkdownReader();
  for (let frame = 1; frame < frames; frame += 1)
    reader.read(text.slice(0, Math.ceil((text.length * frame) / frames)), false);
  reader.read(text, true);
  return performance.now() - start;
}

/** A quadratic one takes 64 times as long; a machine that does something else meanwhile is asked again. */
function isInProportion(piece: string, frames: number): boolean {
  const short = piece.repeat(8_000 / piece.length);
  const long = piece.repeat(64_000 / piece.length);
  return [0, 1, 2, 3, 4].some(() => cost(long, frames) < 30 * Math.max(0.4, cost(short, frames)));
}

describe('the cost of blocks', () => {
  it.each(traps)('is in proportion to the text: %j', (piece) => {
    expect(isInProportion(piece, 1)).toBe(true);
  });

  it.each(growing)('is in proportion to the text, in each of 60 frames: %j', (piece) => {
    expect(isInProportion(piece, 60)).toBe(true);
  });
});

const read = (text: string): readonly MarkdownBlock[] => createMarkdownReader().read(text, true).blocks;

function depth(blocks: readonly MarkdownBlock[]): number {
  const inside = blocks.map((block) => {
    if (block.type === 'quote') return 1 + depth(block.blocks);
    if (block.type === 'list') return 1 + Math.max(...block.items.map((item) => depth(item.blocks)));
    return 0;
  });
  return Math.max(0, ...inside);
}

/** All that is written in the leaves. */
function written(blocks: readonly MarkdownBlock[]): string {
  return blocks
    .map((block) => {
      switch (block.type) {
        case 'quote':
          return written(block.blocks);
        case 'list':
          return block.items.map((item) => written(item.blocks)).join('\n');
        case 'table':
          return [block.head, ...block.rows].map((cells) => cells.join(' ')).join('\n');
        case 'math':
          return block.tex;
        case 'rule':
          return '';
        default:
          return block.text;
      }
    })
    .join('\n');
}

const row = (columns: number, cell: string): string => `${`|${cell}`.repeat(columns)}|\n`;

describe('what is beyond a cap', () => {
  it.each(['> ', '- ', '1. ', '> - ', '* + '])('is text within the twelfth container: %j', (mark) => {
    const blocks = read(`${mark.repeat(2_000)}end`);
    expect(depth(blocks)).toBe(12);
    expect(written(blocks)).toMatch(/^[>*+-1].*end$/s);
  });

  it('is the rest from the 101st column on, up to the end of that table', () => {
    const table = row(101, 'a') + row(101, '-') + row(101, 'b');
    expect(read(`${table}\n*next*`)).toEqual([
      { type: 'rest', text: table.trimEnd() },
      { type: 'paragraph', text: '*next*' },
    ]);
    expect(read(row(100, 'a') + row(100, '-'))).toMatchObject([{ type: 'table', rows: [] }]);
  });

  it('is the rest from the 5,000th cell on, in all tables together', () => {
    const table = row(50, 'a') + row(50, '-') + row(50, 'b').repeat(60);
    const [first, between, second, rest, after] = read(`${table}\nx\n\n${table}\ny`);
    expect(first).toMatchObject({ type: 'table', rows: { length: 60 } });
    expect(between).toEqual({ type: 'paragraph', text: 'x' });
    expect(second).toMatchObject({ type: 'table', rows: { length: 40 } });
    expect(rest).toEqual({ type: 'rest', text: row(50, 'b').repeat(20).trimEnd() });
    expect(after).toEqual({ type: 'paragraph', text: 'y' });
  });

  it.each([
    '*a* b\n',
    '[a](b)\n\n',
    '- a\n',
    '> - `a`\n\n',
    '***\n',
    '$$\nx\n$$\n',
    '# *a*\n',
    '| a | b |\n|-|-|\n\n',
  ])('is the rest where the whole has cost enough, and nothing of it is lost: %j', (piece) => {
    const text = `${piece.repeat(15_100)}end`;
    const blocks = read(text);
    const rest = blocks.at(-1);
    expect(blocks.filter(({ type }) => type === 'rest')).toHaveLength(1);
    expect(rest).toMatchObject({ type: 'rest', text: expect.stringMatching(/end$/) });
    if (rest?.type === 'rest') expect(text.endsWith(rest.text)).toBe(true);
    const letters = text.replace(/[^ax]/g, '').length;
    expect(written(blocks).replace(/[^ax]/g, '')).toHaveLength(letters);
  });

  it('ends no block of code: its lines cost nothing', () => {
    const code = '*a* [b](c)\n'.repeat(6_000);
    expect(read(`\`\`\`\n${code}\`\`\`\nafter`)).toEqual([
      { type: 'code', text: code, info: '' },
      { type: 'paragraph', text: 'after' },
    ]);
  });

  it('is text from the 101st definition on', () => {
    const text = Array.from({ length: 101 }, (_, at) => `[n${at}]: /u`).join('\n');
    const { blocks, definitions } = createMarkdownReader().read(text, true);
    expect(definitions.size).toBe(100);
    expect(blocks).toEqual([{ type: 'paragraph', text: '[n100]: /u' }]);
  });

  it('is bounded for a table of a thousand columns and two thousand rows', () => {
    const text = `${'|a'.repeat(1_000)}|\n${'|-'.repeat(1_000)}|\n${'|\n'.repeat(2_000)}`;
    expect(read(text)).toEqual([{ type: 'rest', text: text.trimEnd() }]);
  });
});
