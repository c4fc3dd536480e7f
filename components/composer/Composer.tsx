import {
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type ChangeEvent,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { ArrowUp, FilePlus2, LoaderCircle, Square } from 'lucide-react';
import { codePoints } from '../../lib/shared/code-points.ts';
import { isLongPaste, joinedPaste } from '../../lib/shared/long-paste.ts';
import { composerKey, createCompositionGuard, enterKeyHints } from '../../lib/view/composer-key.ts';
import { answerInProgress, queuedMessages } from '../../lib/view/message-list.ts';
import { promptListId, promptQuery, type PromptQuery } from '../../lib/view/prompt-query.ts';
import { isPasteAlone } from '../../lib/view/panel-state.ts';
import { useDraft, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { Counter, Destination } from './composer-notes.tsx';
import { LazyAttachedParts, LazyEditBanner, LazyComposerMenu, LazyQueueBar } from '../chat/on-demand.tsx';
import { OnDemand } from '../chat/OnDemand.tsx';
import type { LatestPaste } from '../attachments/PasteChip.tsx';
import type { MenuKeys } from './use-menu-keys.ts';
import { composerId } from './focus-composer.ts';
import { growToFit } from './grow-to-fit.ts';
import { isMac } from '../chat/is-mac.ts';

/** Never disabled: whatever the connection does, words can be written and sent; they queue. */
export function Composer(): ReactElement {
  const { actions, draft } = usePanel();
  const { text, editing, again } = useDraft();
  const hasParts = usePanelState(
    ({ attachment, paste, tabs, followed, conversation }) =>
      Boolean(attachment ?? paste ?? tabs[0]) ||
      (conversation !== null && followed.includes(conversation.id)),
  );
  const paste = usePanelState((state) => state.paste);
  const isAttaching = usePanelState((state) => state.isAttaching);
  const answering = usePanelState((state) => answerInProgress(state.messages) !== null);
  const placeholder = usePanelState((state) => state.branding.placeholder) ?? words.composer.placeholder;
  const sendWith = usePanelState((state) => state.preferences.sendWith);
  const limit = usePanelState((state) => state.branding.maxMessageLength);
  const box = useRef<HTMLTextAreaElement>(null);
  const [query, setQuery] = useState<PromptQuery | null>(null);
  // Sent, or taken back by another window: what it began with is gone.
  const isMenuOpen = query !== null && text[query.at] === query.sign;
  const [activePrompt, setActivePrompt] = useState<string | null>(null);
  const latestPaste = useRef<LatestPaste | null>(null);
  const menu = useRef<MenuKeys>(null);
  const closeMenu = useCallback(() => setQuery(null), []);
  const [composition] = useState(createCompositionGuard);
  const length = codePoints(text);
  const tooLong = length > limit;

  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    // Typed while React was taking over the static page: in the box, but told to nobody. The next render would undo it.
    if (current.value !== draft.state().text) draft.type(current.value);
    current.focus();
  }, [draft]);
  useLayoutEffect(() => growToFit(box.current, text), [text]);

  const follow = (event: ChangeEvent<HTMLTextAreaElement>): void => {
    const { value, selectionStart } = event.target;
    const { nativeEvent } = event;
    draft.type(value);
    latestPaste.current = null;
    // Opened by the key alone: a pasted path, and what an input method has in work, are no wish for a prompt or a tab.
    const isWish =
      nativeEvent instanceof InputEvent &&
      nativeEvent.inputType === 'insertText' &&
      (nativeEvent.data === '/' || nativeEvent.data === '@') &&
      !nativeEvent.isComposing;
    if (isWish || query !== null) setQuery(promptQuery(value, selectionStart));
  };
  /** What is too long to be read in a box comes beside it; a file or a picture has no text, and is left alone. */
  const takePaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const pasted = event.clipboardData.getData('text/plain').replaceAll(/\r\n?/g, '\n');
    const taken = length - codePoints(text.slice(selectionStart, selectionEnd));
    // A queued message is changed in its words only.
    if (editing !== null || !isLongPaste(pasted, { taken, limit })) return;
    event.preventDefault();
    latestPaste.current = { text: pasted, before: paste };
    const joined = joinedPaste(paste, pasted);
    actions.attachText(joined.text, joined.pageLength, pasted);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { nativeEvent } = event;
    if (composition.takes(nativeEvent)) return;
    if (isMenuOpen && menu.current?.press(event.key) === true) return event.preventDefault();
    switch (composerKey(nativeEvent, { sendWith, isEmpty: text === '' })) {
      case 'send':
        event.preventDefault();
        return actions.send();
      case 'edit-last':
        if (actions.editLast()) event.preventDefault();
        return;
      case 'cancel':
        if (editing === null && again === null) return;
        event.preventDefault();
        return draft.cancelEdit();
      case null:
    }
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        actions.send();
        box.current?.focus();
      }}
    >
      <Waiting />
      <Editing />
      {isMenuOpen && (
        <OnDemand>
          <LazyComposerMenu
            query={query}
            box={box}
            keys={menu}
            onActive={setActivePrompt}
            onClose={closeMenu}
          />
        </OnDemand>
      )}
      <div className="composer-card">
        {hasParts && (
          <OnDemand>
            <LazyAttachedParts box={box} latest={latestPaste} />
          </OnDemand>
        )}
        <textarea
          ref={box}
          id={composerId}
          rows={1}
          // The panel is opened to ask something, and the words may come before the script does.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          dir="auto"
          aria-label={words.composer.message}
          aria-describedby="composer-counter"
          aria-invalid={tooLong || undefined}
          placeholder={sendWith === 'enter' ? placeholder : words.composer.sendsWith(placeholder, isMac())}
          enterKeyHint={enterKeyHints[sendWith]}
          value={text}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={activePrompt === null ? undefined : promptListId}
          aria-activedescendant={activePrompt ?? undefined}
          onChange={follow}
          onPaste={takePaste}
          onKeyDown={press}
          onKeyUp={(event) => composition.released(event.code)}
          onBlur={() => {
            composition.reset();
            draft.flush();
          }}
        />
        <div className="composer-bar">
          <IconButton
            label={words.composer.attach}
            icon={isAttaching ? LoaderCircle : FilePlus2}
            size={17}
            text={words.composer.attach}
            className={isAttaching ? 'attach is-busy' : 'attach'}
            onPress={actions.attachPage}
          />
          <Counter length={length} limit={limit} />
          {answering && (
            <button
              type="button"
              className="round-button is-stop"
              aria-label={words.composer.stop}
              title={words.composer.stop}
              onClick={actions.stop}
            >
              <Square size={13} strokeWidth={0} fill="currentColor" aria-hidden="true" />
            </button>
          )}
          <button
            type="submit"
            className="round-button is-send"
            aria-label={words.composer.send}
            title={words.composer.send}
            aria-disabled={tooLong || (text.trim() === '' && !isPasteAlone({ text, editing }, { paste }))}
          >
            <ArrowUp size={18} strokeWidth={2.25} aria-hidden="true" />
          </button>
        </div>
      </div>
      <Destination />
    </form>
  );
}

function Waiting(): ReactElement | false {
  const isThere = usePanelState(
    ({ messages, removed }) => removed.length > 0 || queuedMessages(messages).length > 1,
  );
  return (
    isThere && (
      <OnDemand>
        <LazyQueueBar />
      </OnDemand>
    )
  );
}

function Editing(): ReactElement | null {
  const { editing, again, note } = useDraft();
  if (editing === null && again === null && note === null) return null;
  return (
    <OnDemand>
      <LazyEditBanner />
    </OnDemand>
  );
}
