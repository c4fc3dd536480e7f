import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { parseInline } from '../../lib/markdown/inline.ts';
import { scaled } from '../run/scale.ts';
import { referenceEmphasis } from './emphasis-reference.ts';
import { inlineHtml } from './inline-html.ts';

const specified = (text: string): string =>
  micromark(`${text}\n\n[ref]: /ref "R"\n`, {
    allowDangerousProtocol: true,
    extensions: [
      gfm({ singleTilde: false }),
      gfmStrikethroughCjkFriendly({ singleTilde: false }),
      cjkFriendlyExtension(),
      { disable: { null: ['htmlFlow', 'htmlText'] } },
    ],
    htmlExtensions: [gfmHtml()],
  }).trim();

const definitions = new Map([['REF', { href: '/ref', title: 'R' }]]);

const ours = (text: string): string =>
  `<p>${inlineHtml(parseInline(text, { definitions, isOpen: false }))}</p>`;

const words = [
  'a',
  'b c',
  ' ',
  '.',
  ',',
  '"',
  '(',
  ')',
  '你',
  '。',
  '「',
  '」',
  '한',
  'é',
  '€',
  '😀',
  '\n',
  '葛󠄀',
  '“\uFE01',
];
const marks = [
  '*',
  '**',
  '_',
  '__',
  '`',
  '``',
  '[',
  ']',
  '![',
  '](/u)',
  '](</v w> "t")',
  '][ref]',
  '[ref]',
  '[]',
];
const small = [
  '&amp;',
  '&eacute;',
  '&#35;',
  '&nope;',
  '\\*',
  '\\`',
  '\\',
  '<https://x.example>',
  '<b>',
  '  \n',
  '!',
  '~',
];

/** Math; a fence; an address that ends at `>` with us; and a name that is followed by a bracket, where micromark knows another rule than the specification. */
const isLeftOut = /\\<https|\\[([]|\n~~~|\n``|\[ref\]\[(?!ref\]|\])/;

const line = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 })
    .map((parts) => `x${parts.join('')}x`.replaceAll(/\n\s*/g, '\n'))
    .filter((text) => !isLeftOut.test(text));

/**
 * Every run of a mark as long as the others: by the rule of three, micromark counts what is left of a run where the
 * specification counts the whole of it, and runs of one length leave nothing over.
 */
function evenRuns(text: string, stars: number, bars: number): string {
  return text.replace(/\\[^]|\*+|_+/g, (run) => {
    if (run.startsWith('\\')) return run;
    return run.startsWith('*') ? '*'.repeat(stars) : '_'.repeat(bars);
  });
}

const length = fc.integer({ min: 1, max: 3 });

describe('what is in a line, against micromark', () => {
  it('is the same for any mixture of marks', () => {
    fc.assert(
      fc.property(line(...words, ...marks, ...marks, ...small), length, length, (uneven, stars, bars) => {
        const text = evenRuns(uneven, stars, bars);
        // A rule, or a list.
        fc.pre(!/\n[*_]+(?:\s|$)/.test(text));
        const result = specified(text);
        // One link never inside another, with us.
        fc.pre(!/<a [^>]*>(?:(?!<\/a>)[^])*<a /.test(result));
        expect(ours(text)).toBe(result);
      }),
      { numRuns: scaled(1_500) },
    );
  });

  it('is the same for strikes beside any script', () => {
    fc.assert(
      fc.property(line(...words, '~~', '~~', '~~~', '~', '`'), (text) => {
        expect(ours(text)).toBe(specified(text));
      }),
      { numRuns: scaled(600) },
    );
  });

  it('is the same for emphasis in runs of any length, and as the specification counts them', () => {
    const pieces = ['a', 'b', ' ', '.', '(', '*', '**', '***', '_', '__', '___'];
    fc.assert(
      fc.property(line(...pieces, ...pieces.slice(5)), (text) => {
        expect(`<p>${referenceEmphasis(text, 'left')}</p>`).toBe(micromark(text));
        expect(ours(text)).toBe(`<p>${referenceEmphasis(text, 'whole')}</p>`);
      }),
      { numRuns: scaled(1_000) },
    );
  });

  it.each([
    ['x`**a*]a**x', 'x`<em><em>a</em>]a</em>*x', 'x`*<em>a</em>]a**x'],
    ['__a_*__.', '<em><em>a</em>*</em>_.', '_<em>a</em>*__.'],
  ])(
    'is as specified where micromark counts what is left of a run: %j',
    (text, specification, micromarks) => {
      expect([ours(text), micromark(text)]).toEqual([`<p>${specification}</p>`, `<p>${micromarks}</p>`]);
    },
  );
});
