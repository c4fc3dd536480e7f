import { describe, expect, it } from 'vitest';
import { parseInline } from '../../lib/markdown/inline.ts';
import type { Inline } from '../../lib/markdown/tree.ts';

const definitions = new Map([['B', { href: 'https://a.example', title: '' }]]);

/** Each is a trap for a reader that looks ahead, or back, as far as there is text. */
const traps = [
  ...[
    '*a_',
    '**_a',
    '*a **b ',
    '***a',
    '_a',
    '~~a',
    '*',
    '日本**',
    '[',
    '![',
    '](',
    '[](',
    '[[a](b)',
    '[a](b',
    '[a](b "',
    '[a](<b',
  ],
  ...[
    '](<',
    '[a][b]',
    '[a',
    '`',
    '` `` ``` ',
    '<a',
    '<a:',
    '<a@',
    '&',
    '&a',
    '&#',
    '\\',
    '\\(',
    '\\[x',
    '$',
    '$a',
    '$$a',
    '<br>',
  ],
  ...[
    'a.a.a.',
    'www.',
    'www.a_',
    '(www.a_',
    'https://',
    'https://a.b/(',
    'https://a.b/&a;',
    'a@',
    'a@b.',
    '  \n',
    ' ',
    '(',
  ],
] as const;

/** ms, the best of some. */
function cost(text: string, isOpen: boolean): number {
  let best = Infinity;
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    parseInline(text, { definitions, isOpen });
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** How many times as long the eightfold text takes. One that takes no time at all is as quick as can be. */
function growth(piece: string, isOpen: boolean): number {
  const short = piece.repeat(8_000 / piece.length);
  const long = piece.repeat(64_000 / piece.length);
  return cost(long, isOpen) / Math.max(cost(short, isOpen), 0.4);
}

/** Backticks in runs of every length: each looks for an end that never comes. */
const allRuns = (length: number): string => {
  let text = '';
  for (let run = 1; text.length < length; run += 1) text += `${'`'.repeat(run)} `;
  return text;
};

const nodes = (inlines: readonly Inline[]): number =>
  inlines.reduce((sum, inline) => sum + 1 + ('children' in inline ? nodes(inline.children) : 0), 0);

describe('the cost of a line', () => {
  it.each(traps)('is in proportion to its length: %j', (piece) => {
    // A quadratic one takes 64 times as long; a machine that does something else meanwhile is asked again.
    const isLinear = (isOpen: boolean): boolean => [0, 1, 2, 3].some(() => growth(piece, isOpen) < 30);
    expect([isLinear(false), isLinear(true)]).toEqual([true, true]);
  });

  it('is in proportion for runs of every length', () => {
    const long = allRuns(64_000);
    expect([0, 1, 2, 3].some(() => cost(long, false) < 12 * Math.max(1, cost(allRuns(8_000), false)))).toBe(
      true,
    );
  });

  it.each([
    '*a*',
    '**a** ',
    '`a`',
    '[a](b)',
    '$x$ ',
    '&amp;',
    'a\n',
    '*a ',
    '[',
    '![',
    '<https://a>',
    '\\(x\\)',
  ])('is a tree of no more than 20,000 nodes: %j', (piece) => {
    const text = piece.repeat(120_000 / piece.length);
    for (const isOpen of [false, true]) {
      expect(nodes(parseInline(text, { definitions, isOpen }))).toBeLessThanOrEqual(20_001);
    }
  });
});
