import { createElement, memo, type ReactElement, type ReactNode } from 'react';
import { blockDirection } from '../../lib/markdown/text-direction.ts';
import type { MarkdownBlock } from '../../lib/markdown/tree.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { InlineText, WithinQuote } from './InlineText.tsx';
import { ListBlock } from './ListBlock.tsx';
import { MathText } from './MathText.tsx';
import { RestText } from './RestText.tsx';
import { TableBlock } from './TableBlock.tsx';

interface BlockProps {
  block: MarkdownBlock;
  /** Its end is still being written. */
  isOpen: boolean;
}

/** A block that keeps its identity is not rendered again. */
export const Block = memo(function Block({ block, isOpen }: BlockProps): ReactElement {
  switch (block.type) {
    case 'paragraph':
      return (
        <p dir="auto">
          <InlineText text={block.text} isOpen={isOpen} />
        </p>
      );
    case 'heading': {
      // The page's own titles are level 1 and 2, and answers begin anywhere: # to ### are one level, told apart by looks.
      const { level, text } = block;
      const looks = { className: `heading-${level}`, dir: 'auto' };
      return createElement(`h${Math.max(3, level)}`, looks, <InlineText text={text} isOpen={isOpen} />);
    }
    case 'quote':
      return (
        <blockquote dir={blockDirection(block)}>
          <WithinQuote value={true}>{blocksInside(block.blocks, isOpen)}</WithinQuote>
        </blockquote>
      );
    case 'list':
      return <ListBlock list={block} isOpen={isOpen} body={blocksInside} />;
    case 'code':
      return <CodeBlock text={block.text} language={block.info} isOpen={isOpen} />;
    case 'math':
      return <MathText tex={block.tex} isDisplay />;
    case 'table':
      return <TableBlock table={block} isOpen={isOpen} />;
    case 'rule':
      return <hr />;
    case 'rest':
      return <RestText text={block.text} />;
    default:
      return block satisfies never;
  }
});

/** The last of them is open where what they stand in is. */
function blocksInside(blocks: readonly MarkdownBlock[], isOpen: boolean): ReactNode {
  return blocks.map((block, index) => (
    <Block key={index} block={block} isOpen={isOpen && index === blocks.length - 1} />
  ));
}
