import { beforeEach, afterEach, expect, it, vi } from 'vitest';
import { say } from '../../components/common/say.ts';

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<main>Words</main>';
});
afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

const said = (within: ParentNode): string | undefined =>
  within.querySelector(':scope > [role="status"]')?.textContent;

it('is heard in the page, a moment after its region is there', () => {
  say('Copied');
  expect(said(document.body)).toBe('');
  vi.runAllTimers();
  expect(said(document.body)).toBe('Copied');
});

it('is heard in the dialog that is in front', () => {
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>');
  say('Copied');
  vi.runAllTimers();
  expect(said(document.querySelector('dialog')!)).toBe('Copied');
  expect(said(document.body)).toBeUndefined();
});

it('is heard in the page where the dialog is closed before it could speak', () => {
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>');
  say('Connected');
  document.querySelector('dialog')!.remove();
  vi.runAllTimers();
  expect(said(document.body)).toBe('Connected');
});
