import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { account, ada } from '../view/settings-view.ts';
import { openOptions, press, settle, type } from './options-page.tsx';

const section = () => within(screen.getByRole('region', { name: 'Account' }));

const fill = (): void => {
  type('Email', 'ada@acme.test');
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'as typed' } });
};

describe('Account', () => {
  it('says that nobody is signed in, and that this may be right', async () => {
    await openOptions();
    expect(section().getByRole('form', { name: 'Sign in' })).toBeDefined();
    expect(section().getByText(/need no sign-in/)).toBeDefined();
    expect(section().getByText('For the profile “Acme”.')).toBeDefined();
  });

  it.each([
    [true, /stay signed in/],
    [false, /signed out when the browser closes/],
  ])('says who is signed in, and whether they stay so (%s)', async (stays, sentence) => {
    await openOptions({ account: ada({ stays }) });
    expect(section().getByText('Signed in as Ada')).toBeDefined();
    expect(section().getByText('ada@acme.test')).toBeDefined();
    expect(section().getByText(sentence)).toBeDefined();
    expect(section().queryByRole('form')).toBeNull();
  });

  it('signs in, and says so; the focus stays in it', async () => {
    const { port } = await openOptions();
    fill();
    port.answer('account/sign-in', { ok: true, value: { errors: {}, account: ada() } });
    press('Sign in');
    await settle();
    expect(section().getByRole('status').textContent).toContain('Signed in as Ada');
    expect(document.activeElement).toBe(section().getByRole('heading', { name: 'Account' }));
  });

  it('signs out', async () => {
    const { port } = await openOptions({ account: ada() });
    port.answer('account/sign-out', { ok: true, value: { errors: {}, account: account() } });
    press('Sign out');
    await settle();
    expect(port.of('account/sign-out')).toHaveLength(1);
    expect(section().getByRole('form', { name: 'Sign in' })).toBeDefined();
    expect(document.activeElement).toBe(section().getByRole('heading', { name: 'Account' }));
  });

  it('whose sign-in has ended asks the same person back', async () => {
    await openOptions({ account: ada({ state: 'ended' }) });
    expect(section().getByText('Your sign-in has ended')).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Email' }).value).toBe('ada@acme.test');
    expect(section().getByRole('button', { name: 'Sign out' })).toBeDefined();
  });

  it('says that a secure proxy needs no sign-in, and asks for none', async () => {
    await openOptions({ account: account({ state: 'not-needed' }) });
    expect(section().getByText('No sign-in is needed.')).toBeDefined();
    expect(section().queryByRole('form')).toBeNull();
    expect(section().queryByRole('button')).toBeNull();
  });

  it('tells a failure of its own in the section, and tries again', async () => {
    const { port } = await openOptions({ account: ada() });
    port.answer('account/sign-out', { ok: false, failure: { code: 'server-unreachable' } });
    press('Sign out');
    await settle();
    expect(section().getByRole('alert')).toBeDefined();
    press('Try again');
    await settle();
    expect(port.of('account/sign-out')).toHaveLength(2);
  });

  it('can be read anew where reading it failed', async () => {
    const { port } = await openOptions({ account: ada() });
    port.answer('account/read', { ok: false, failure: { code: 'server-unreachable' } });
    act(() => void dispatchEvent(new Event('focus')));
    await settle();
    expect(section().getByRole('alert')).toBeDefined();
    expect(section().getByText('Signed in as Ada')).toBeDefined();
  });

  it('asks for access where that is the cure, and then for the same again', async () => {
    const { port, askAccess } = await openOptions({ account: ada() });
    const failure = { code: 'extension-blocked', origin: 'https://api.acme.test' } as const;
    port.answer('account/sign-out', { ok: false, failure });
    press('Sign out');
    await settle();
    press('Allow access');
    await settle();
    expect(askAccess.mock.calls).toEqual([['https://api.acme.test']]);
    expect(port.of('account/sign-out')).toHaveLength(2);
  });

  it('and the page have one alert between them: the latest', async () => {
    const { port } = await openOptions();
    fill();
    port.answer('account/sign-in', { ok: false, failure: { code: 'server-error' } });
    port.answer('settings/save', { ok: false, failure: { code: 'storage-full' } });
    press('Sign in');
    await settle();
    expect(section().getByRole('alert')).toBe(screen.getByRole('alert'));
    press('Save');
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('storage is full');
    press('Sign in');
    await settle();
    expect(section().getByRole('alert')).toBe(screen.getByRole('alert'));
    act(() => port.silence(true));
    expect(screen.getByRole('alert').textContent).toContain('not responding');
  });
});
