import { describe, expect, it } from 'vitest';
import { parseInline } from '../../lib/markdown/inline.ts';
import { createMarkdownReader } from '../../lib/markdown/markdown-reader.ts';
import type { Definitions } from '../../lib/markdown/tree.ts';
import { scaled } from '../run/scale.ts';

/*
 * Texts that make a searching tokenizer look ahead from every character. With another reader the first took 14 s at
 * twice this length; here a hang would end at the runner's limit.
 */
const size = scaled(40_000);
const hostile = {
  'an address that never comes': `${'a.'.repeat(size / 2)}@`,
  'spaces without a line end': `a${' '.repeat(size)}b`,
  'brackets behind an address': `http://a.b/${')'.repeat(size)}`,
  'open brackets': '['.repeat(size),
  'half links': '[a]('.repeat(size / 4),
  stars: '*a **b '.repeat(size / 7),
  underscores: '_a __b '.repeat(size / 7),
  'addresses without a gap': 'http://'.repeat(size / 7),
  definitions: Array.from(
    { length: size / 16 },
    (_, index) => `[a${index}]: http://x\n\n[a${index}]\n\n`,
  ).join(''),
  'one long word': 'a'.repeat(size),
};

/** As whoever shows them does. */
function readLeaves(value: unknown, definitions: Definitions): number {
  if (typeof value === 'string') return parseInline(value, { definitions, isOpen: false }).length;
  if (value === null || typeof value !== 'object') return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + readLeaves(part, definitions), 0);
}

/** All the words and marks, wherever they have come to stand. */
function characters(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object') return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + characters(part), 0);
}

describe('an answer made to be slow', () => {
  it.each(Object.entries(hostile))('%s: is read whole', (what, text) => {
    const { blocks, definitions } = createMarkdownReader().read(text, true);
    if (what !== 'definitions') expect(characters(blocks)).toBeGreaterThanOrEqual(text.length);
    expect(readLeaves(blocks, definitions)).toBeGreaterThan(0);
  });

  it.each(Object.entries(hostile))('%s: streams', (_, text) => {
    const reader = createMarkdownReader();
    for (let length = 500; length <= text.length; length += 500) {
      const { blocks, definitions } = reader.read(text.slice(0, length), false);
      readLeaves(blocks.at(-1), definitions);
    }
    expect(reader.read(text, true)).toEqual(createMarkdownReader().read(text, true));
  });
});
