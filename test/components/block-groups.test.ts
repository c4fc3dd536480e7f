import { describe, expect, it } from 'vitest';
import { createBlockGroups, groupSize } from '../../components/markdown/block-groups.ts';
import { createMarkdownReader } from '../../lib/markdown/markdown-reader.ts';

const paragraphs = (count: number): string => 'A paragraph.\n\n'.repeat(count);

/** The groups of texts that each continue the one before. */
function grouped(...texts: readonly string[]) {
  const reader = createMarkdownReader();
  const groups = createBlockGroups();
  return texts.map((text) => groups(reader.read(text, false).blocks));
}

describe('the blocks of an answer', () => {
  it('stand in groups of the same size, the last one shorter', () => {
    const sizes = (count: number): number[] =>
      grouped(paragraphs(count)).flatMap((groups) => groups.map(({ length }) => length));
    expect(sizes(0)).toEqual([]);
    expect(sizes(groupSize - 1)).toEqual([groupSize - 1]);
    expect(sizes(groupSize)).toEqual([groupSize]);
    expect(sizes(groupSize + 1)).toEqual([groupSize, 1]);
    expect(sizes(3 * groupSize)).toEqual([groupSize, groupSize, groupSize]);
  });

  it('keep their identity once they are finished, and so do full groups of them', () => {
    const text = paragraphs(groupSize * 2 + 5);
    const [before, after] = grouped(text, `${text}And another one.\n\nEnd`);
    expect(after).toHaveLength(3);
    expect(after?.[0]).toBe(before?.[0]);
    expect(after?.[1]).toBe(before?.[1]);
    expect(after?.[2]?.[0]).toBe(before?.[2]?.[0]);
  });

  it('keep it where a link is defined below them', () => {
    const text = `See [it].\n\n${paragraphs(groupSize)}`;
    const [before, after] = grouped(text, `${text}[it]: https://a.test\n\nSo\n\nand`);
    expect(after?.[0]).toBe(before?.[0]);
  });

  it.each([
    ['a list', 'Before\n', '- item\n'],
    ['a loose list', 'Before\n', '- item\n\n'],
    ['a numbered list', 'Before\n', '1. item\n'],
    ['a table', '| a | b |\n|---|--:|\n', '| 1 | 2 |\n'],
  ])('of %s keep the items or rows that are finished', (_, head, line) => {
    const partsOf = (
      groups: ReturnType<ReturnType<typeof createBlockGroups>> | undefined,
    ): readonly unknown[] => {
      const block = groups?.flat().at(-1);
      return block?.type === 'list' ? block.items : block?.type === 'table' ? block.rows : [];
    };
    const [before, after] = grouped(head + line.repeat(40), head + line.repeat(60));
    expect(partsOf(before)).toHaveLength(40);
    expect(partsOf(after)).toHaveLength(60);
    for (let kept = 0; kept < 38; kept += 1) expect(partsOf(after)[kept]).toBe(partsOf(before)[kept]);
  });

  it('start over with a text that does not continue the one before', () => {
    const [, after] = grouped(paragraphs(3), 'Another');
    expect(after).toEqual([[{ type: 'paragraph', text: 'Another' }]]);
  });
});
