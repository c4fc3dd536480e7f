import { parseInline } from './inline.ts';
import { plainInline } from './inline-tree.ts';
import { createMarkdownReader } from './markdown-reader.ts';
import type { MarkdownBlock } from './tree.ts';

/**
 * The words of an answer as they are read, without marks: a text for each paragraph, heading, cell and block of code, in
 * order. Formulas are left out: they are not read as they are written.
 * @param imageLabel what stands in the place of a picture
 */
export function plainTexts(markdown: string, imageLabel: (alt: string) => string): string[] {
  const { blocks, definitions } = createMarkdownReader().read(markdown, true);
  const words = { image: (alt: string) => imageLabel(alt.trim()), math: () => '' };
  const leaf = (text: string, isCell: boolean): string =>
    plainInline(parseInline(text, { definitions, isOpen: false, isCell }), words);
  return blocks.flatMap((block) => textsOf(block, leaf));
}

function textsOf(block: MarkdownBlock, leaf: (text: string, isCell: boolean) => string): string[] {
  const inside = (blocks: readonly MarkdownBlock[]): string[] =>
    blocks.flatMap((each) => textsOf(each, leaf));
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [leaf(block.text, false)];
    case 'quote':
      return inside(block.blocks);
    case 'list':
      return block.items.flatMap(({ blocks }) => inside(blocks));
    case 'code':
    case 'rest':
      return [block.text];
    case 'table':
      return [block.head, ...block.rows].flatMap((row) => row.map((cell) => leaf(cell, true)));
    case 'math':
    case 'rule':
      return [];
    default:
      return block satisfies never;
  }
}
