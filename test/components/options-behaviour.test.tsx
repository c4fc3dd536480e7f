import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultPreferences } from '../../lib/config/preferences-record.ts';
import { openOptions, settle } from './options-page.tsx';

afterEach(cleanup);

const box = (name: string): HTMLSelectElement => screen.getByRole('combobox', { name });

describe('Behaviour', () => {
  it('shows what was chosen', async () => {
    await openOptions({
      preferences: { ...defaultPreferences, sendWith: 'modifier-enter', resume: 'never' },
    });
    expect([box('Send with').value, box('When the panel opens').value]).toEqual(['modifier-enter', 'never']);
    expect(box('Several windows').value).toBe('own');
  });

  it('keeps a choice at once', async () => {
    const { port } = await openOptions();
    port.answer('preferences/change', {
      ok: true,
      value: { ...defaultPreferences, sendWith: 'modifier-enter' },
    });
    fireEvent.change(box('Send with'), { target: { value: 'modifier-enter' } });
    await settle();
    expect(port.of('preferences/change')).toEqual([
      { type: 'preferences/change', changed: { sendWith: 'modifier-enter' } },
    ]);
    expect(box('Send with').value).toBe('modifier-enter');
  });

  it('shows again what is stored where a choice could not be, and says why', async () => {
    const { port } = await openOptions();
    port.answer('preferences/change', { ok: false, failure: { code: 'storage-full' } });
    fireEvent.change(box('Send with'), { target: { value: 'modifier-enter' } });
    await settle();
    expect(box('Send with').value).toBe('enter');
    expect(screen.getByRole('alert')).toBeTruthy();
  });
});
