import { useRef, useState, type ReactElement } from 'react';
import { standingMasks } from '../../lib/masking/attached-masks.ts';
import type { Attachment, MaskedItem } from '../../lib/shared/conversation.ts';
import { createPageEdit } from '../../lib/view/page-edit.ts';
import { wireForm } from '../../lib/view/wire-form.ts';
import { attachedWords } from '../../lib/view/words/attached-words.ts';
import { previewWords } from '../../lib/view/words/preview-words.ts';
import { MaskedList } from './MaskedList.tsx';
import { TextPrint } from './TextPrint.tsx';
import { Dialog } from '../common/Dialog.tsx';

interface PagePreviewProps {
  page: Attachment;
  /** Absent: it has been sent and can only be looked at. */
  onEdit?: (text: string) => void;
  /** Resolves with the page as it is then; null: it could not be. */
  onUnmask?: (placeholder: string, isUndone: boolean) => Promise<Attachment | null>;
  onClose: () => void;
}

/** The whole of what a page adds to a message, as it goes over the wire. */
export function PagePreview({ page, onEdit, onUnmask, onClose }: PagePreviewProps): ReactElement {
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(page.text);
  const [edit] = useState(() => createPageEdit(page.text, (changed) => onEdit?.(changed)));
  // With the text: told of one before the other, the list would let go of what was pressed.
  const [known, setKnown] = useState(page.masked);
  const [captured, setCaptured] = useState(() => capturedText(page));
  const isChanged = captured !== null && text !== captured;
  const masked = standingMasks({ ...page, text, masked: known });
  const fence = wireForm({ ...page, text });
  const told =
    page.source === 'paste'
      ? previewWords.pasted
      : { ...previewWords, heading: page.title || attachedWords.untitled };

  const type = (next: string): void => {
    setText(next);
    edit.type(next);
  };
  const unmask = async ({ placeholder }: MaskedItem, isUndone: boolean): Promise<void> => {
    edit.flush();
    const changed = (await onUnmask?.(placeholder, isUndone)) ?? null;
    if (changed === null) return;
    edit.renew(changed.text);
    setText(changed.text);
    setKnown(changed.masked);
    setCaptured(capturedText(changed));
  };
  const close = (): void => {
    edit.flush();
    onClose();
  };

  return (
    <Dialog
      className="preview"
      name={{ label: onEdit ? told.title : told.sentTitle }}
      first={box}
      onClose={close}
    >
      <header>
        <h2 dir="auto">{told.heading}</h2>
        <p>{onEdit ? told.explain : told.explainSent}</p>
      </header>
      <div className="wire">
        <pre className="fence scrolls-down" title={told.fence} tabIndex={0}>
          {fence.before}
        </pre>
        <textarea
          ref={box}
          dir="auto"
          aria-label={onEdit ? previewWords.textToSend : previewWords.textSent}
          value={text}
          readOnly={!onEdit}
          spellCheck={false}
          onChange={(event) => type(event.target.value)}
        />
        <pre className="fence scrolls-down" title={told.fence} tabIndex={0}>
          {fence.after}
        </pre>
      </div>
      {masked.length > 0 && (
        <div className="preview-masked">
          <p>{previewWords.masked.explain}</p>
          <MaskedList items={masked} onUndo={onUnmask && ((item, isUndone) => void unmask(item, isUndone))} />
        </div>
      )}
      <footer>
        <p>
          {text.trim() === '' ? told.empty : previewWords.length(text.length)}
          {page.captured !== undefined && !isChanged && (
            <span className="preview-cut">{previewWords.cut(page.captured)}</span>
          )}
          {attachedWords.leftOut(page).map((part) => (
            <span key={part}>{part}</span>
          ))}
          {text.trim() !== '' && <TextPrint text={text} />}
        </p>
        {onEdit && isChanged && (
          <button
            type="button"
            className="button is-small"
            onClick={() => {
              type(captured);
              // The button goes away with the changes.
              box.current?.focus();
            }}
          >
            {previewWords.undo}
          </button>
        )}
        <button type="button" className="button is-primary" onClick={close}>
          {previewWords.done}
        </button>
      </footer>
    </Dialog>
  );
}

/** The text as it was captured; null: it was edited before it came into this draft. */
function capturedText({ text, original, isEdited }: Attachment): string | null {
  return original ?? (isEdited === true ? null : text);
}
