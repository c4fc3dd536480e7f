import { parseInline } from '../../lib/markdown/inline.ts';
import { plainInline } from '../../lib/markdown/inline-tree.ts';
import type { MarkdownReading } from '../../lib/markdown/markdown-reader.ts';
import type { Definitions, MarkdownBlock, Table } from '../../lib/markdown/tree.ts';

/** What a person reads of it; of a text that is still being written, the leaf that stands last is read as open. */
export function shownWords({ blocks, definitions }: MarkdownReading, isComplete: boolean): string {
  return blocksWords(blocks, definitions, !isComplete);
}

function blocksWords(blocks: readonly MarkdownBlock[], definitions: Definitions, isOpen: boolean): string {
  return blocks
    .map((block, at) => blockWords(block, definitions, isOpen && at === blocks.length - 1))
    .join('\n');
}

function blockWords(block: MarkdownBlock, definitions: Definitions, isOpen: boolean): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return plainInline(parseInline(block.text, { definitions, isOpen }));
    case 'quote':
      return blocksWords(block.blocks, definitions, isOpen);
    case 'list':
      return block.items
        .map(({ blocks }, at) => blocksWords(blocks, definitions, isOpen && at === block.items.length - 1))
        .join('\n');
    case 'code':
    case 'rest':
      return block.text;
    case 'math':
      return block.tex;
    case 'table':
      return tableWords(block, definitions, isOpen);
    case 'rule':
      return '';
  }
}

function tableWords({ head, rows }: Table, definitions: Definitions, isOpen: boolean): string {
  const lines = [head, ...rows];
  return lines
    .map((cells, line) => {
      const last = isOpen && line === lines.length - 1 ? cells.findLastIndex((cell) => cell !== '') : -1;
      return cells
        .map((cell, at) => plainInline(parseInline(cell, { definitions, isOpen: at === last, isCell: true })))
        .join(' ');
    })
    .join('\n');
}
