import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMarkdownStream, groupSize } from '../../components/markdown/markdown-stream.ts';
import { scaled } from '../run/scale.ts';
import { growingTexts } from './markdown-corpus.ts';

/** Tokens by what they mean; `raw` may hold other blank lines. */
function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((token) => token?.type !== 'space').map(meaning);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'raw');
  return Object.fromEntries(entries.map(([name, part]) => [name, meaning(part)]));
}

const marks = [
  '\n',
  '\n\n',
  '- ',
  '> ',
  '```\n',
  '~~~\n',
  '    ',
  '\t',
  '   ',
  '  - ',
  '10) ',
  '+ ',
  '#',
  '|',
  '---\n',
];
const more = [
  '===\n',
  '*',
  '**',
  '_',
  '`',
  ' \n',
  '\r\n',
  'word ',
  '<div>\n',
  '[name]',
  '[name]: https://a.test\n',
];
const table = '| a | b |\n|--|--|\n';

describe('the markdown stream', () => {
  it('ends with the same blocks wherever the text was cut', () => {
    const piece = fc.oneof(fc.constantFrom(...growingTexts), fc.constantFrom(...marks, ...more, table));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 14 }),
        fc.array(share, { maxLength: 14 }),
        (pieces, shares) => {
          const text = pieces.join('');
          const stream = createMarkdownStream();
          const cuts = shares.map((part) => Math.floor(part * text.length)).toSorted((a, b) => a - b);
          for (const cut of cuts) stream.update(text.slice(0, cut), false);
          const streamed = stream.update(text, true).flat();
          expect(meaning(streamed)).toEqual(meaning(createMarkdownStream().update(text, true).flat()));
        },
      ),
      { numRuns: scaled(2_000) },
    );
  });

  it('keeps the identity of final blocks and of full groups', () => {
    const stream = createMarkdownStream();
    const text = 'A paragraph.\n\n'.repeat(groupSize * 2 + 5);
    const before = stream.update(text, false);
    const after = stream.update(`${text}And another one.\n\nEnd`, false);
    expect(after).toHaveLength(3);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(after[2]?.[0]).toBe(before[2]?.[0]);
  });

  it('reads a definition that has half arrived as nothing more than that', () => {
    const stream = createMarkdownStream();
    stream.update('[late] word\n\nnext\n\n[late]: https://example.test/ha', false);
    const blocks = stream
      .update('[late] word\n\nnext\n\n[late]: https://example.test/half\n\nend', true)
      .flat();
    expect(JSON.stringify(meaning(blocks))).toContain('"href":"https://example.test/half"');
  });
});
