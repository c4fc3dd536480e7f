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

describe('notifications', () => {
  const name = 'Tell me when an answer is there';

  it('are kept once the browser allows them, and it is asked in the turn of the choice', async () => {
    const { port, askNotifications } = await openOptions();
    port.answer('preferences/change', { ok: true, value: { ...defaultPreferences, notify: 'with-words' } });
    fireEvent.change(box(name), { target: { value: 'with-words' } });
    expect(askNotifications).toHaveBeenCalledTimes(1);
    await settle();
    expect(port.of('preferences/change')).toEqual([
      { type: 'preferences/change', changed: { notify: 'with-words' } },
    ]);
  });

  it('stay off where the browser refuses, which is said, and can be asked for again', async () => {
    const { port, askNotifications } = await openOptions({ mayNotify: false });
    fireEvent.change(box(name), { target: { value: 'on' } });
    await settle();
    expect(box(name).value).toBe('off');
    expect(port.of('preferences/change')).toEqual([]);
    expect(screen.getByText(/did not allow notifications/)).toBeTruthy();
    askNotifications.mockResolvedValue('allowed');
    fireEvent.click(screen.getByRole('button', { name: 'Allow notifications' }));
    await settle();
    expect(port.of('preferences/change')).toEqual([
      { type: 'preferences/change', changed: { notify: 'on' } },
    ]);
    expect(screen.queryByText(/did not allow notifications/)).toBeNull();
  });

  it('that the browser’s administration blocks are said to be, and are not asked for again', async () => {
    const { port, askNotifications } = await openOptions();
    askNotifications.mockResolvedValue('blocked');
    fireEvent.change(box(name), { target: { value: 'on' } });
    await settle();
    expect(port.of('preferences/change')).toEqual([]);
    expect(screen.getByText(/Whoever administers this browser blocks notifications/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Allow notifications' })).toBeNull();
  });

  it('that were taken back in the browser are said to be, with the way on', async () => {
    const { port, askNotifications } = await openOptions({
      mayNotify: false,
      preferences: { ...defaultPreferences, notify: 'with-words' },
    });
    expect(box(name).value).toBe('with-words');
    expect(screen.getByText(/does not allow notifications any more/)).toBeTruthy();
    askNotifications.mockResolvedValue('allowed');
    fireEvent.click(screen.getByRole('button', { name: 'Allow notifications' }));
    await settle();
    expect(port.of('preferences/change')).toEqual([
      { type: 'preferences/change', changed: { notify: 'with-words' } },
    ]);
  });

  it('are switched off without asking anybody', async () => {
    const { port, askNotifications } = await openOptions({
      preferences: { ...defaultPreferences, notify: 'on' },
    });
    fireEvent.change(box(name), { target: { value: 'off' } });
    await settle();
    expect(askNotifications).not.toHaveBeenCalled();
    expect(port.of('preferences/change')).toEqual([
      { type: 'preferences/change', changed: { notify: 'off' } },
    ]);
  });

  it('are asked about when nobody has chosen them: not at all', async () => {
    const { askNotifications } = await openOptions({ mayNotify: false });
    expect(askNotifications).not.toHaveBeenCalled();
    expect(screen.queryByRole('button', { name: 'Allow notifications' })).toBeNull();
  });
});
