// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../components/chat/problems.ts';
import { PanelRoot } from '../../components/chat/PanelRoot.tsx';
import { signedOutAccount, type Account } from '../../lib/messaging/account-shapes.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import { fail, ok, type Result } from '../../lib/shared/result.ts';
import { createPanel, type Panel } from '../../lib/view/panel.ts';
import { createFakePagePort, type FakePagePort } from '../doubles/fake-page-port.ts';
import { attachedPage } from '../view/messages.ts';

let port: FakePagePort;
let panel: Panel;
const openOptions = vi.fn();
const restart = vi.fn();
const askAccess = vi.fn<(origin: string) => Promise<boolean>>();

beforeEach(() => {
  vi.clearAllMocks();
  port = createFakePagePort();
  panel = createPanel({ port, openOptions, restart, askAccess, frame: () => () => undefined });
  render(<PanelRoot panel={panel} />);
});
afterEach(() => {
  cleanup();
  panel.close();
});

const box = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Message' });
const type = (text: string): boolean => fireEvent.change(box(), { target: { value: text } });
const fill = (name: string, value: string): boolean =>
  fireEvent.change(screen.getByLabelText(name), { target: { value } });
const tell = (push: () => void): void => act(push);
const settle = (): Promise<void> => act(() => vi.dynamicImportSettled());

/** Until React has put away what a reply ended. */
async function press(name: string, within_: HTMLElement = document.body): Promise<void> {
  const button = within(within_).getByRole('button', { name });
  button.focus();
  fireEvent.click(button);
  await settle();
}

const dialog = (name: string): HTMLElement => screen.getByRole('dialog', { name });
const alert = (): HTMLElement => screen.getByRole('alert');

const ada: Account = {
  ...signedOutAccount,
  state: 'signed-in',
  name: 'Ada Lovelace',
  email: 'ada@example.test',
};
const needed: Problem = { code: 'sign-in-needed', subject: 'api.example.test' };

async function openSignIn(): Promise<HTMLElement> {
  tell(() => port.snapshot({ problem: needed, status: { kind: 'sign-in-needed' } }));
  await settle();
  await press('Sign in', alert());
  return dialog('Sign in');
}

describe('signing in from the panel', () => {
  it('opens over what was typed and attached, says where the password goes, and touches neither', async () => {
    const page = attachedPage();
    tell(() => port.snapshot({ draft: { text: '', attachment: page } }));
    type('Half a question');
    tell(() => port.patch({ type: 'problem', problem: needed }));
    await settle();
    await press('Sign in', alert());
    expect(within(dialog('Sign in')).getByText('api.example.test · acme')).toBeDefined();
    expect(box().value).toBe('Half a question');
    expect(screen.getByRole('group', { name: `Page: ${page.title}` })).toBeDefined();
    expect(port.of('page/remove')).toHaveLength(0);
  });

  it('sends what was typed last ahead of it, so that it goes along with the person', async () => {
    await openSignIn();
    type('Half a question');
    fill('Email', 'ada@example.test');
    fill('Password', 'pass phrase');
    port.answer('account/sign-in', ok({ errors: {}, account: ada }));
    await press('Sign in', dialog('Sign in'));
    const asked = port.sent.map(({ type: command }) => command);
    expect(asked.indexOf('draft/save')).toBeGreaterThan(-1);
    expect(asked.indexOf('draft/save')).toBeLessThan(asked.indexOf('account/sign-in'));
    expect(port.of('draft/save').at(-1)).toMatchObject({ text: 'Half a question' });
  });

  it('closes when it is done, with the words still in Message, and the focus there', async () => {
    const shown = await openSignIn();
    type('Half a question');
    fill('Email', 'ada@example.test');
    fill('Password', 'pass phrase');
    let reply: ((result: Result<unknown, Problem>) => void) | undefined;
    port.answer('account/sign-in', new Promise((resolve) => (reply = resolve)));
    await press('Sign in', shown);
    // The draft comes along, into a conversation of the person who is signed in now.
    tell(() =>
      port.snapshot({
        conversation: { id: 'c2', title: '' },
        draft: { text: 'Half a question', attachment: null },
        account: ada,
      }),
    );
    reply?.(ok({ errors: {}, account: ada }));
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(box().value).toBe('Half a question');
    expect(document.activeElement).toBe(box());
  });

  it('stays open where it was refused, with what was typed in it', async () => {
    const shown = await openSignIn();
    fill('Email', 'ada@example.test');
    fill('Password', 'wrong phrase');
    port.answer('account/sign-in', fail({ code: 'sign-in-refused' }));
    await press('Sign in', shown);
    expect(shown.textContent).toContain('Wrong email or password');
    expect(within(shown).queryByRole('alert')).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('ada@example.test');
  });

  it.each([
    ['another profile', { profileId: 'p2' }],
    [
      'the same at another server',
      { destination: { apiUrl: 'https://other.example.test', tenantId: 'acme' } },
    ],
  ])('begins anew for %s: no password goes to where it was not typed for', async (_what, changes) => {
    await openSignIn();
    fill('Email', 'ada@example.test');
    fill('Password', 'pass phrase');
    tell(() => port.snapshot({ problem: needed, ...changes }));
    await settle();
    expect(dialog('Sign in')).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('');
    expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('');
  });

  it('is put away by Escape, and can be opened again when its alert is gone', async () => {
    const shown = await openSignIn();
    // What the browser does with it.
    act(() => (shown as HTMLDialogElement).close());
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    await press('Dismiss');
    await press('Sign in');
    expect(dialog('Sign in')).toBeDefined();
  });

  it.each<{ of: string; account: Partial<Account>; times: number }>([
    { of: 'a platform that takes anybody', account: {}, times: 0 },
    { of: 'a profile with SSO', account: { hasSso: true }, times: 1 },
    { of: 'a sign-in that has ended', account: { state: 'ended', name: 'Ada Lovelace' }, times: 1 },
  ])('is offered $times times below the composer of $of', ({ account, times }) => {
    tell(() => port.snapshot({ account: { ...signedOutAccount, ...account } }));
    expect(screen.queryAllByRole('button', { name: 'Sign in' })).toHaveLength(times);
  });

  it('is offered once, not by the alert and below the composer too', () => {
    tell(() => port.snapshot({ problem: needed, status: { kind: 'sign-in-needed' } }));
    expect(screen.getAllByRole('button', { name: 'Sign in' })).toHaveLength(1);
  });
});

describe('who is signed in', () => {
  it('stands beside where messages go, follows each change, and opens the way out', async () => {
    tell(() => port.snapshot({ account: ada }));
    expect(screen.getByRole('button', { name: 'Account: Ada Lovelace' }).textContent).toBe('Ada Lovelace');
    tell(() => port.patch({ type: 'account', account: { ...ada, name: null } }));
    await press('Account: ada@example.test');
    expect(within(dialog('Account')).getByText('Signed in as ada@example.test')).toBeDefined();
    type('Half a question');
    port.answer('account/sign-out', ok({ errors: {}, account: signedOutAccount }));
    await press('Sign out', dialog('Account'));
    expect(port.of('account/sign-out')).toHaveLength(1);
    expect(port.of('draft/save').at(-1)).toMatchObject({ text: 'Half a question' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('leaves the focus where words go, should the button be gone that opened it', async () => {
    tell(() => port.snapshot({ account: ada }));
    await press('Account: Ada Lovelace');
    tell(() => port.patch({ type: 'account', account: signedOutAccount }));
    await press('Close', dialog('Sign in'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(box());
  });
});

describe('several profiles', () => {
  const profiles = [
    { id: 'p1', name: 'Acme', isManaged: false },
    { id: 'p2', name: 'Acme test', isManaged: true },
    { id: 'p3', name: 'At home', isManaged: false },
  ];
  const choice = (): HTMLSelectElement => screen.getByRole('combobox', { name: 'Profile' });
  const choose = (value: string): boolean => fireEvent.change(choice(), { target: { value } });

  it('are a choice in the place of the title; one is none', () => {
    tell(() => port.snapshot());
    expect(screen.queryByRole('combobox')).toBeNull();
    tell(() => port.snapshot({ profiles }));
    expect([...choice().options].map(({ text }) => text)).toEqual(['Acme', 'Acme test', 'At home']);
    expect(choice().value).toBe('p1');
    expect(screen.getByRole('heading', { level: 1 })).toBeDefined();
  });

  it('are switched with what was typed stored before', async () => {
    tell(() => port.snapshot({ profiles }));
    type('For Acme only');
    choose('p2');
    await settle();
    expect(port.sent.slice(-2)).toMatchObject([
      { type: 'draft/save', text: 'For Acme only' },
      { type: 'profile/switch', profileId: 'p2' },
    ]);
    tell(() =>
      port.snapshot({
        profiles,
        profileId: 'p2',
        conversation: { id: 'c2', title: '' },
        draft: { text: 'Of the other', attachment: null },
      }),
    );
    expect(box().value).toBe('Of the other');
    expect(choice().value).toBe('p2');
  });

  it('stay at the last choice while what comes of an earlier one arrives', async () => {
    tell(() => port.snapshot({ profiles }));
    const replies: (() => void)[] = [];
    const later = (): Promise<Result<unknown, Problem>> =>
      new Promise((resolve) => replies.push(() => resolve(ok(null))));
    port.answer('profile/switch', later());
    choose('p2');
    port.answer('profile/switch', later());
    choose('p3');
    tell(() => port.snapshot({ profiles, profileId: 'p2' }));
    expect(choice().value).toBe('p3');
    replies[0]?.();
    await settle();
    expect(choice().value).toBe('p3');
    tell(() => port.snapshot({ profiles, profileId: 'p3' }));
    replies[1]?.();
    await settle();
    expect(choice().value).toBe('p3');
    // From then on the background's word counts again: switched in another window.
    tell(() => port.snapshot({ profiles, profileId: 'p1' }));
    expect(choice().value).toBe('p1');
  });

  it('go two on at two presses of a key, however long the first takes', () => {
    tell(() => port.snapshot({ profiles }));
    choose('p2');
    expect(choice().value).toBe('p2');
    choose('p3');
    expect(port.of('profile/switch')).toMatchObject([{ profileId: 'p2' }, { profileId: 'p3' }]);
  });

  it('stay at the one in use where the switch fails, and say why', async () => {
    tell(() => port.snapshot({ profiles }));
    port.answer('profile/switch', fail({ code: 'storage-failed' }));
    choose('p2');
    await settle();
    expect(choice().value).toBe('p1');
    await settle();
    expect(alert().textContent).toContain('could not store');
  });
});

describe('access to a server that lets no extension in', () => {
  const blocked: Problem = {
    code: 'extension-blocked',
    subject: 'api.example.test',
    origin: 'https://api.example.test',
  };

  it('is asked for in the very turn of the press, and after a yes the panel connects again', async () => {
    askAccess.mockResolvedValue(true);
    tell(() => port.snapshot({ problem: blocked }));
    await settle();
    fireEvent.click(within(alert()).getByRole('button', { name: 'Allow access' }));
    expect(askAccess).toHaveBeenCalledExactlyOnceWith('https://api.example.test');
    await settle();
    expect(port.of('problem/dismiss')).toHaveLength(1);
    expect(port.of('connection/reconnect')).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is left alone after a no: the alert stays, with its button', async () => {
    askAccess.mockResolvedValue(false);
    tell(() => port.snapshot({ problem: blocked }));
    await settle();
    await press('Allow access');
    await settle();
    expect(within(alert()).getByRole('button', { name: 'Allow access' })).toBeDefined();
    expect(port.sent).toEqual([]);
  });

  it('is a matter of the settings where nobody knows which server', async () => {
    tell(() => port.snapshot({ problem: { code: 'extension-blocked' } }));
    await settle();
    await press('Allow access');
    expect(askAccess).not.toHaveBeenCalled();
    expect(openOptions).toHaveBeenCalledOnce();
  });

  it('can be given while signing in, which is then tried again', async () => {
    askAccess.mockResolvedValue(true);
    const shown = await openSignIn();
    fill('Email', 'ada@example.test');
    fill('Password', 'pass phrase');
    port.answer('account/sign-in', fail(blocked));
    await press('Sign in', shown);
    port.answer('account/sign-in', ok({ errors: {}, account: ada }));
    await press('Allow access', shown);
    expect(askAccess).toHaveBeenCalledExactlyOnceWith('https://api.example.test');
    expect(port.of('account/sign-in')).toHaveLength(2);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a platform that takes none of the tokens a person is signed in with', () => {
  it('offers to sign in anew, without signing out first', async () => {
    tell(() => port.snapshot({ account: ada, problem: needed, status: { kind: 'sign-in-needed' } }));
    await settle();
    await press('Sign in', alert());
    const opened = dialog('Sign in');
    expect(within(opened).getByLabelText('Email')).toBeDefined();
    expect(within(opened).getByRole('button', { name: 'Sign out' })).toBeDefined();
  });
});
