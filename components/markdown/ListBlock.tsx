import { memo, type ReactElement, type ReactNode } from 'react';
import type { Token, Tokens } from 'marked';
import { words } from '../../lib/view/words/panel-words.ts';
import { chunks, chunkSize } from './chunks.ts';
import { inline } from './inline.tsx';
import { sameToken } from './same-token.ts';

interface ListBlockProps {
  list: Tokens.List;
  /** Renders the blocks inside an item. */
  body: (tokens: readonly Token[]) => ReactNode;
}

/**
 * A list of more items than an answer for people has stands as several lists, one below the other: what is far from
 * view then costs neither layout nor paint, and is not looked at again while the list grows.
 */
export function ListBlock({ list, body }: ListBlockProps): ReactElement {
  const parts = chunks(list.items);
  const shared = {
    ordered: list.ordered,
    tasks: list.items.some((item) => item.task),
    // A marker wider than the indent would be cut off.
    digits: list.ordered ? String(Number(list.start) + list.items.length - 1).length : 0,
    loose: list.loose,
    body,
  };
  return (
    <>
      {parts.map((items, index) => (
        <Part
          key={index}
          {...shared}
          items={items}
          start={Number(list.start) + index * chunkSize}
          finished={index < parts.length - 1}
        />
      ))}
    </>
  );
}

interface PartProps {
  items: readonly Tokens.ListItem[];
  ordered: boolean;
  start: number;
  tasks: boolean;
  digits: number;
  loose: boolean;
  /** More follow. */
  finished: boolean;
  body: ListBlockProps['body'];
}

const Part = memo(
  function Part({ items, ordered, start, tasks, digits, loose, finished, body }: PartProps): ReactElement {
    const classes = [tasks && 'task-list', digits > 2 && 'is-wide', finished && 'is-finished'];
    const className = classes.filter(Boolean).join(' ') || undefined;
    const children = items.map((item, index) => <Item key={index} item={item} loose={loose} body={body} />);
    if (!ordered) return <ul className={className}>{children}</ul>;
    return (
      <ol start={start} className={className}>
        {children}
      </ol>
    );
  },
  (before, after) =>
    before.ordered === after.ordered &&
    before.start === after.start &&
    before.tasks === after.tasks &&
    before.digits === after.digits &&
    before.loose === after.loose &&
    before.finished === after.finished &&
    before.items.length === after.items.length &&
    before.items.every((item, index) => item === after.items[index]),
);

interface ItemProps {
  item: Tokens.ListItem;
  loose: boolean;
  body: ListBlockProps['body'];
}

/** Compared by its source: read again with the same words, it is the same. */
const Item = memo(
  function Item({ item, loose, body }: ItemProps): ReactElement {
    return (
      <li>
        {item.task && <TaskMark done={item.checked === true} />}
        {content(item.tokens, loose, body)}
      </li>
    );
  },
  (before, after) => before.loose === after.loose && sameToken(before.item, after.item),
);

/** A tight item's text stands in the item itself, a loose one's in a paragraph. */
function content(tokens: readonly Token[], loose: boolean, body: ItemProps['body']): ReactNode {
  return tokens
    .filter((token) => token.type !== 'checkbox')
    .map((token, index) => {
      if (token.type !== 'text' && token.type !== 'paragraph') return body([token]);
      const lines = inline((token as Tokens.Text).tokens, 0);
      return loose ? <p key={index}>{lines}</p> : <span key={index}>{lines}</span>;
    });
}

function TaskMark({ done }: { done: boolean }): ReactElement {
  return (
    <span
      className={done ? 'task-mark is-done' : 'task-mark'}
      role="img"
      aria-label={done ? words.markdown.taskDone : words.markdown.taskOpen}
    />
  );
}
