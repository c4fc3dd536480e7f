import {
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { flushSync } from 'react-dom';
import { Printer, TextSearch, X } from 'lucide-react';
import { groupChats } from '../../lib/view/chat-groups.ts';
import { createChatsStore } from '../../lib/view/chats-store.ts';
import { hasWords } from '../../lib/view/title-filter.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { chatWords } from '../../lib/view/words/chat-words.ts';
import { Dialog } from '../common/Dialog.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { chatAt, focusChat, neighbourOf, stepFrom } from './chat-walk.ts';
import { ChatList } from './ChatList.tsx';
import type { ChatActions } from './ChatRow.tsx';
import { ChatSearchResults, type OpenAt } from './ChatSearchResults.tsx';
import { markHits } from './mark-hits.ts';
import { PlatformChats } from './PlatformChats.tsx';
import { printChat } from './print-chat.ts';
import { TransferActions } from './TransferActions.tsx';
import { UndoLine } from './UndoLine.tsx';

interface ChatsDialogProps {
  /** To be closed at once. `opened`: because the panel shows the chat that was chosen. */
  onClose: (because?: 'opened') => void;
}

/** The chats of this profile and person: found again, opened, named, pinned, deleted and brought back. */
export function ChatsDialog({ onClose }: ChatsDialogProps): ReactElement {
  const panel = usePanel();
  const { accountPort, actions: panelActions, transfer } = panel;
  const [store] = useState(() => createChatsStore(accountPort));
  const { chats, removed, trouble } = useSyncExternalStore(store.subscribe, store.state);
  const currentId = usePanelState((state) => state.conversation?.id ?? null);
  const hasMessages = usePanelState(({ messages }) => messages.length > 0);
  const [query, setQuery] = useState('');
  // The list follows what is typed when there is time for it: a thousand rows must not hold up a key.
  const words = useDeferredValue(query).trim();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [editedId, setEditedId] = useState<string | null>(null);
  const [isWhole, setWhole] = useState(false);
  const [hasRemoved, setRemoved] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** Chats that were on screen when they were deleted. */
  const wereShown = useRef(new Set<string>());
  /** Gets the focus as soon as it is drawn. */
  const wanted = useRef<string | null>(null);

  useEffect(() => () => store.close(), [store]);

  const { now, groups, ids } = useMemo(() => {
    const at = Date.now();
    const found = groupChats(
      (chats ?? []).filter(({ title }) => words === '' || hasWords(title || chatWords.untitled, words)),
      at,
    );
    return { now: at, groups: found, ids: found.flatMap((group) => group.chats.map(({ id }) => id)) };
  }, [chats, words]);
  const preferredId = chosenId ?? currentId;
  const stopId = preferredId !== null && ids.includes(preferredId) ? preferredId : (ids[0] ?? null);

  useLayoutEffect(() => {
    if (wanted.current !== null && focusChat(list.current, wanted.current)) wanted.current = null;
  });

  function goTo(id: string | null): void {
    if (id === null) return search.current?.focus();
    // What is far below may not be drawn yet.
    flushSync(() => {
      setChosenId(id);
      if (ids.indexOf(id) > 0) setWhole(true);
    });
    focusChat(list.current, id);
  }

  const removedLast = removed.at(-1);

  async function undo(id: string): Promise<void> {
    wanted.current = id;
    setChosenId(id);
    if (!(await store.restore(id))) wanted.current = null;
    // All is as it was, on screen, too.
    else if (wereShown.current.delete(id)) await store.open(id);
  }

  // The same for all rows, and as long as the dialog stands: none is drawn anew because another has changed.
  const latest = useRef({ ids, goTo, onClose, currentId });
  useLayoutEffect(() => {
    latest.current = { ids, goTo, onClose, currentId };
  });
  const actions = useMemo<ChatActions>(
    () => ({
      open(id) {
        void store.open(id).then((isShown) => {
          if (isShown) latest.current.onClose('opened');
        });
      },
      edit: setEditedId,
      rename(id, title) {
        setEditedId(null);
        wanted.current = id;
        if (title !== null) void store.rename(id, title);
      },
      pin(id, isPinned) {
        // It moves to another group, and is another element there.
        wanted.current = id;
        setChosenId(id);
        void store.pin(id, isPinned);
      },
      remove(id) {
        latest.current.goTo(neighbourOf(latest.current.ids, id));
        setRemoved(true);
        if (id === latest.current.currentId) wereShown.current.add(id);
        void store.remove(id);
      },
    }),
    [store],
  );

  async function openAt(...[id, { messageId, ordinal, pieces }]: Parameters<OpenAt>): Promise<void> {
    if (!(await store.open(id))) return;
    markHits(messageId, pieces);
    // Closed before: it gives the focus back, which the message then takes.
    latest.current.onClose();
    panelActions.showPlace({ conversationId: id, messageId, ordinal });
  }

  const press = (event: KeyboardEvent): void => {
    const { key, target } = event;
    const id = chatAt(target);
    if ((event.ctrlKey || event.metaKey) && key === 'z' && removedLast !== undefined) {
      event.preventDefault();
      return void undo(removedLast.id);
    }
    if (id === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = stepFrom(ids, id, key);
    if (next !== null) goTo(next);
    else if (key === 'ArrowUp') goTo(null);
    else if (key === 'F2') setEditedId(id);
    else if (key === 'Delete') actions.remove(id);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog
      className="chats-dialog"
      name={{ label: chatWords.title }}
      first={search}
      onClose={() => onClose()}
    >
      <header>
        <h2>{chatWords.title}</h2>
        <IconButton label={chatWords.close} icon={X} onPress={() => onClose()} />
      </header>
      <input
        ref={search}
        type="search"
        className="search-field"
        aria-label={chatWords.search}
        placeholder={chatWords.search}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'ArrowDown' || ids[0] === undefined) return;
          event.preventDefault();
          goTo(ids[0]);
        }}
      />
      {/* The keys of its rows; each row's own buttons do the same. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={list} className="chats-scroll" onKeyDown={press}>
        <ChatList key={words} {...{ groups, now, currentId, stopId, editedId, isWhole, actions }} />
        <p className="chats-none" role="status">
          {noteOf(chats, ids.length, words)}
        </p>
        <ChatSearchResults chats={chats} query={words} onOpen={(...found) => void openAt(...found)} />
        <PlatformChats words={words} onShown={() => onClose('opened')} />
      </div>
      <div className="chats-foot">
        <TransferActions tools={transfer} />
        {hasMessages && (
          <>
            <IconButton
              label={chatWords.find}
              icon={TextSearch}
              onPress={() => {
                onClose();
                panelActions.find(true);
              }}
            />
            <IconButton
              label={chatWords.print}
              icon={Printer}
              onPress={() => {
                onClose();
                void printChat(panel);
              }}
            />
          </>
        )}
      </div>
      <UndoLine removed={removedLast} trouble={trouble} isNews={hasRemoved} onUndo={(id) => void undo(id)} />
    </Dialog>
  );
}

/** What stands in the place of an empty list. */
function noteOf(chats: readonly unknown[] | null, found: number, words: string): string {
  if (chats === null) return chatWords.loading;
  if (found > 0) return '';
  return words === '' ? chatWords.none : chatWords.noMatch;
}
