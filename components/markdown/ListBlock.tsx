import { memo, type ReactElement, type ReactNode } from 'react';
import type { Token, Tokens } from 'marked';
import { words } from '../../lib/view/words.ts';
import { inline } from './inline.tsx';
import { sameToken } from './same-token.ts';

interface ListBlockProps {
  list: Tokens.List;
  /** Renders the blocks inside an item. */
  body: (tokens: readonly Token[]) => ReactNode;
}

export function ListBlock({ list, body }: ListBlockProps): ReactElement {
  const items = list.items.map((item, index) => (
    <Item key={index} item={item} loose={list.loose} body={body} />
  ));
  const className = list.items.some((item) => item.task) ? 'task-list' : undefined;
  if (!list.ordered) return <ul className={className}>{items}</ul>;
  return (
    <ol start={Number(list.start)} className={className}>
      {items}
    </ol>
  );
}

interface ItemProps {
  item: Tokens.ListItem;
  loose: boolean;
  body: (tokens: readonly Token[]) => ReactNode;
}

/** Compared by its source: while a list grows, all items but the last stay as they are. */
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
