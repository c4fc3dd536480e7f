import { describe, expect, it } from 'vitest';
import { createMarkdownStream } from '../../components/markdown/markdown-stream.ts';
import { lexBlocks } from '../../components/markdown/lex-blocks.ts';
import { scaled } from '../run/scale.ts';

/*
 * Texts that make a searching tokenizer look ahead from every character. With marked's own rules the first took 14 s at
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

describe('an answer made to be slow', () => {
  it.each(Object.entries(hostile))('%s: is read whole', (_, text) => {
    const { tokens } = lexBlocks(text, {});
    expect(tokens.map(({ raw }) => raw).join('')).toHaveLength(text.length);
  });

  it.each(Object.entries(hostile))('%s: streams', (_, text) => {
    const stream = createMarkdownStream();
    for (let length = 500; length <= text.length; length += 500) stream.update(text.slice(0, length), false);
    expect(JSON.stringify(stream.update(text, true)).length).toBeGreaterThan(0);
  });
});
