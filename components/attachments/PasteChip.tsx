import { useEffect, useEffectEvent, useState, type ReactElement, type RefObject } from 'react';
import { ClipboardList, Eye, TextCursorInput, X } from 'lucide-react';
import { maskedCount } from '../../lib/masking/attached-masks.ts';
import { unmask } from '../../lib/masking/unmask.ts';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { attachedWords } from '../../lib/view/words/attached-words.ts';
import { pasteWords } from '../../lib/view/words/paste-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { PreviewOnDemand } from './PreviewOnDemand.tsx';

/** As long as nothing was typed behind it. */
export interface LatestPaste {
  readonly text: string;
  /** What was attached before, which it was put behind. */
  readonly before: Attachment | null;
}

interface PasteChipProps {
  paste: Attachment;
  box: RefObject<HTMLTextAreaElement | null>;
  latest: RefObject<LatestPaste | null>;
}

/** A long text that was pasted, and goes along with the next message as a page does. */
export function PasteChip({ paste, box, latest }: PasteChipProps): ReactElement {
  const { actions, draft } = usePanel();
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState('');
  const { id, revision, text, pageLength } = paste;
  const masked = maskedCount(paste);
  const isCut = revision === 1 && text.length < pageLength;

  const insert = (inserted: string): void => {
    latest.current = null;
    const { current } = box;
    if (current === null) return;
    current.focus();
    // The only way of which the box's own undo knows: one more press of it takes the text away.
    if (document.execCommand?.('insertText', false, inserted)) return;
    const { value, selectionStart, selectionEnd } = current;
    draft.type(value.slice(0, selectionStart) + inserted + value.slice(selectionEnd));
  };

  /** What was done with the paste is undone first, as with all that is done by itself; the paste itself, after it. */
  const undo = useEffectEvent((event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    // Changed in the preview, it is not what was pasted any more.
    if (!isUndo || event.key.toLowerCase() !== 'z' || latest.current === null || revision > 1) return;
    event.preventDefault();
    const { text: pasted, before } = latest.current;
    if (before === null) actions.removePage(id);
    else actions.attachText(before.text, before.pageLength, '');
    insert(pasted);
  });

  useEffect(() => {
    const { current } = box;
    const listen = (event: KeyboardEvent): void => undo(event);
    current?.addEventListener('keydown', listen);
    return () => current?.removeEventListener('keydown', listen);
  }, [box]);
  // In the region before it is told: what comes with its region is told by few screen readers. Not of one that was there.
  useEffect(() => {
    if (latest.current !== null) setTold(pasteWords.attached(text.length));
  }, [latest, text]);

  return (
    <div className="chip" role="group" aria-label={pasteWords.name}>
      <span className="chip-icon" aria-hidden="true">
        <ClipboardList size={18} strokeWidth={1.5} />
      </span>
      <div className="chip-words">
        <p className="chip-title">{pasteWords.name}</p>
        <p className="chip-detail">
          <span>{isCut ? pasteWords.share(text.length, pageLength) : pasteWords.length(text.length)}</span>
          {masked > 0 && <span>{attachedWords.masked(masked)}</span>}
        </p>
      </div>
      <span className="off-screen" role="status">
        {told}
      </span>
      <IconButton label={attachedWords.preview} icon={Eye} size={16} onPress={() => setOpen(true)} />
      <IconButton
        label={pasteWords.insert}
        icon={TextCursorInput}
        size={16}
        onPress={() => {
          actions.removePage(id);
          // One's own words are what they were.
          insert(unmask(text, paste.masked ?? []));
        }}
      />
      <IconButton
        label={attachedWords.remove}
        icon={X}
        size={16}
        onPress={() => {
          actions.removePage(id);
          box.current?.focus();
        }}
      />
      {isOpen && (
        <PreviewOnDemand
          key={id}
          page={paste}
          onEdit={(changed) => actions.editPage(id, changed)}
          onUnmask={(...which) => actions.unmaskPage(id, ...which)}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
