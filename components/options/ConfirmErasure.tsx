import { useLayoutEffect, useRef, type ReactElement } from 'react';
import { dataWords } from '../../lib/view/data-words.ts';

interface ConfirmErasureProps {
  /** Null: not known yet. */
  conversations: number | null;
  onYes: () => void;
  onNo: () => void;
}

/** Says what goes and what stays, before it is too late. Escape, and the first Enter, leave everything as it is. */
export function ConfirmErasure({ conversations, onYes, onNo }: ConfirmErasureProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    no.current?.focus();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby="confirm-title"
      aria-describedby="confirm-goes confirm-stays"
      onClose={onNo}
    >
      <h2 id="confirm-title">{dataWords.confirm.title}</h2>
      <p id="confirm-goes">{dataWords.confirm.goes(conversations)}</p>
      <p id="confirm-stays">{dataWords.confirm.stays}</p>
      <div className="confirm-actions">
        <button ref={no} type="button" className="button" onClick={onNo}>
          {dataWords.confirm.no}
        </button>
        <button type="button" className="button is-danger is-meant" onClick={onYes}>
          {dataWords.confirm.yes}
        </button>
      </div>
    </dialog>
  );
}
