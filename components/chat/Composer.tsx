import { useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { ArrowUp, FilePlus2, LoaderCircle, Square } from 'lucide-react';
import { answerInProgress } from '../../lib/view/message-list.ts';
import { useDraft, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { AttachmentChip } from './AttachmentChip.tsx';
import { Counter, Destination, EditBanner } from './composer-notes.tsx';
import { growToFit } from './grow-to-fit.ts';

/** Never disabled: whatever the connection does, words can be written and sent; they queue. */
export function Composer(): ReactElement {
  const { actions, draft } = usePanel();
  const { text } = useDraft();
  const attachment = usePanelState((state) => state.attachment);
  const isAttaching = usePanelState((state) => state.isAttaching);
  const answering = usePanelState((state) => answerInProgress(state.messages) !== null);
  const placeholder = usePanelState((state) => state.branding.placeholder) ?? words.composer.placeholder;
  const limit = usePanelState((state) => state.branding.maxMessageLength);
  const box = useRef<HTMLTextAreaElement>(null);
  const tooLong = text.length > limit;

  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    // Typed while React was taking over the static page: in the box, but told to nobody. The next render would undo it.
    if (current.value !== draft.state().text) draft.type(current.value);
    current.focus();
  }, [draft]);
  useLayoutEffect(() => growToFit(box.current, text), [text]);

  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // 229 is how some input methods report the Enter that picks a candidate, after `isComposing` has ended.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      actions.send();
    } else if (event.key === 'ArrowUp' && text === '' && actions.editLastQueued()) {
      event.preventDefault();
    } else if (event.key === 'Escape') {
      draft.cancelEdit();
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
      <EditBanner />
      <div className="composer-card">
        {attachment && <AttachmentChip attachment={attachment} />}
        <textarea
          ref={box}
          id="composer-message"
          rows={1}
          // The panel is opened to ask something, and the words may come before the script does.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          dir="auto"
          aria-label={words.composer.message}
          aria-describedby="composer-counter"
          aria-invalid={tooLong || undefined}
          placeholder={placeholder}
          value={text}
          onChange={(event) => draft.type(event.target.value)}
          onKeyDown={press}
          onBlur={draft.flush}
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
          <Counter length={text.length} limit={limit} />
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
            aria-disabled={text.trim() === '' || tooLong}
          >
            <ArrowUp size={18} strokeWidth={2.25} aria-hidden="true" />
          </button>
        </div>
      </div>
      <Destination />
    </form>
  );
}
