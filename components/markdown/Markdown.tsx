import { memo, useState, type ReactElement } from 'react';
import { createMarkdownReader } from '../../lib/markdown/markdown-reader.ts';
import type { MarkdownBlock } from '../../lib/markdown/tree.ts';
import { Block } from './Block.tsx';
import { createBlockGroups, groupSize } from './block-groups.ts';
import { CurrentDefinitions } from './InlineText.tsx';

interface MarkdownProps {
  /** The text so far. */
  text: string;
  /** No more will come. */
  isComplete: boolean;
}

/**
 * Untrusted markdown as React elements: no HTML string exists, so nothing can be injected; nothing loads.
 * Blocks are never moved between parents, so selections and focus in finished ones survive the stream.
 */
export function Markdown({ text, isComplete }: MarkdownProps): ReactElement {
  const [reader] = useState(createMarkdownReader);
  const [grouped] = useState(createBlockGroups);
  const { blocks, definitions } = reader.read(text, isComplete);
  const groups = grouped(blocks);
  return (
    <CurrentDefinitions value={definitions}>
      <div className="markdown">
        {groups.map((group, index) => (
          <Group key={index} blocks={group} isOpen={!isComplete && index === groups.length - 1} />
        ))}
      </div>
    </CurrentDefinitions>
  );
}

const Group = memo(function Group({ blocks, isOpen }: { blocks: readonly MarkdownBlock[]; isOpen: boolean }) {
  return (
    <div className={blocks.length === groupSize ? 'block-group is-full' : 'block-group'}>
      {blocks.map((block, index) => (
        <Block key={index} block={block} isOpen={isOpen && index === blocks.length - 1} />
      ))}
    </div>
  );
});
