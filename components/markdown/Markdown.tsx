import { memo, useState, type ReactElement } from 'react';
import type { Token } from 'marked';
import { IsGrowing } from './answer-end.ts';
import { Block } from './Block.tsx';
import { createMarkdownStream, groupSize } from './markdown-stream.ts';

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
  const [stream] = useState(createMarkdownStream);
  const groups = stream.update(text, isComplete);
  return (
    <div className="markdown" dir="auto">
      {groups.map((blocks, index) => (
        <Group key={index} blocks={blocks} isOpen={!isComplete && index === groups.length - 1} />
      ))}
    </div>
  );
}

const Group = memo(function Group({ blocks, isOpen }: { blocks: readonly Token[]; isOpen: boolean }) {
  return (
    <div className={blocks.length === groupSize ? 'block-group is-full' : 'block-group'}>
      {blocks.map((token, index) => (
        <IsGrowing key={index} value={isOpen && index === blocks.length - 1}>
          <Block token={token} depth={0} />
        </IsGrowing>
      ))}
    </div>
  );
});
