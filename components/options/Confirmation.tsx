import { useId, useLayoutEffect, useRef, type ReactElement, type ReactNode } from 'react';

interface ConfirmationProps {
  title: string;
  /** Paragraphs. */
  says: readonly string[];
  /** The way back. */
  no: string;
  onNo: () => void;
  /** The buttons that do something. */
  children: ReactNode;
}

/** Asks before something is lost. Escape, and the first Enter, leave everything as it is. */
export function Confirmation({ title, says, no, onNo, children }: ConfirmationProps): ReactElement {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const back = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    back.current?.focus();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={says.map((_, index) => `${id}-${index}`).join(' ')}
      onClose={onNo}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      {says.map((sentence, index) => (
        <p key={sentence} id={`${id}-${index}`}>
          {sentence}
        </p>
      ))}
      <div className="confirm-actions">
        <button ref={back} type="button" className="button" onClick={onNo}>
          {no}
        </button>
        {children}
      </div>
    </dialog>
  );
}
