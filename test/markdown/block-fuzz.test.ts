import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { scaled } from '../run/scale.ts';
import { sameHtml, suiteHtml } from './suite-html.ts';

const specified = (text: string): string =>
  micromark(text, {
    allowDangerousProtocol: true,
    extensions: [gfm({ singleTilde: false }), { disable: { null: ['htmlFlow', 'htmlText'] } }],
    htmlExtensions: [gfmHtml()],
  });

/**
 * Where micromark knows another rule than the specification, both are made the same: ends of lines of code in a container, code
 * that is cut in two behind a quote, space at the ends of lines within a code span, and, around a quote, how far
 * apart the items of a list are. What a task's mark is parted by from its words is nobody's matter.
 */
function comparable(html: string, hasQuote: boolean): string {
  const same = sameHtml(html)
    .replace(/(?<!<pre>)<code>[^<]*<\/code>/g, (code) =>
      code.replace(/\s+/g, ' ').replace(/(?<=>) | (?=<)/g, ''),
    )
    .replaceAll('</code></pre><pre><code>', '')
    .replace(
      /(<pre><code[^>]*>)([^<]*)/g,
      (_, start: string, code: string) => start + code.replace(/[ \t]*(?:\n|$)/g, ''),
    )
    .replace(/([☐☑])\n/g, '$1 ');
  return hasQuote ? same.replaceAll('</p><p>', '¶').replace(/<\/?p>/g, '') : same;
}

/** An item with nothing in it, or of a list that does not begin at 1: neither interrupts a paragraph. */
const shyItem = /(?:^|[ \t>])(?:(?:[-+*]|\d+[.)])[ \t]*$|(?!1[.)])\d+[.)])/;

/**
 * Micromark takes them for text behind indented code, too, and behind another mark on their line; it takes space behind a
 * quote's mark for a blank line of the list before it, and a blank line that is indented like code for none.
 */
function isOtherRule(text: string): boolean {
  if (/(?:^|\n)(?:[ >]*> {2,}| *(?: {4}|\t)[ \t]*)(?:\n|$)/.test(text)) return true;
  const lines = text.split('\n');
  return lines.some((line, at) => {
    const found = shyItem.exec(line);
    const before = lines.slice(0, at).findLast((other) => other.trim() !== '');
    if (!found || before === undefined) return false;
    return /\t| {4}/.test(before) || line.slice(0, found.index + 1).trim() !== '';
  });
}

const marks = ['', '', '', '> ', '>', '- ', '-   ', '* ', '1. ', '2) ', '10. ', ' ', '  ', '   ', '-\t'];
const indents = ['    ', '\t'];
const leaves = [
  ...[
    'a',
    'b c',
    '',
    '',
    '# h',
    '#',
    '---',
    '***',
    '===',
    '--',
    '```',
    '~~~',
    '``` x',
    'd  ',
    '[r]',
    '1.',
    '-',
  ],
  '+ e',
];
const tables = ['| a | b |', '|---|:-:|', '| - |', '| c |', 'a | b', '- | -', '|', '| `x|y` | \\| |', ':--'];
const tasks = ['- [ ] t', '- [x] t', '1. [x]', '* [ ]'];

interface Grammar {
  readonly around: readonly string[];
  readonly leaf: readonly string[];
}

const lines = ({ around, leaf }: Grammar): fc.Arbitrary<string> =>
  fc
    .array(
      fc
        .tuple(fc.array(fc.constantFrom(...around), { maxLength: 3 }), fc.constantFrom(...leaf))
        .map(([before, words]) => before.join('') + words),
      { minLength: 1, maxLength: 7 },
    )
    .map((all) => all.join('\n'))
    .filter((text) => !isOtherRule(text));

/** The definition stands behind it all: in code behind a definition, micromark loses ends of lines. */
function isSame(body: string): void {
  const text = `${body}\n\n[r]: /u\n`;
  const hasQuote = text.includes('>');
  expect(comparable(suiteHtml(text), hasQuote)).toBe(comparable(specified(text), hasQuote));
}

describe('blocks, against micromark', () => {
  it('are the same for any lines', () => {
    const grammar = { around: [...marks, ...indents], leaf: leaves };
    fc.assert(fc.property(lines(grammar), isSame), { numRuns: scaled(600) });
  });

  it('are the same with tables and tasks', () => {
    const grammar = { around: marks, leaf: [...leaves, ...tables, ...tables, ...tasks] };
    // A head that is indented like code is one with us, as with cmark-gfm; and one right behind a table in a container.
    const isOther = /\n {4}|\n {0,3}\t|(?:^|\n)[ >*+\d-].*(?::-|- ?\||\| ?-).*\n(?![ >\n]|$)/;
    const some = lines(grammar).filter((text) => !isOther.test(text));
    fc.assert(fc.property(some, isSame), { numRuns: scaled(600) });
  });

  it.each([
    ['[r]: /u\n---', '<hr />'],
    ['[r]: /u\n===', '<p>===</p>'],
    ['[r]: /u\n"t"\n~~~\n    a\n#', '<pre><code>    a\n#\n</code></pre>'],
    ['\t-\n-', '<pre><code>-\n</code></pre><ul><li></li></ul>'],
    ['--\n* -', '<p>--</p><ul><li><ul><li></li></ul></li></ul>'],
    ['-   ~~~\n\t#\n-   # h', '<ul><li><pre><code>#\n</code></pre></li><li><h1>h</h1></li></ul>'],
    ['    + e\n     ', '<pre><code>+ e\n</code></pre>'],
    [
      '>2) + e\n>   \n>>a',
      '<blockquote><ol start="2"><li><ul><li>e</li></ul></li></ol><blockquote><p>a</p></blockquote></blockquote>',
    ],
    ['|\n:--', '<p>|\n:--</p>'],
    [
      '- t\n  :--\na\n| - |',
      '<ul><li><table><thead><tr><th align="left">t</th></tr></thead></table></li></ul><table><thead><tr><th>a</th></tr></thead></table>',
    ],
    ['- a\n| b |\n  | - |', '<ul><li>a<table><thead><tr><th>b</th></tr></thead></table></li></ul>'],
  ])('are as specified where micromark is not, or was not asked: %j', (text, html) => {
    expect(suiteHtml(text)).toBe(html);
  });
});
