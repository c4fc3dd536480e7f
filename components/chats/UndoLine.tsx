import type { ReactElement } from 'react';
import type { ChatsState } from '../../lib/view/chats-store.ts';
import { chatWords } from '../../lib/view/words/chat-words.ts';

interface UndoLineProps {
  removed: ChatsState['removed'][number] | undefined;
  trouble: ChatsState['trouble'];
  /** False: it was told already, when the dialog was open before. */
  isNews: boolean;
  onUndo: (id: string) => void;
}

/** Says once what was done, or why it was not; there before it has anything to say, so that it is heard. */
export function UndoLine({ removed, trouble, isNews, onUndo }: UndoLineProps): ReactElement {
  return (
    <div className="undo-line" role="status" aria-live={isNews || trouble !== null ? 'polite' : 'off'}>
      {trouble !== null && <p>{chatWords[trouble]}</p>}
      {trouble === null && removed !== undefined && (
        <>
          <p>
            {chatWords.removed(removed.title)}
            {removed.waiting > 0 && ` ${chatWords.unsent(removed.waiting)}`}
          </p>
          <button type="button" className="button is-small" onClick={() => onUndo(removed.id)}>
            {chatWords.undo}
          </button>
        </>
      )}
    </div>
  );
}
