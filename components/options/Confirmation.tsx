import { useId, useRef, type ReactElement, type ReactNode } from 'react';
import { Dialog } from '../common/Dialog.tsx';

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
  const back = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      className="confirm"
      name={{ labelledBy: `${id}-title` }}
      describedBy={says.map((_, index) => `${id}-${index}`).join(' ')}
      first={back}
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
    </Dialog>
  );
}
