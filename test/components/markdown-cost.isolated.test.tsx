// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../components/markdown/Markdown.tsx';
import type * as Inline from '../../lib/markdown/inline.ts';

// Never there: whether it comes in time for a test would be chance. What it adds has tests of its own (rich-blocks.test.tsx).
vi.mock('../../components/markdown/rich.ts', () => {
  throw new Error('not here');
});

/*
 * What an answer costs while it grows, in characters whose inline markdown is read, and drawn anew: those are what takes
 * the time, and they can be counted on any machine.
 */
const counted = vi.hoisted(() => ({ texts: [] as string[] }));

vi.mock('../../lib/markdown/inline.ts', async (importOriginal) => {
  const original = await importOriginal<typeof Inline>();
  return {
    ...original,
    parseInline: (...args: Parameters<typeof original.parseInline>) => {
      counted.texts.push(args[0]);
      return original.parseInline(...args);
    },
  };
});

beforeEach(() => {
  counted.texts = [];
});
afterEach(cleanup);

/** Feeds the pieces one after the other, and tells which leaves each of them had read. */
function reads(pieces: readonly string[]): (readonly string[])[] {
  const { rerender } = render(<Markdown text="" isComplete={false} />);
  let text = '';
  return pieces.map((piece) => {
    text += piece;
    counted.texts = [];
    rerender(<Markdown text={text} isComplete={false} />);
    return counted.texts;
  });
}

const costs = (pieces: readonly string[]): number[] => reads(pieces).map((texts) => texts.join('').length);
const times = (count: number, piece: string): string[] => Array.from({ length: count }, () => piece);
const most = (numbers: readonly number[]): number => Math.max(...numbers);

describe('a piece that arrives costs', () => {
  it('nothing while code is open', () => {
    expect(most(costs(['```ts\n', ...times(200, 'const a = 1;\n')]))).toBe(0);
  });

  it('its own paragraph, and the one that it ends', () => {
    const paragraph = 'A sentence of a paragraph.\n\n';
    const cost = costs(times(100, paragraph));
    expect(most(cost)).toBeLessThan(2 * paragraph.length);
    expect(cost.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(90 * (paragraph.length - 2));
  });

  it.each([
    ['a list', '- an item\n', ''],
    ['a numbered list', '1. an item\n', ''],
    ['a loose list', '- an item\n\n', ''],
    ['a quoted list', '> - an item\n', ''],
    ['a table', '| a | b |\n', '| x | y |\n|---|---|\n'],
  ])('not all of %s that is long', (_, line, head) => {
    const [, , ...cost] = costs([head, ...times(200, line)]);
    // Its own words, and those of the item or row before, which is open no longer.
    expect(most(cost)).toBeLessThanOrEqual(2 * line.length);
    expect(most(cost)).toBeGreaterThan(0);
  });

  it('nothing where it is none', () => {
    const text = 'A paragraph.\n\nAnother';
    const { rerender } = render(<Markdown text={text} isComplete={false} />);
    counted.texts = [];
    rerender(<Markdown text={text} isComplete={false} />);
    expect(counted.texts).toEqual([]);
    rerender(<Markdown text={text} isComplete />);
    expect(counted.texts).toEqual(['Another']);
  });

  it('no leaf but those that may name it, where it defines a link', () => {
    const [, after] = reads([
      'Plain.\n\nSee [it].\n\n- More\n- of [it]\n\nEnd\n',
      '\n[it]: https://a.test\n\nLast',
    ]);
    expect(after).not.toContain('Plain.');
    expect(after).not.toContain('More');
    expect(after).toContain('See [it].');
    expect(after).toContain('of [it]');
    expect(document.querySelectorAll('a[href="https://a.test/"]')).toHaveLength(2);
  });
});
