import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FakePagePort } from '../doubles/fake-page-port.ts';
import { openOptions, settle } from './options-page.tsx';

let port: FakePagePort;

beforeEach(async () => {
  ({ port } = await openOptions({ data: { keepDays: null, isLocked: false, conversations: 12 } }));
});

const data = () => within(screen.getByRole('region', { name: 'Data' }));
const choice = (): HTMLSelectElement =>
  data().getByRole<HTMLSelectElement>('combobox', { name: 'Keep conversations for' });
const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));
const dialog = (): HTMLElement | null => screen.queryByRole('dialog', { name: 'Delete everything?' });

describe('Data', () => {
  it('says how much is kept, and for how long', () => {
    expect(data().getByText('12 conversations are kept on this computer.')).toBeDefined();
    expect(choice().selectedOptions[0]?.textContent).toBe('Forever');
    expect([...choice().options].map(({ textContent }) => textContent)).toEqual([
      '7 days',
      '30 days',
      '90 days',
      '1 year',
      'Forever',
    ]);
  });

  it('deletes nothing by a choice alone, but by Apply, and says what it deleted', async () => {
    fireEvent.change(choice(), { target: { value: '30' } });
    await settle();
    expect(port.of('data/keep')).toEqual([]);
    port.answer('data/keep', {
      ok: true,
      value: { view: { keepDays: 30, isLocked: false, conversations: 9 }, deleted: 3 },
    });
    press('Apply');
    await settle();
    expect(port.of('data/keep')).toEqual([{ type: 'data/keep', days: 30 }]);
    expect(data().getByText('Applied. 3 conversations deleted.')).toBeDefined();
    expect(data().getByText('9 conversations are kept on this computer.')).toBeDefined();
    expect(choice().value).toBe('30');
  });

  it('asks before it deletes everything, with the focus on the way back', async () => {
    press('Delete everything');
    await settle();
    expect(dialog()?.textContent).toMatch(/12 conversations.*every tenant.*drafts.*pages.*settings stay/is);
    expect(document.activeElement?.textContent).toBe('Cancel');
    press('Cancel');
    await settle();
    expect(dialog()).toBeNull();
    expect(port.of('data/erase')).toEqual([]);
  });

  it('takes Escape for a no', async () => {
    press('Delete everything');
    await settle();
    fireEvent(dialog() ?? document.body, new Event('close'));
    await settle();
    expect(dialog()).toBeNull();
    expect(port.of('data/erase')).toEqual([]);
  });

  it('deletes everything once that was confirmed, and says how much it was', async () => {
    let end: (() => void) | undefined;
    port.answer(
      'data/erase',
      new Promise((resolve) => (end = () => resolve({ ok: true, value: { conversations: 12 } }))),
    );
    press('Delete everything');
    await settle();
    port.answer('data/read', { ok: true, value: { keepDays: null, isLocked: false, conversations: 0 } });
    press('Delete for good');
    await settle();
    expect(dialog()).toBeNull();
    expect(data().getByText('Deleting…')).toBeDefined();
    end?.();
    await settle();
    expect(port.of('data/erase')).toHaveLength(1);
    expect(data().getByText(/^12 conversations deleted/)).toBeDefined();
    expect(data().getByText('No conversations are kept on this computer.')).toBeDefined();
  });

  it('tells a failure in the one alert of the page', async () => {
    port.answer('data/erase', { ok: false, failure: { code: 'storage-failed' } });
    press('Delete everything');
    await settle();
    press('Delete for good');
    await settle();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    expect(data().queryByText(/^Everything was deleted/)).toBeNull();
    press('Dismiss');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows a time that the organisation has set, and offers no other', async () => {
    cleanup();
    await openOptions({ data: { keepDays: 30, isLocked: true, conversations: 12 } });
    expect(choice().disabled).toBe(true);
    expect(choice().value).toBe('30');
    expect(document.getElementById(choice().getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Set by your organisation',
    );
    expect(data().queryByRole('button', { name: 'Apply' })).toBeNull();
    expect(data().getByRole('button', { name: 'Delete everything' })).toBeDefined();
  });
});
