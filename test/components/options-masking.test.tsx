import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { description, openOptions, settle } from './options-page.tsx';

afterEach(cleanup);

const box = (name: string): HTMLInputElement => screen.getByRole('checkbox', { name });
const emails = 'E-mail addresses';

describe('what is masked', () => {
  it('is everything, unless somebody has chosen otherwise', async () => {
    await openOptions({ masking: { masked: ['email', 'phone', 'card', 'key'], locked: [] } });
    expect(
      [emails, 'Phone numbers', 'Payment cards', 'Bank accounts (IBAN)', 'Passwords, keys and tokens'].map(
        (name) => box(name).checked,
      ),
    ).toEqual([true, true, true, false, true]);
  });

  it('is chosen one by one, and kept at once', async () => {
    const { port } = await openOptions();
    port.answer('masking/choose', {
      ok: true,
      value: { masked: ['phone', 'card', 'iban', 'key'], locked: [] },
    });
    fireEvent.click(box(emails));
    expect(box(emails).checked).toBe(false);
    await settle();
    expect(port.of('masking/choose')).toEqual([{ type: 'masking/choose', kind: 'email', isMasked: false }]);
    expect(box(emails).checked).toBe(false);
  });

  it('is shown again as it is stored where a choice could not be, and it is said why', async () => {
    const { port } = await openOptions();
    port.answer('masking/choose', { ok: false, failure: { code: 'storage-full' } });
    fireEvent.click(box(emails));
    await settle();
    expect(box(emails).checked).toBe(true);
    expect(screen.getByRole('alert')).toBeTruthy();
  });

  it('can’t be chosen where the organisation has', async () => {
    await openOptions({ masking: { masked: ['email'], locked: ['email', 'phone'] } });
    expect([box(emails).disabled, box(emails).checked]).toEqual([true, true]);
    expect([box('Phone numbers').disabled, box('Phone numbers').checked]).toEqual([true, false]);
    expect(box('Payment cards').disabled).toBe(false);
    expect(description(box(emails))).toContain('organisation');
  });
});
