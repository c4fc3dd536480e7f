import { fireEvent, render, screen } from '@testing-library/react';
import { useSyncExternalStore, type ReactElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { SignInForm } from '../../components/account/SignInForm.tsx';
import { createAccountStore } from '../../lib/view/account-store.ts';
import { createFakePagePort, type FakePagePort } from '../doubles/fake-page-port.ts';
import { account, ada } from '../view/settings-view.ts';
import { field, press, settle, type } from './options-page.tsx';

type Reply = Parameters<FakePagePort['answer']>[1];

function open(known = account({ hasSso: true })) {
  const port = createFakePagePort();
  const store = createAccountStore(port);
  store.told(known);
  const onDone = vi.fn<() => void>();
  function Form(): ReactElement {
    const state = useSyncExternalStore(store.subscribe, store.state);
    return <SignInForm store={store} state={state} onDone={onDone} />;
  }
  render(<Form />);
  return { port, onDone };
}

const password = (): HTMLInputElement => screen.getByLabelText('Password');
const enter = (): boolean => fireEvent.submit(screen.getByRole('form'));
const fill = (): void => {
  type('Email', 'ada@acme.test');
  fireEvent.change(password(), { target: { value: 'as typed' } });
};

/** A reply that the test gives later. */
function later() {
  let give: (reply: Awaited<Reply>) => void = () => undefined;
  const reply: Reply = new Promise((resolve) => (give = resolve));
  return { reply, give };
}

describe('while a sign-in is under way', () => {
  it('by SSO, Enter in the form is none, and what is tried again is SSO', async () => {
    const { port } = open();
    const { reply, give } = later();
    port.answer('account/sso', reply);
    fill();
    press('Sign in with SSO');
    enter();
    await settle();
    give({ ok: false, failure: { code: 'server-unreachable' } });
    await settle();
    press('Try again');
    await settle();
    expect(port.sent.map((command) => command.type)).toEqual(['account/sso', 'account/sso']);
  });

  it('by password, the button for SSO is none, and what is tried again is the form', async () => {
    const { port } = open();
    const { reply, give } = later();
    port.answer('account/sign-in', reply);
    fill();
    enter();
    press('Sign in with SSO');
    await settle();
    give({ ok: false, failure: { code: 'server-unreachable' } });
    await settle();
    press('Try again');
    await settle();
    expect(port.sent.map((command) => command.type)).toEqual(['account/sign-in', 'account/sign-in']);
  });

  it('what is typed stays as it was sent', async () => {
    const { port } = open();
    expect([field('Email').readOnly, password().readOnly]).toEqual([false, false]);
    port.answer('account/sign-in', new Promise(() => undefined));
    fill();
    enter();
    await settle();
    expect([field('Email').readOnly, password().readOnly]).toEqual([true, true]);
    expect(screen.getByRole('form').getAttribute('aria-busy')).toBe('true');
  });
});

describe('a form that did not ask for it', () => {
  it('takes no focus', () => {
    open();
    expect(document.activeElement).toBe(document.body);
    expect(screen.getByRole('form').getAttribute('aria-busy')).toBe('false');
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('stands where its own answer has put it: the focus stays where nothing was refused', async () => {
    const { port } = open();
    port.answer('account/sign-in', { ok: false, failure: { code: 'server-error' } });
    fill();
    field('Email').focus();
    enter();
    await settle();
    expect(document.activeElement).toBe(field('Email'));
  });

  it('is done without anybody to tell', async () => {
    const { port, onDone } = open();
    port.answer('account/sso', { ok: true, value: { errors: {}, account: ada() } });
    fill();
    press('Sign in with SSO');
    await settle();
    expect(onDone).toHaveBeenCalledOnce();
    expect(password().value).toBe('');
  });
});

describe('where SSO is offered', () => {
  it('whether to stay is asked once, above', () => {
    open();
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    expect(screen.getByText('or with email and password')).toBeDefined();
  });

  it('and where not, below, and there is no other way', () => {
    open(account());
    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
    expect(screen.queryByText('or with email and password')).toBeNull();
  });
});

describe('a new account', () => {
  it('asks for the name that is missing', async () => {
    const { port } = open(account());
    fill();
    press('Create account');
    enter();
    await settle();
    expect(port.sent).toEqual([]);
    expect(document.activeElement).toBe(field('Full name'));
    expect(field('Full name').getAttribute('aria-invalid')).toBe('true');
    type('Full name', 'A');
    expect(field('Full name').getAttribute('aria-invalid')).toBe('false');
  });

  it('is begun at the first box where all are filled', () => {
    open(account());
    fill();
    press('Create account');
    type('Full name', 'Ada');
    press('Back to sign in');
    expect(document.activeElement).toBe(field('Email'));
  });
});
