import { useRef, type ReactElement } from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Dialog } from '../../components/common/Dialog.tsx';

function Example({ onClose, isFocused }: { onClose: () => void; isFocused: boolean }): ReactElement {
  const second = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      className="example"
      name={{ labelledBy: 'title' }}
      describedBy="words"
      {...(isFocused ? { first: second } : {})}
      onClose={onClose}
    >
      <h2 id="title">Really?</h2>
      <p id="words">It can’t be undone.</p>
      <button type="button">One</button>
      <button type="button" ref={second}>
        Two
      </button>
    </Dialog>
  );
}

describe('a dialog', () => {
  it('stands in front of the page as long as it is rendered', () => {
    const showModal = vi.spyOn(HTMLDialogElement.prototype, 'showModal');
    const close = vi.spyOn(HTMLDialogElement.prototype, 'close');
    const { unmount } = render(<Example onClose={() => undefined} isFocused />);
    expect(screen.getByRole('dialog')).toHaveProperty('open', true);
    expect(showModal).toHaveBeenCalledOnce();
    expect(close).not.toHaveBeenCalled();
    unmount();
    expect(close).toHaveBeenCalledOnce();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('has a name and a description', () => {
    render(<Example onClose={() => undefined} isFocused />);
    const dialog = screen.getByRole('dialog', { name: 'Really?', description: 'It can’t be undone.' });
    expect(dialog.className).toBe('example');
    expect(dialog.hasAttribute('aria-label')).toBe(false);
  });

  it('is closed as soon as Escape is pressed, and tells it to those who had something to say meanwhile', () => {
    const [onClose, closed] = [vi.fn(), vi.fn()];
    addEventListener('dialog-closed', closed);
    const { unmount } = render(<Example onClose={onClose} isFocused />);
    // A browser tells of `close` in a task of its own, behind whatever was pressed by then.
    fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
    expect(onClose).toHaveBeenCalledOnce();
    expect(closed).not.toHaveBeenCalled();
    unmount();
    expect(closed).toHaveBeenCalledOnce();
    removeEventListener('dialog-closed', closed);
  });

  it('stays open when one in front of it is closed', () => {
    const [outer, inner] = [vi.fn(), vi.fn()];
    render(
      <Dialog className="example" name={{ label: 'Behind' }} onClose={outer}>
        <Example onClose={inner} isFocused />
      </Dialog>,
    );
    fireEvent(screen.getByRole('dialog', { name: 'Really?' }), new Event('close'));
    expect(inner).toHaveBeenCalledOnce();
    expect(outer).not.toHaveBeenCalled();
  });

  it('may have its name in words', () => {
    render(
      <Dialog className="example" name={{ label: 'Preview' }} onClose={() => undefined}>
        <p>Words</p>
      </Dialog>,
    );
    const dialog = screen.getByRole('dialog', { name: 'Preview' });
    expect(dialog.hasAttribute('aria-labelledby')).toBe(false);
    expect(dialog.hasAttribute('aria-describedby')).toBe(false);
  });

  it('gives the caret back to where one was writing', () => {
    const box = document.createElement('textarea');
    box.value = 'half a thought';
    document.body.append(box);
    box.focus();
    box.setSelectionRange(4, 6);
    // As Chromium does it: the focus comes back, the caret does not.
    vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => {
      box.focus();
      box.setSelectionRange(0, 0);
    });
    const { unmount } = render(<Example onClose={() => undefined} isFocused />);
    unmount();
    expect([box.selectionStart, box.selectionEnd]).toEqual([4, 6]);
    box.remove();
    vi.restoreAllMocks();
  });

  it('gives the focus to what is to have it first', () => {
    render(<Example onClose={() => undefined} isFocused />);
    expect(document.activeElement?.textContent).toBe('Two');
  });

  it('leaves that to the browser where nothing is', () => {
    render(<Example onClose={() => undefined} isFocused={false} />);
    expect(document.activeElement?.textContent).not.toBe('Two');
  });

  it('tells once of being closed, as by Escape', () => {
    const onClose = vi.fn();
    render(<Example onClose={onClose} isFocused />);
    fireEvent(screen.getByRole('dialog'), new Event('close'));
    expect(onClose).toHaveBeenCalledOnce();
  });
});
