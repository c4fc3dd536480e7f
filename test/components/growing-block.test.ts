import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTailReader } from '../../components/markdown/growing-block.ts';
import { lexBlocks } from '../../components/markdown/lex-blocks.ts';
import { scaled } from '../run/scale.ts';
import { growingTexts } from './markdown-corpus.ts';

const items = [
  '- a\n',
  '- [x] b\n',
  '- c **d**\n',
  '  e\n',
  '   - f\n',
  '- ',
  '-',
  '* g\n',
  ' - h\n',
  '-\n',
  '- - -\n',
];
const numbers = ['1. a\n', '2. b\n', '3) c\n', '10. d\n', '   e\n', '1.', '- '];
const rows = ['| a | b |\n', '|---|:-:|\n', '| 1 | 2 |\n', '| `x|y` |\n', 'z\n', '|', '| [n] | \\| |\n'];
const between = [
  '\n',
  '\n\n',
  'text\n',
  '---\n',
  '> q\n',
  '```\n',
  '    code\n',
  '# h\n',
  '\t',
  '===\n',
  '[n]',
  '[n]: https://a.test\n',
];

describe('the reader of the open tail', () => {
  it('reads a growing text as it reads the same text at once, whatever it has kept', () => {
    const piece = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...items) },
      { weight: 2, arbitrary: fc.constantFrom(...numbers) },
      { weight: 3, arbitrary: fc.constantFrom(...rows) },
      { weight: 1, arbitrary: fc.constantFrom(...between) },
      { weight: 1, arbitrary: fc.constantFrom(...growingTexts) },
    );
    const run = fc.tuple(piece, fc.integer({ min: 1, max: 5 })).map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(
        fc.array(run, { minLength: 1, maxLength: 12 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 24 }),
        fc.integer({ min: 1, max: 4 }),
        (runs, shares, batch) => {
          // A stream takes its carriage returns out before.
          const text = runs.join('').replace(/\r\n?/g, '\n');
          const reader = createTailReader(batch);
          const cuts = shares.map((share) => Math.floor(share * text.length)).toSorted((a, b) => a - b);
          for (const cut of [...cuts, text.length]) {
            const source = text.slice(0, cut);
            expect(reader.read(source, {})).toEqual(lexBlocks(source, {}));
          }
        },
      ),
      { numRuns: scaled(3_000) },
    );
  });

  it.each([
    ['a list', '- item\n'],
    ['a loose list', '- item\n\n'],
    ['a numbered list', '1. item\n'],
  ])('keeps the finished items of %s as they are', (_what, item) => {
    const reader = createTailReader(8);
    const texts = [20, 40, 60].map((count) => item.repeat(count));
    const [, before, after] = texts.map((text) => {
      const [list] = reader.read(text, {}).tokens;
      return list?.type === 'list' ? (list['items'] as object[]) : [];
    });
    expect(before).toHaveLength(40);
    expect(after).toHaveLength(60);
    for (let kept = 0; kept < 18; kept += 1) expect(after?.[kept]).toBe(before?.[kept]);
  });

  it('keeps the finished rows of a table as they are', () => {
    const reader = createTailReader(8);
    const head = 'Text\n| a | b |\n|---|--:|\n';
    const [, before, after] = [20, 40, 60].map((count) => {
      const table = reader.read(head + '| 1 | 2 |\n'.repeat(count), {}).tokens[1];
      return table?.type === 'table' ? (table['rows'] as object[]) : [];
    });
    expect(before).toHaveLength(40);
    for (let kept = 0; kept < 18; kept += 1) expect(after?.[kept]).toBe(before?.[kept]);
  });
});
