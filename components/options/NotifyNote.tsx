import { type ReactElement } from 'react';
import type { NotifyAccessState } from '../../lib/view/notify-access.ts';
import { notifyWords } from '../../lib/view/words/notify-words.ts';

interface NotifyNoteProps {
  access: NotifyAccessState;
  /** Whether notifications are what was chosen, and kept. */
  isChosen: boolean;
  onAsk: () => void;
}

/** Where notifications are wanted, and the browser shows none: why, and the way on. */
export function NotifyNote({ access, isChosen, onAsk }: NotifyNoteProps): ReactElement {
  const isLost = isChosen && access.isAllowed === false;
  const { refusal } = access;
  const said = refusal !== null ? notifyWords[refusal] : isLost ? notifyWords.lost : null;
  return (
    // Always there: what appears in it is announced.
    <div role="status" className={said === null ? undefined : 'behaviour-note'}>
      {said !== null && (
        <>
          <p>{said}</p>
          {/* Asking again would get the same answer, and from nobody here. */}
          {refusal !== 'blocked' && (
            <button type="button" className="button" onClick={onAsk}>
              {notifyWords.allow}
            </button>
          )}
        </>
      )}
    </div>
  );
}
