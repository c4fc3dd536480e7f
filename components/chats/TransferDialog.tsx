import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { transferWords } from '../../lib/view/words/transfer-words.ts';
import { Dialog } from '../common/Dialog.tsx';

interface TransferDialogProps {
  title: string;
  /** What goes on, read out when it changes. */
  status: string;
  /** What went wrong; empty: nothing. */
  trouble: string;
  progress: { readonly done: number; readonly of: number } | null;
  /** What is running can be ended: the way back says so. */
  isRunning: boolean;
  /** By Escape, too: it is gone then, and what it did with it. */
  onClose: () => void;
  /** Ends what is running, and nothing else. */
  onCancel: () => void;
  children: ReactNode;
  /** Buttons beside the way back. */
  actions: ReactNode;
}

/** The frame that *Export* and *Import* have in common. */
export function TransferDialog(props: TransferDialogProps): ReactElement {
  const { title, status, trouble, progress, isRunning, onClose, onCancel, children, actions } = props;
  const id = useId();
  const back = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    // The button that was pressed may be gone, and the focus with it.
    if (document.activeElement === document.body || document.activeElement?.tagName === 'DIALOG')
      back.current?.focus();
  });

  return (
    <Dialog className="transfer-dialog" name={{ labelledBy: `${id}-title` }} onClose={onClose}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div className="transfer-told">
        <p role="status">{status}</p>
        <p role="alert" className="transfer-trouble">
          {trouble}
        </p>
        {progress && (
          <>
            {/* Seen, and not read out at each step. */}
            <p>{transferWords.count(progress.done, progress.of)}</p>
            <progress aria-label={title} value={progress.done} max={Math.max(1, progress.of)} />
          </>
        )}
      </div>
      {children}
      <div className="transfer-actions">
        <button ref={back} type="button" className="button" onClick={isRunning ? onCancel : onClose}>
          {isRunning ? transferWords.cancel : transferWords.close}
        </button>
        {actions}
      </div>
    </Dialog>
  );
}
