import { memo, type ReactElement, type ReactNode } from 'react';
import { blockDirection } from '../../lib/markdown/text-direction.ts';
import type { List, ListItem, MarkdownBlock } from '../../lib/markdown/tree.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { chunks, chunkSize } from './chunks.ts';
import { InlineText } from './InlineText.tsx';

/** Renders the blocks inside an item; the last is open where the item is. The same function each time. */
type Body = (blocks: readonly MarkdownBlock[], isOpen: boolean) => ReactNode;

interface ListBlockProps {
  list: List;
  /** Its end is still being written. */
  isOpen: boolean;
  body: Body;
}

/**
 * A list of more items than an answer for people has stands as several lists, one below the other: what is far from
 * view then costs neither layout nor paint, and is not looked at again while the list grows.
 */
export function ListBlock({ list, isOpen, body }: ListBlockProps): ReactElement {
  const { start, items, isTight } = list;
  const parts = chunks(items);
  const shared = {
    isTight,
    direction: blockDirection(list),
    hasTasks: items.some(({ isDone }) => isDone !== null),
    // A marker wider than the indent would be cut off.
    digits: start === null ? 0 : String(start + items.length - 1).length,
    body,
  };
  return (
    <>
      {parts.map((part, index) => (
        <Part
          key={index}
          {...shared}
          items={part}
          start={start === null ? null : start + index * chunkSize}
          isFinished={index < parts.length - 1}
          isOpen={isOpen && index === parts.length - 1}
        />
      ))}
    </>
  );
}

interface PartProps {
  items: readonly ListItem[];
  /** null: bullets. */
  start: number | null;
  isTight: boolean;
  direction: 'ltr' | 'rtl' | undefined;
  hasTasks: boolean;
  digits: number;
  /** More follow. */
  isFinished: boolean;
  isOpen: boolean;
  body: Body;
}

const Part = memo(
  function Part(props: PartProps): ReactElement {
    const { items, start, isTight, direction, hasTasks, digits, isFinished, isOpen, body } = props;
    const classes = [hasTasks && 'task-list', digits > 2 && 'is-wide', isFinished && 'is-finished'];
    const className = classes.filter(Boolean).join(' ');
    const children = items.map((item, index) => (
      <Item
        key={index}
        item={item}
        isTight={isTight}
        isOpen={isOpen && index === items.length - 1}
        body={body}
      />
    ));
    if (start === null)
      return (
        <ul className={className} dir={direction}>
          {children}
        </ul>
      );
    return (
      <ol start={start} className={className} dir={direction}>
        {children}
      </ol>
    );
  },
  ({ items: before, ...others }, { items: after, ...now }) =>
    before.length === after.length &&
    before.every((item, index) => item === after[index]) &&
    (Object.keys(now) as (keyof typeof now)[]).every((name) => others[name] === now[name]),
);

interface ItemProps {
  item: ListItem;
  isTight: boolean;
  isOpen: boolean;
  body: Body;
}

/** A tight item's text stands in the item itself, a loose one's in a paragraph; each is read its own way. */
const Item = memo(function Item({ item, isTight, isOpen, body }: ItemProps): ReactElement {
  const { blocks, isDone } = item;
  return (
    <li>
      {blocks.map((block, index) => {
        const isLast = isOpen && index === blocks.length - 1;
        if (block.type !== 'paragraph')
          return <Inside key={index} block={block} isOpen={isLast} body={body} />;
        const Line = isTight ? 'span' : 'p';
        return (
          <Line key={index} dir="auto">
            {index === 0 && isDone !== null && <TaskMark isDone={isDone} />}
            <InlineText text={block.text} isOpen={isLast} />
          </Line>
        );
      })}
    </li>
  );
});

/** A block that stays the same asks for nothing, though more has come below it in its item. */
const Inside = memo(function Inside({
  block,
  isOpen,
  body,
}: {
  block: MarkdownBlock;
  isOpen: boolean;
  body: Body;
}): ReactNode {
  return body([block], isOpen);
});

function TaskMark({ isDone }: { isDone: boolean }): ReactElement {
  return (
    <span
      className={isDone ? 'task-mark is-done' : 'task-mark'}
      role="img"
      aria-label={isDone ? words.markdown.taskDone : words.markdown.taskOpen}
    />
  );
}
