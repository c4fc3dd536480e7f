import { act, fireEvent, render, screen } from '@testing-library/react';
import { useSyncExternalStore, type ReactElement } from 'react';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SignInForm } from '../../components/account/SignInForm.tsx';
import { createAccountStore, type Account, type AccountStore } from '../../lib/view/account-store.ts';
import { createFakePagePort, type FakePagePort } from '../doubles/fake-page-port.ts';
import { account, ada } from '../view/settings-view.ts';
import { description, field, press, settle, type } from './options-page.tsx';

const onDone = vi.fn<() => void>();
const onAction = vi.fn<() => void>();
let port: FakePagePort;
let store: AccountStore;

beforeEach(() => {
  vi.clearAllMocks();
  // What was said stands in the document, and not in what is drawn.
  document.querySelector('.said')?.remove();
  port = createFakePagePort();
  store = createAccountStore(port);
});

function Form({ keptFor }: { keptFor?: string }): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.state);
  return (
    <SignInForm store={store} state={state} onDone={onDone} onAction={onAction} keptFor={keptFor} isFocused />
  );
}
function open(known: Account = account()): void {
  store.told(known);
  render(<Form />);
}

const password = (): HTMLInputElement => screen.getByLabelText('Password');
const stay = (): HTMLInputElement => screen.getByRole('checkbox', { name: 'Stay signed in' });
const typePassword = (value: string): boolean => fireEvent.change(password(), { target: { value } });
const fill = (): void => {
  type('Email', 'ada@acme.test');
  typePassword('as typed');
};
const enter = (): boolean => fireEvent.submit(screen.getByRole('form'));
const refuse = (said: Readonly<Record<string, string>>): void => {
  const errors = Object.fromEntries(Object.entries(said).map(([key, quotation]) => [key, { quotation }]));
  port.answer('account/sign-in', { ok: true, value: { errors, account: account() } });
};

describe('signing in', () => {
  it('begins at the first empty box', () => {
    open();
    expect(document.activeElement).toBe(field('Email'));
  });

  it('begins at the password where it is known who is asked back', () => {
    open(ada({ state: 'ended', stays: true }));
    expect(field('Email').value).toBe('ada@acme.test');
    expect(stay().checked).toBe(true);
    expect(document.activeElement).toBe(password());
  });

  it('is what a password manager takes it for', () => {
    open();
    expect(field('Email').autocomplete).toBe('username');
    expect(password().autocomplete).toBe('current-password');
    expect(password().type).toBe('password');
  });

  it('asks with what is typed, by Enter, and is done', async () => {
    open();
    port.answer('account/sign-in', { ok: true, value: { errors: {}, account: ada() } });
    fill();
    fireEvent.click(stay());
    expect(description(stay())).toBe('Off: you are signed out when the browser closes.');
    enter();
    await settle();
    expect(port.sent).toEqual([
      { type: 'account/sign-in', email: 'ada@acme.test', password: 'as typed', stay: true },
    ]);
    expect(onDone).toHaveBeenCalledTimes(1);
    expect(password().value).toBe('');
  });

  it('writes the password nowhere into the document', async () => {
    open();
    type('Email', 'as shown');
    typePassword('as typed');
    refuse({ email: 'Not an address.' });
    enter();
    await settle();
    expect(password().value).toBe('as typed');
    expect(document.documentElement.outerHTML).toContain('as shown');
    expect(document.documentElement.outerHTML).not.toContain('as typed');
  });

  it('says what it is at, and asks once', async () => {
    open();
    fill();
    port.answer('account/sign-in', new Promise(() => undefined));
    enter();
    enter();
    press('Create account');
    await settle();
    expect(screen.getByRole('status').textContent).toBe('Signing in…');
    expect(screen.getByRole('form', { name: 'Sign in' }).getAttribute('aria-busy')).toBe('true');
    expect(password().readOnly).toBe(true);
    expect(port.of('account/sign-in')).toHaveLength(1);
  });

  it('puts each error beside its field, and goes to the first', async () => {
    open();
    fill();
    refuse({ password: 'Too short.', email: 'Not an address.' });
    enter();
    await settle();
    expect(document.activeElement).toBe(field('Email'));
    expect(field('Email').getAttribute('aria-invalid')).toBe('true');
    expect(description(field('Email'))).toBe('This is not an email address. Type it like name@example.com.');
    expect(description(password())).toBe('This password is too short. Choose a longer one.');
    typePassword('a');
    expect(password().getAttribute('aria-invalid')).toBe('false');
    expect(field('Email').getAttribute('aria-invalid')).toBe('true');
    expect(onDone).not.toHaveBeenCalled();
  });

  it('with an empty box goes there, and asks nobody', async () => {
    open();
    type('Email', 'ada@acme.test');
    enter();
    await settle();
    expect(document.activeElement).toBe(password());
    expect(description(password())).toBe('The password is empty.');
    expect(port.sent).toEqual([]);
  });

  it.each([
    [
      'at its field',
      { ok: true, value: { errors: { password: { quotation: 'Wrong.' } }, account: account() } } as const,
    ],
    ['as a problem', { ok: false, failure: { code: 'sign-in-refused' } } as const],
  ])('with a wrong password, told %s, has it ready to be typed over', async (_where, answer) => {
    open();
    port.answer('account/sign-in', answer);
    fill();
    enter();
    await settle();
    expect(document.activeElement).toBe(password());
    expect([password().selectionStart, password().selectionEnd]).toEqual([0, 'as typed'.length]);
    expect(field('Email').value).toBe('ada@acme.test');
  });

  it('keeps all that was typed where the network failed, and tries again with it', async () => {
    open();
    port.answer('account/sign-in', { ok: false, failure: { code: 'server-unreachable' } });
    fill();
    enter();
    await settle();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    press('Try again');
    await settle();
    const [first, second] = port.of('account/sign-in');
    expect(second).toEqual(first);
    expect(onAction).not.toHaveBeenCalled();
  });

  it('leaves what an alert offers beyond that to the page around it', async () => {
    open();
    fill();
    port.answer('account/sign-in', { ok: false, failure: { code: 'tenant-unknown' } });
    enter();
    await settle();
    press('Open settings');
    expect(onAction).toHaveBeenCalledWith('open-settings', expect.any(Function));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('the password', () => {
  const toggle = (): HTMLElement => screen.getByRole('button', { name: 'Show password' });

  it('is shown while somebody wants to see it, and stays as it was typed', () => {
    open();
    fill();
    expect([toggle().getAttribute('aria-pressed'), password().type]).toEqual(['false', 'password']);
    fireEvent.click(toggle());
    expect([toggle().getAttribute('aria-pressed'), password().type]).toEqual(['true', 'text']);
    expect(password().value).toBe('as typed');
    expect(document.documentElement.outerHTML).not.toContain('as typed');
    fireEvent.click(toggle());
    expect(password().type).toBe('password');
    expect(port.sent).toEqual([]);
  });

  it('of a new account says its rules before they are broken, and the platform’s own while another is typed', async () => {
    open();
    expect(description(password())).toBe('');
    fill();
    press('Create account');
    expect(description(password())).toMatch(/^At least 8 characters/);
    type('Full name', 'Ada');
    const errors = { password: { quotation: 'Needs a digit.' } };
    port.answer('account/register', { ok: true, value: { errors, account: account() } });
    enter();
    await settle();
    expect(description(password())).toBe('The password needs a digit.');
    typePassword('as typed 2');
    expect(password().getAttribute('aria-invalid')).toBe('false');
    expect(description(password())).toBe('The password needs a digit.');
  });

  it('that is wrong is marked, and so is an address that has an account; both until they are typed into', async () => {
    open();
    port.answer('account/sign-in', { ok: false, failure: { code: 'sign-in-refused' } });
    fill();
    enter();
    await settle();
    expect(password().getAttribute('aria-invalid')).toBe('true');
    expect(description(password())).toBe(
      'Wrong email or password. Check both, and the Tenant ID: an account belongs to one tenant.',
    );
    expect(field('Email').value).toBe('ada@acme.test');
    // Once: at the field, and read as the focus is there already.
    expect(screen.queryByRole('alert')).toBeNull();
    typePassword('another');
    expect(password().getAttribute('aria-invalid')).toBe('false');
    press('Create account');
    type('Full name', 'Ada');
    port.answer('account/register', { ok: false, failure: { code: 'account-exists' } });
    enter();
    await settle();
    expect(description(field('Email'))).toBe(
      'This address has an account already. Go back to sign in, with its password.',
    );
    type('Email', 'ada@other.test');
    expect(field('Email').getAttribute('aria-invalid')).toBe('false');
  });

  it('that is wrong is heard once: said where the focus is there already, else read as it comes there', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const said = (): string => document.querySelector('.said')?.textContent ?? '';
    const refuseTwice = async (): Promise<void> => {
      enter();
      await settle();
      act(() => void vi.advanceTimersByTime(200));
    };
    open();
    port.answer('account/sign-in', { ok: false, failure: { code: 'sign-in-refused' } });
    fill();
    field('Email').focus();
    await refuseTwice();
    expect([document.activeElement, said()]).toEqual([password(), '']);
    await refuseTwice();
    expect(said()).toBe(description(password()));
  });

  it('of a new account that is refused in words that nobody knows is told so, with those words behind *Details*', async () => {
    open();
    fill();
    press('Create account');
    type('Full name', 'Ada');
    const quotation = "String should match pattern '^(?=.*[A-Z]).{8,}$'";
    port.answer('account/register', {
      ok: true,
      value: { errors: { password: { quotation } }, account: account() },
    });
    enter();
    await settle();
    expect(description(password())).toMatch(/^The platform does not take this password\./);
    expect(description(password())).not.toContain('pattern');
    const details = document.querySelector('details');
    expect(details?.open).toBe(false);
    expect(details?.querySelector('summary')?.textContent).toBe('Details');
    expect(details?.querySelector('blockquote')?.textContent).toBe(quotation);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that a platform speaks of, without a field, is told at its field', async () => {
    open();
    fill();
    press('Create account');
    type('Full name', 'Ada');
    const detail = 'Password should be at least 12 characters';
    port.answer('account/register', { ok: false, failure: { code: 'fields-refused', detail } });
    enter();
    await settle();
    expect(description(password())).toBe('The password needs at least 12 characters.');
    expect(document.activeElement).toBe(password());
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([undefined, ''])(
    'that is forgotten is nobody’s business where no page is set (%s)',
    (passwordPage) => {
      open({ ...account(), ...(passwordPage !== undefined && { passwordPage }) });
      expect(screen.queryByRole('link')).toBeNull();
    },
  );

  it('that is forgotten leads to the platform’s page, which hears nothing of where one comes from', () => {
    open({ ...account(), passwordPage: 'https://acme.test/forgot?tenant=acme' });
    const link = screen.getByRole('link', { name: 'Forgot password' });
    expect(link.getAttribute('href')).toBe('https://acme.test/forgot?tenant=acme');
    expect(link.getAttribute('rel')).toContain('noreferrer');
    expect(link.getAttribute('target')).toBe('_blank');
    press('Create account');
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('the address that was refused', () => {
  const at = (keptFor: string) => {
    store.told(account());
    return render(<Form keptFor={keptFor} />);
  };

  it('is there again when the form is, for the same platform, until it has done its work', async () => {
    const first = at('https://api.acme.test');
    port.answer('account/sign-in', { ok: false, failure: { code: 'sign-in-refused' } });
    fill();
    enter();
    await settle();
    first.unmount();
    const elsewhere = at('https://api.other.test');
    expect([field('Email').value, password().value]).toEqual(['', '']);
    elsewhere.unmount();
    const again = at('https://api.acme.test');
    expect([field('Email').value, password().value]).toEqual(['ada@acme.test', '']);
    typePassword('as typed');
    port.answer('account/sign-in', { ok: true, value: { errors: {}, account: account() } });
    enter();
    await settle();
    again.unmount();
    at('https://api.acme.test');
    expect(field('Email').value).toBe('');
  });
});

describe('creating an account', () => {
  it('asks for a name, too, and has a way back that keeps what was typed', async () => {
    open();
    fill();
    press('Create account');
    expect(screen.getByRole('form', { name: 'Create account' })).toBeDefined();
    expect(document.activeElement).toBe(field('Full name'));
    expect(field('Full name').autocomplete).toBe('name');
    expect(password().autocomplete).toBe('new-password');
    press('Back to sign in');
    expect(screen.queryByRole('textbox', { name: 'Full name' })).toBeNull();
    expect([field('Email').value, password().value]).toEqual(['ada@acme.test', 'as typed']);
    press('Create account');
    type('Full name', 'Ada');
    port.answer('account/register', { ok: true, value: { errors: {}, account: ada() } });
    press('Create account');
    await settle();
    expect(port.sent).toEqual([
      {
        type: 'account/register',
        email: 'ada@acme.test',
        password: 'as typed',
        fullName: 'Ada',
        stay: false,
      },
    ]);
    expect(onDone).toHaveBeenCalledTimes(1);
  });

  it('begins without what was wrong with the sign-in', async () => {
    open();
    fill();
    refuse({ email: 'Not an address.' });
    enter();
    await settle();
    press('Create account');
    expect(field('Email').getAttribute('aria-invalid')).toBe('false');
  });

  it('for an address that has one goes to the address', async () => {
    open();
    port.answer('account/register', { ok: false, failure: { code: 'account-exists' } });
    fill();
    press('Create account');
    type('Full name', 'Ada');
    enter();
    await settle();
    expect(document.activeElement).toBe(field('Email'));
  });
});

describe('single sign-on', () => {
  it('is offered only where the profile has it', () => {
    open();
    expect(screen.queryByRole('button', { name: 'Sign in with SSO' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Sign in' }).className).toContain('is-primary');
  });

  it('comes first, and takes along whether to stay', async () => {
    open(account({ hasSso: true }));
    const [first] = screen.getAllByRole('button');
    expect(first?.textContent).toBe('Sign in with SSO');
    expect(screen.getByRole('button', { name: 'Sign in' }).className).not.toContain('is-primary');
    fireEvent.click(stay());
    port.answer('account/sso', { ok: true, value: { errors: {}, account: ada({ hasSso: true }) } });
    press('Sign in with SSO');
    await settle();
    expect(port.sent).toEqual([{ type: 'account/sso', stay: true }]);
    expect(onDone).toHaveBeenCalledTimes(1);
  });

  it('that failed is what is tried again, not the empty form', async () => {
    open(account({ hasSso: true }));
    port.answer('account/sso', { ok: false, failure: { code: 'server-unreachable' } });
    press('Sign in with SSO');
    await settle();
    press('Try again');
    await settle();
    expect(port.sent.map(({ type: asked }) => asked)).toEqual(['account/sso', 'account/sso']);
  });

  it('says where it goes on while it lasts', async () => {
    open(account({ hasSso: true }));
    port.answer('account/sso', new Promise(() => undefined));
    press('Sign in with SSO');
    await act(async () => undefined);
    expect(screen.getByRole('status').textContent).toMatch(/window/);
  });
});
