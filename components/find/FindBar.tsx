import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { createChatFind, type ChatFindState } from '../../lib/view/chat-find.ts';
import { findStep } from '../../lib/view/find-shortcut.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { findWords as words } from '../../lib/view/words/find-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { focusComposer } from '../composer/focus-composer.ts';
import { createFoundPaint } from './found-paint.ts';
import { isMac } from '../chat/is-mac.ts';
import { articleOf, messageInView } from '../transcript/place-in-page.ts';

interface FindBarProps {
  /** Grows with each time that it is asked for: then it has the focus. */
  finding: number;
}

/** Looks for words in all of the chat, shows how many places there are, and leads from one to the next. */
export function FindBar({ finding }: FindBarProps): ReactElement {
  const { actions, store } = usePanel();
  const [find] = useState(() => createChatFind({ store, reading: actions }));
  const [paint] = useState(createFoundPaint);
  const found = useSyncExternalStore(find.subscribe, find.state);
  const { query, place } = found;
  const [typed, setTyped] = useState(selectedWords);
  const field = useRef<HTMLInputElement>(null);
  /** What stands around the place, for those who can't see it. */
  const [context, setContext] = useState('');

  const look = (text: string): void => {
    const id = messageInView();
    const seen = store.state().messages.find((message) => message.id === id);
    find.search(text, find.state().place?.ordinal ?? seen?.ordinal ?? Infinity);
  };

  useEffect(() => {
    if (typed !== '') look(typed);
    return () => {
      find.close();
      paint.close();
    };
    // As it opens, and as it goes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useLayoutEffect(() => {
    const bar = field.current?.parentElement;
    // It goes away with its chat, too.
    return () => {
      if (bar?.contains(document.activeElement)) focusComposer();
    };
  }, []);

  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [finding]);

  useEffect(() => {
    const mac = isMac();
    const press = (event: globalThis.KeyboardEvent): void => {
      const step = findStep(event, mac);
      if (step === null || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      find.step(step);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [find]);

  /** Brought into view as soon as its message is drawn; what is folded away or far above is fetched for it. */
  const wanted = useRef(place);
  useLayoutEffect(() => {
    wanted.current = place;
    const conversationId = store.state().conversation?.id;
    if (place === null || conversationId === undefined) return;
    const { messageId, ordinal } = place;
    actions.showPlace({ conversationId, messageId, ordinal, isQuiet: true });
  }, [place, actions, store]);

  const messages = usePanelState((state) => state.messages);
  const versions = usePanelState((state) => state.versions);
  const isQueueOpen = usePanelState((state) => state.isQueueOpen);
  const isComing = usePanelState((state) => state.place !== null);
  useLayoutEffect(() => {
    paint.update(query, place);
    // As it is now: it was asked for in the effect before this one.
    if (store.state().place !== null || wanted.current === null) return;
    wanted.current = null;
    setContext(paint.reveal());
  }, [paint, store, query, place, messages, versions, isQueueOpen, isComing]);

  const close = (): void => {
    if (place) articleOf(place.messageId)?.focus({ preventScroll: true });
    actions.find(false);
  };

  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === field.current)
      find.step(event.shiftKey ? 'previous' : 'next');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const note = noteOf(found);
  return (
    // The keys of all that is in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <search className="find-bar" aria-label={words.name} onKeyDown={press}>
      <input
        ref={field}
        className="search-field"
        type="search"
        aria-label={words.name}
        placeholder={words.name}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          look(target.value);
        }}
      />
      <p role="status" className="find-note" title={note}>
        {note}
        {place !== null && context !== '' && <span className="off-screen">: {context}</span>}
      </p>
      <IconButton
        label={words.previous}
        icon={ChevronUp}
        onPress={() => find.step('previous')}
        isOff={place === null}
      />
      <IconButton
        label={words.next}
        icon={ChevronDown}
        onPress={() => find.step('next')}
        isOff={place === null}
      />
      <IconButton label={words.close} icon={X} onPress={close} />
    </search>
  );
}

function noteOf({ query, total, at, isReading, isPart }: ChatFindState): string {
  if (query === '') return '';
  const end = isPart ? ` ${words.isPart}` : '';
  if (at !== null) return words.place(at, total, isReading) + end;
  return (isReading ? words.reading : words.none) + end;
}

/** What is selected in a message, where it is a few words: it is what one looks for more of. */
function selectedWords(): string {
  const selection = getSelection();
  const text = selection?.toString().trim() ?? '';
  const { anchorNode } = selection ?? {};
  const isSaid = anchorNode instanceof Text && anchorNode.parentElement?.closest('article') !== null;
  return isSaid && text.length <= 80 && !text.includes('\n') ? text : '';
}
