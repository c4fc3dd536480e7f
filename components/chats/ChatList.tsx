import { startTransition, useEffect, useId, useState, type ReactElement } from 'react';
import type { ChatGroup } from '../../lib/view/chat-groups.ts';
import { chatWords, headingWords } from '../../lib/view/words/chat-words.ts';
import { ChatRow, type ChatActions } from './ChatRow.tsx';

/** Rows that are drawn at once, and with each further slice: the dialog stands as fast with a thousand chats as with ten. */
const firstRows = 40;
const slice = 120;
/** ms between two slices, in which the page hears what a person does. */
const sliceMs = 16;

interface ChatListProps {
  groups: readonly ChatGroup[];
  /** Epoch ms. */
  now: number;
  currentId: string | null;
  stopId: string | null;
  editedId: string | null;
  /** Everything at once, as for a jump to its end. */
  isWhole: boolean;
  actions: ChatActions;
}

export function ChatList({ groups, isWhole, ...row }: ChatListProps): ReactElement {
  const total = groups.reduce((sum, { chats }) => sum + chats.length, 0);
  const [limit, setLimit] = useState(firstRows);
  const shown = isWhole ? total : limit;

  useEffect(() => {
    if (shown >= total) return;
    const timer = setTimeout(() => startTransition(() => setLimit(shown + slice)), sliceMs);
    return () => clearTimeout(timer);
  }, [shown, total]);

  let left = shown;
  return (
    <ul className="chat-groups" aria-label={chatWords.list}>
      {groups.map((group) => {
        const rows = Math.min(left, group.chats.length);
        left -= rows;
        return rows > 0 && <Group key={group.key} group={group} rows={rows} {...row} />;
      })}
    </ul>
  );
}

interface GroupProps extends Omit<ChatListProps, 'groups' | 'isWhole'> {
  group: ChatGroup;
  /** So many of them. */
  rows: number;
}

function Group({ group, rows, now, currentId, stopId, editedId, actions }: GroupProps): ReactElement {
  const heading = useId();
  return (
    <li>
      <h3 id={heading}>{headingWords(group.heading)}</h3>
      <ul aria-labelledby={heading}>
        {group.chats.slice(0, rows).map((chat) => (
          <ChatRow
            key={chat.id}
            chat={chat}
            kind={group.heading.kind}
            now={now}
            isCurrent={chat.id === currentId}
            isStop={chat.id === stopId}
            isEdited={chat.id === editedId}
            actions={actions}
          />
        ))}
      </ul>
    </li>
  );
}
