import { act, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openPanel, settle } from './panel-page.tsx';

afterEach(() => {
  for (const dialog of document.querySelectorAll('body > dialog')) dialog.remove();
});

it('a problem that comes while a dialog is open is told once that is closed, for nothing behind it is heard', async () => {
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>');
  openPanel({ status: { kind: 'sign-in-needed' }, problem: { code: 'sign-in-needed' } });
  await settle();
  expect(screen.queryByRole('alert')).toBeNull();
  document.querySelector('body > dialog')?.remove();
  act(() => void dispatchEvent(new Event('dialog-closed')));
  expect(screen.getByRole('alert').textContent).toContain('Sign in needed');
});

it('another dialog behind it is still one', async () => {
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog><dialog open></dialog>');
  openPanel({ status: { kind: 'check-settings' }, problem: { code: 'wrong-path' } });
  await settle();
  document.querySelector('body > dialog')?.remove();
  act(() => void dispatchEvent(new Event('dialog-closed')));
  expect(screen.queryByRole('alert')).toBeNull();
});
