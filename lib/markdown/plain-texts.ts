import { parseInline } from './inline.ts';
import { plainInline, type PlainWords } from './inline-tree.ts';
import { createMarkdownReader } from './markdown-reader.ts';
import type { MarkdownBlock } from './tree.ts';

/**
 * The words of an answer as they are read, without marks: a text for each paragraph, heading, cell, formula and block of
 * code, in order.
 */
export function plainTexts(markdown: string, words: PlainWords = {}): string[] {
  const { blocks, definitions } = createMarkdownReader().read(markdown, true);
  const leaves: Leaves = {
    words: (text, isCell) => plainInline(parseInline(text, { definitions, isOpen: false, isCell }), words),
    math: (tex) => words.math?.(tex) ?? tex,
  };
  return blocks.flatMap((block) => textsOf(block, leaves));
}

interface Leaves {
  words(text: string, isCell: boolean): string;
  math(tex: string): string;
}

function textsOf(block: MarkdownBlock, leaves: Leaves): string[] {
  const inside = (blocks: readonly MarkdownBlock[]): string[] =>
    blocks.flatMap((each) => textsOf(each, leaves));
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [leaves.words(block.text, false)];
    case 'quote':
      return inside(block.blocks);
    case 'list':
      return block.items.flatMap(({ blocks }) => inside(blocks));
    case 'code':
    case 'rest':
      return [block.text];
    case 'table':
      return [block.head, ...block.rows].flatMap((row) => row.map((cell) => leaves.words(cell, true)));
    case 'math': {
      const text = leaves.math(block.tex);
      return text === '' ? [] : [text];
    }
    case 'rule':
      return [];
    default:
      return block satisfies never;
  }
}
