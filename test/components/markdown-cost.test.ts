import { Lexer } from 'marked';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createMarkdownStream,
  groupSize,
  type BlockGroups,
} from '../../components/markdown/markdown-stream.ts';

/*
 * What an answer costs while it grows, in characters that marked reads: those are what takes the time, and they can be
 * counted on any machine.
 */
let reads: number[] = [];

beforeEach(() => {
  const { lex } = Lexer.prototype;
  vi.spyOn(Lexer.prototype, 'lex').mockImplementation(function counted(this: Lexer, source: string) {
    reads.push(source.length);
    return lex.call(this, source);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Feeds the pieces one after the other, and tells how many characters each of them cost. */
function costs(pieces: readonly string[]): number[] {
  const stream = createMarkdownStream();
  let text = '';
  return pieces.map((piece) => {
    text += piece;
    reads = [];
    stream.update(text, false);
    return reads.reduce((sum, length) => sum + length, 0);
  });
}

const times = (count: number, piece: string): string[] => Array.from({ length: count }, () => piece);
const most = (numbers: readonly number[]): number => Math.max(...numbers);

describe('a piece that arrives costs', () => {
  it('nothing while code is open, but for its first line', () => {
    const [first = 0, ...others] = costs(['```ts\n', ...times(500, 'const a = 1;\n')]);
    expect(first).toBeGreaterThan(0);
    expect(most(others)).toBe(0);
  });

  it('as much as before once the code is closed', () => {
    const cost = costs([
      '```\n',
      ...times(50, 'code\n'),
      '```\n',
      '\n',
      'After.\n',
      ...times(50, 'More.\n\n'),
    ]);
    expect(cost.at(-1)).toBeLessThan(60);
  });

  it('its own paragraph, and not the ones before', () => {
    const cost = costs(times(300, 'A sentence of a paragraph.\n\n'));
    // The open one, the one before it, and each of them once more when it becomes final.
    expect(most(cost)).toBeLessThan(5 * 'A sentence of a paragraph.\n\n'.length);
  });

  it.each([
    ['a list', '- an item\n', ''],
    ['a numbered list', '1. an item\n', ''],
    ['a loose list', '- an item\n\n', ''],
    ['a table', '| a | b |\n', '| x | y |\n|---|---|\n'],
  ])('not all of %s that is long', (_, line, head) => {
    const cost = costs([head, ...times(600, line)]);
    // Batches of 24 are kept as soon as two more follow; keeping one reads it once more.
    expect(most(cost)).toBeLessThan(80 * line.length);
    expect(cost.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(600 * line.length);
  });

  it('nothing where it is none', () => {
    const stream = createMarkdownStream();
    const first = stream.update('A paragraph.\n\nAnother', false);
    reads = [];
    expect(stream.update('A paragraph.\n\nAnother', false)).toBe(first);
    expect(reads).toEqual([]);
    const done = stream.update('A paragraph.\n\nAnother', true);
    reads = [];
    expect(stream.update('A paragraph.\n\nAnother', true)).toBe(done);
    expect(reads).toEqual([]);
  });
});

describe('what is drawn again', () => {
  const flat = (groups: BlockGroups) => groups.flat();

  it('is no block that is final, though a link was defined since, unless it may name it', () => {
    const stream = createMarkdownStream();
    const text = 'Plain.\n\nSee [it].\n\nMore.\n\nEnd\nof it';
    const before = flat(stream.update(text, false));
    const after = flat(stream.update(`${text}\n\n[it]: https://a.test\n\nLast\n\nof all`, false));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(JSON.stringify(after[1])).toContain('https://a.test');
    expect(after[2]).toBe(before[2]);
  });

  it('is a full group only where one of its blocks is', () => {
    const text = 'A paragraph.\n\n'.repeat(groupSize + 2);
    const stream = createMarkdownStream();
    const before = stream.update(text, false);
    const after = stream.update(`${text}[x]: https://a.test\n\nSo\n\nand`, false);
    expect(after[0]).not.toBe(before[0]);
    expect(after[0]).toEqual(before[0]);
    expect(stream.update(`${text}[x]: https://a.test\n\nSo\n\nand on\n\nand on`, false)[0]).toBe(after[0]);
  });

  it('is in groups of the same size, the last one shorter', () => {
    const sizes = (blocks: number): number[] =>
      createMarkdownStream()
        .update('A paragraph.\n\n'.repeat(blocks), true)
        .map((group) => group.length);
    expect(sizes(0)).toEqual([]);
    expect(sizes(groupSize - 1)).toEqual([groupSize - 1]);
    expect(sizes(groupSize)).toEqual([groupSize]);
    expect(sizes(groupSize + 1)).toEqual([groupSize, 1]);
    expect(sizes(3 * groupSize)).toEqual([groupSize, groupSize, groupSize]);
  });
});
