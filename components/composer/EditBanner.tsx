import type { ReactElement } from 'react';
import { Pencil } from 'lucide-react';
import { replacedBy } from '../../lib/view/shown-versions.ts';
import { useDraft, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { turnWords } from '../../lib/view/words/turn-words.ts';
import { focusComposer } from './focus-composer.ts';

/** What stands above the composer while a message is changed, or was too late to be. */
export function EditBanner(): ReactElement | null {
  const { draft, actions } = usePanel();
  const { editing, again, note } = useDraft();
  /** What the question took along, and the new one doesn't. */
  const missing = usePanelState(({ messages, attachment, paste }) => {
    const asked = messages.find(({ id }) => id === again);
    const sources = asked?.role === 'user' ? asked.attachments.map(({ source }) => source) : [];
    if (attachment === null && sources.some((source) => source !== 'paste')) return 'page';
    return paste === null && sources.includes('paste') ? 'text' : null;
  });
  const isLast = usePanelState(({ messages }) => again !== null && replacedBy(messages, again) !== undefined);
  const isWhole = usePanelState(({ attachment }) => attachment !== null && attachment.source !== 'selection');
  if (note === 'of-selection' && isWhole)
    return (
      <p className="composer-note" role="status">
        {turnWords.noSelection}
      </p>
    );
  if (note === 'edit-too-late') return <p className="composer-note">{turnWords.editTooLate}</p>;
  if (editing === null && again === null) return null;
  const otherWords = again === null ? turnWords.editing : turnWords.editingSent;
  return (
    <div className="composer-note">
      <Pencil size={13} strokeWidth={1.75} aria-hidden="true" />
      <span>{isLast ? turnWords.editingLast : otherWords}</span>
      {again !== null && missing !== null && (
        <button type="button" className="link-button" onClick={() => actions.reusePage(again)}>
          {missing === 'page' ? turnWords.attachAgain : turnWords.attachTextAgain}
        </button>
      )}
      <button
        type="button"
        className="link-button"
        onClick={() => {
          draft.cancelEdit();
          // The button goes away with the banner.
          focusComposer();
        }}
      >
        {turnWords.cancelEdit}
      </button>
    </div>
  );
}
