import {
  useLayoutEffect,
  useRef,
  type ReactElement,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
} from 'react';

interface DialogProps {
  className: string;
  /** Its accessible name, or the id of the element that has it. */
  name: { readonly label: string } | { readonly labelledBy: string };
  describedBy?: string;
  /** Has the focus first. Left out: what the browser chooses, or what takes it by itself. */
  first?: RefObject<HTMLElement | null>;
  /** By Escape, too, or by the browser's own way back. */
  onClose: () => void;
  children: ReactNode;
}

/**
 * In front of the page, which can't be reached until it is closed: the browser sees to that, to Escape, and to giving the
 * focus back to what had it before. Open as long as it is rendered.
 */
export function Dialog({
  className,
  name,
  describedBy,
  first,
  onClose,
  children,
}: DialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    const putCaretBack = keepCaret(document.activeElement);
    element?.showModal();
    first?.current?.focus();
    return () => {
      // Closed before it is taken away: only then the browser gives the focus back.
      element?.close();
      putCaretBack();
      // Told to whoever has something to say that would not have been heard behind it.
      dispatchEvent(new Event('dialog-closed'));
    };
  }, [first]);

  // React tells it of a dialog inside this one, too.
  const close = ({ target, currentTarget }: SyntheticEvent): void => {
    if (target === currentTarget) onClose();
  };

  return (
    <dialog
      ref={dialog}
      className={className}
      aria-label={'label' in name ? name.label : undefined}
      aria-labelledby={'labelledBy' in name ? name.labelledBy : undefined}
      aria-describedby={describedBy}
      // Escape closes it at once, and tells so a moment later: who pressed the button meanwhile that opens it would be undone.
      onCancel={close}
      onClose={close}
    >
      {children}
    </dialog>
  );
}

/** Chromium gives the focus back without the caret, and what is typed then goes nowhere. */
function keepCaret(before: Element | null): () => void {
  if (!(before instanceof HTMLTextAreaElement)) return () => undefined;
  const { selectionStart, selectionEnd, selectionDirection } = before;
  return () => {
    if (document.activeElement === before)
      before.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
  };
}
