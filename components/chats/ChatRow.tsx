import { memo, useId, type ReactElement } from 'react';
import { Clock, Pencil, Pin, Trash2 } from 'lucide-react';
import type { ChatGroup, ChatHeading } from '../../lib/view/chat-groups.ts';
import { chatTime, chatWords } from '../../lib/view/words/chat-words.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { ChatExport } from './ChatExport.tsx';
import { TitleField } from './TitleField.tsx';

export type Chat = ChatGroup['chats'][number];

export interface ChatActions {
  open(id: string): void;
  /** Shows the field for a new title. */
  edit(id: string): void;
  /** null: it stays as it is. */
  rename(id: string, title: string | null): void;
  pin(id: string, isPinned: boolean): void;
  remove(id: string): void;
}

interface ChatRowProps {
  chat: Chat;
  kind: ChatHeading['kind'];
  /** Epoch ms. */
  now: number;
  isCurrent: boolean;
  /** Its buttons are among the stops of the Tab key. */
  isStop: boolean;
  isEdited: boolean;
  actions: ChatActions;
}

/** Of a thousand rows one is drawn anew when something about it changes. */
export const ChatRow = memo(function ChatRow(props: ChatRowProps): ReactElement {
  const { chat, kind, now, isCurrent, isStop, isEdited, actions } = props;
  const { transfer } = usePanel();
  const { id, title, updatedAt, isPinned, waiting, windows = 0 } = chat;
  const name = useId();
  const stop = isStop ? 0 : -1;
  const isElsewhere = windows > (isCurrent ? 1 : 0);
  return (
    <li className="chat" data-chat={id}>
      {isEdited ? (
        <TitleField title={title} onDone={(given) => actions.rename(id, given)} />
      ) : (
        <button
          type="button"
          id={name}
          className="chat-title"
          dir="auto"
          tabIndex={stop}
          aria-current={isCurrent || undefined}
          aria-describedby={`${name}-facts`}
          title={title || chatWords.untitled}
          onClick={() => actions.open(id)}
        >
          {title || chatWords.untitled}
        </button>
      )}
      <p className="chat-facts" id={`${name}-facts`}>
        <time dateTime={new Date(updatedAt).toISOString()}>{chatTime(updatedAt, kind, now)}</time>
        {isCurrent && <span>{chatWords.current}</span>}
        {isElsewhere && <span>{chatWords.elsewhere}</span>}
        {waiting > 0 && (
          <span className="chat-waiting">
            <Clock size={12} strokeWidth={2} aria-hidden="true" />
            {chatWords.waiting(waiting)}
          </span>
        )}
      </p>
      <div className="chat-actions">
        <RowButton label={chatWords.rename} of={name} tabIndex={stop} onPress={() => actions.edit(id)}>
          <Pencil size={15} strokeWidth={1.75} aria-hidden="true" />
        </RowButton>
        <RowButton
          label={chatWords.pin}
          of={name}
          tabIndex={stop}
          isOn={isPinned}
          onPress={() => actions.pin(id, !isPinned)}
        >
          <Pin size={15} strokeWidth={1.75} fill={isPinned ? 'currentColor' : 'none'} aria-hidden="true" />
        </RowButton>
        <ChatExport tools={transfer} chat={chat} describedBy={name} tabIndex={stop} />
        <RowButton label={chatWords.remove} of={name} tabIndex={stop} onPress={() => actions.remove(id)}>
          <Trash2 size={15} strokeWidth={1.75} aria-hidden="true" />
        </RowButton>
      </div>
    </li>
  );
});

interface RowButtonProps {
  label: string;
  /** The id of the title that says which chat it is about. */
  of: string;
  tabIndex: number;
  /** Absent: it is none that is on or off. */
  isOn?: boolean;
  onPress: () => void;
  children: ReactElement;
}

function RowButton({ label, of, tabIndex, isOn, onPress, children }: RowButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      aria-describedby={of}
      aria-pressed={isOn}
      title={label}
      tabIndex={tabIndex}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
