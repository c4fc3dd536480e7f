// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { growToFit } from '../../components/composer/grow-to-fit.ts';
import { prerenderPanel } from '../../components/chat/prerender.tsx';
import { defaultPreferences } from '../../lib/config/preferences-record.ts';
import { signedOutAccount } from '../../lib/messaging/account-shapes.ts';
import type { Snapshot } from '../../lib/messaging/contract.ts';
import { answer, attachedPage, question } from '../view/messages.ts';
import { composer, openPanel, press, settle, write } from './panel-page.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const waiting = question({ id: 'q1', status: 'queued', text: 'Quued' });

describe('the box that the build has drawn', () => {
  const drawn = (): HTMLElement => {
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML = prerenderPanel();
    return container;
  };

  it('keeps what was typed before the script came, and it is sent', async () => {
    const container = drawn();
    const box = container.querySelector('textarea');
    if (box === null) throw new Error('The build draws no box.');
    box.value = 'Typed early';
    const { port } = openPanel(undefined, container);
    expect(composer()).toBe(box);
    expect(box.value).toBe('Typed early');
    expect(document.activeElement).toBe(box);
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13 });
    await settle();
    expect(port.of('message/send')).toMatchObject([{ text: 'Typed early' }]);
  });

  it('that nobody has typed into takes the draft that was stored', () => {
    const { port } = openPanel(undefined, drawn());
    act(() => port.snapshot({ draft: { text: 'From yesterday', attachment: null } }));
    expect(composer().value).toBe('From yesterday');
    expect(port.of('draft/save')).toEqual([]);
  });
});

describe('the height of a box', () => {
  const boxOf = (scrollHeight: number): HTMLTextAreaElement => {
    const box = document.createElement('textarea');
    Object.defineProperty(box, 'scrollHeight', { value: scrollHeight });
    return box;
  };

  it('is that of its text, and what the stylesheet says for an empty one', () => {
    vi.stubGlobal('CSS', { supports: () => false });
    const box = boxOf(120);
    growToFit(box, 'a\nb');
    expect(box.style.height).toBe('120px');
    growToFit(box, '');
    expect(box.style.height).toBe('auto');
  });

  it('is left to a browser that sees to it, and to nobody where there is no box', () => {
    const supports = vi.fn(() => true);
    vi.stubGlobal('CSS', { supports });
    const box = boxOf(120);
    growToFit(box, 'a');
    expect(box.style.height).toBe('');
    expect(supports).toHaveBeenCalledWith('field-sizing', 'content');
    expect(() => growToFit(null, 'a')).not.toThrow();
  });

  it('is measured where a browser cannot be asked', () => {
    vi.stubGlobal('CSS', undefined);
    const box = boxOf(40);
    growToFit(box, 'a');
    expect(box.style.height).toBe('40px');
    vi.stubGlobal('CSS', {});
    growToFit(box, '');
    expect(box.style.height).toBe('auto');
  });

  it('follows what is typed', () => {
    vi.stubGlobal('CSS', { supports: () => false });
    let height = 20;
    vi.spyOn(HTMLTextAreaElement.prototype, 'scrollHeight', 'get').mockImplementation(() => height);
    openPanel({});
    height = 40;
    write('a\nb');
    expect(composer().style.height).toBe('40px');
    height = 60;
    write('a\nb\nc');
    expect(composer().style.height).toBe('60px');
  });
});

describe('keys', () => {
  it('Arrow-up edits only from an empty box', () => {
    openPanel({ messages: [waiting] });
    write('Words');
    expect(fireEvent.keyDown(composer(), { key: 'ArrowUp' })).toBe(true);
    expect(composer().value).toBe('Words');
    write('');
    expect(fireEvent.keyDown(composer(), { key: 'ArrowUp' })).toBe(false);
    expect(composer().value).toBe('Quued');
  });

  it.each(['sending', 'checking', 'unknown'] as const)(
    'Arrow-up is the box’s own where the last is %s',
    (status) => {
      openPanel({ messages: [waiting, question({ ordinal: 9, status })] });
      expect(fireEvent.keyDown(composer(), { key: 'ArrowUp' })).toBe(true);
      expect(composer().value).toBe('');
    },
  );

  it('Arrow-up is the box’s own where nothing was asked', () => {
    openPanel({ messages: [answer()] });
    expect(fireEvent.keyDown(composer(), { key: 'ArrowUp' })).toBe(true);
  });

  it('Arrow-up asks the last question anew, once it was sent', async () => {
    const asked = question({ text: 'Whoo?', attachments: [attachedPage()] });
    const { port } = openPanel({ messages: [asked, answer({ status: 'complete', text: 'No.' })] });
    expect(fireEvent.keyDown(composer(), { key: 'ArrowUp' })).toBe(false);
    expect(composer().value).toBe('Whoo?');
    expect(screen.getByText('Editing your last question')).toBeDefined();
    fireEvent.keyDown(composer(), { key: 'Escape' });
    expect(composer().value).toBe('');
    press('Edit and resend');
    expect(document.activeElement).toBe(composer());
    press('Attach the same page again');
    await settle();
    expect(port.of('page/reuse')).toEqual([{ type: 'page/reuse', messageId: 'u1' }]);
    act(() => port.patch({ type: 'draft/attachment', attachment: attachedPage({ id: 'again' }) }));
    expect(screen.queryByRole('button', { name: 'Attach the same page again' })).toBeNull();
    write('Who?');
    fireEvent.keyDown(composer(), { key: 'Enter' });
    await settle();
    expect(port.of('message/send')).toMatchObject([
      { text: 'Who?', attachment: { id: 'again' }, replaces: 'u1' },
    ]);
    expect(port.of('message/edit')).toEqual([]);
    expect(screen.queryByText('Editing your last question')).toBeNull();
  });

  it('with Ctrl or ⌘ chosen, Enter alone breaks the line, and the box says so', async () => {
    const { port } = openPanel({ preferences: { ...defaultPreferences, sendWith: 'modifier-enter' } });
    expect(composer().placeholder).toBe('Ask anything (Ctrl+Enter sends)');
    write('Words');
    expect(fireEvent.keyDown(composer(), { key: 'Enter' })).toBe(true);
    expect(fireEvent.keyDown(composer(), { key: 'Enter', shiftKey: true })).toBe(true);
    await settle();
    expect(port.of('message/send')).toEqual([]);
    expect(fireEvent.keyDown(composer(), { key: 'Enter', metaKey: true })).toBe(false);
    write('More');
    expect(fireEvent.keyDown(composer(), { key: 'Enter', ctrlKey: true })).toBe(false);
    await settle();
    expect(port.of('message/send')).toMatchObject([{ text: 'Words' }, { text: 'More' }]);
  });

  it('Escape ends editing, and is nothing otherwise', () => {
    openPanel({ messages: [waiting] });
    fireEvent.keyDown(composer(), { key: 'ArrowUp' });
    expect(screen.getByText('Editing a queued message')).toBeDefined();
    fireEvent.keyDown(composer(), { key: 'Escape' });
    expect(composer().value).toBe('');
    expect(screen.queryByText('Editing a queued message')).toBeNull();
    write('Words');
    fireEvent.keyDown(composer(), { key: 'Escape' });
    expect(composer().value).toBe('Words');
  });

  it.each(['Tab', 'a', 'ArrowDown', 'Home'])('%s is the box’s own', async (key) => {
    const { port } = openPanel({ messages: [waiting] });
    write('Words');
    expect(fireEvent.keyDown(composer(), { key })).toBe(true);
    await settle();
    expect(composer().value).toBe('Words');
    expect(port.of('message/send')).toEqual([]);
  });

  it('the Send button sends, and gives the box back', async () => {
    const { port } = openPanel({});
    write('Words');
    screen.getByRole('button', { name: 'Send' }).focus();
    press('Send');
    expect(document.activeElement).toBe(composer());
    await settle();
    expect(port.of('message/send')).toMatchObject([{ text: 'Words' }]);
  });
});

describe('what the composer says of itself', () => {
  const send = (): string | null =>
    screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled');

  it.each<[text: string, isOff: string, isInvalid: string | null]>([
    ['', 'true', null],
    [' \n ', 'true', null],
    ['a', 'false', null],
    ['x'.repeat(10), 'false', null],
    ['x'.repeat(11), 'true', 'true'],
  ])('with %j: Send is off %s', (text, isOff, isInvalid) => {
    openPanel({ branding: { suggestions: [], maxMessageLength: 10 } });
    write(text);
    expect(send()).toBe(isOff);
    expect(composer().getAttribute('aria-invalid')).toBe(isInvalid);
    expect(document.querySelector('.counter.is-over') !== null).toBe(isInvalid !== null);
  });

  it('counts from 500 before the limit on, and beyond it what is too much', () => {
    openPanel({ branding: { suggestions: [], maxMessageLength: 600 } });
    const count = (length: number): string => {
      write('x'.repeat(length));
      return document.querySelector('#composer-counter')?.textContent ?? '';
    };
    expect(count(99)).toBe('');
    expect(count(100)).toBe('100 / 600');
    expect(count(600)).toBe('600 / 600');
    expect(count(601)).toBe('1 character too long. Shorten it to send.');
    expect(count(602)).toBe('2 characters too long. Shorten it to send.');
    expect(composer().getAttribute('aria-describedby')).toBe('composer-counter');
  });

  it('invites as the tenant does, else in our words', () => {
    const { port } = openPanel({});
    expect(composer().placeholder).toBe('Ask anything');
    act(() =>
      port.snapshot({ branding: { suggestions: [], maxMessageLength: 10, placeholder: 'Ask Acme' } }),
    );
    expect(composer().placeholder).toBe('Ask Acme');
  });

  it('has Stop only while an answer is under way', () => {
    const { port } = openPanel({ messages: [question(), answer({ status: 'complete', text: 'x' })] });
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
    act(() => port.snapshot({ messages: [question(), answer({ status: 'pending' })] }));
    expect(screen.getByRole('button', { name: 'Stop' })).toBeDefined();
  });

  it('shows that a page is being read, and reads one at a time', async () => {
    const { port } = openPanel({});
    let done: (() => void) | undefined;
    port.answer(
      'page/attach',
      new Promise((resolve) => (done = () => resolve({ ok: true, value: undefined }))),
    );
    const attach = (): HTMLElement => screen.getByRole('button', { name: 'Attach this page' });
    expect(attach().className).toBe('icon-button attach');
    press('Attach this page');
    press('Attach this page');
    expect(attach().className).toBe('icon-button attach is-busy');
    expect(attach().querySelector('svg')?.getAttribute('class')).toContain('loader');
    expect(port.of('page/attach')).toHaveLength(1);
    done?.();
    await settle();
    expect(attach().className).toBe('icon-button attach');
    expect(attach().querySelector('svg')?.getAttribute('class')).toContain('file-plus');
  });
});

describe('the attached page', () => {
  const chip = (): HTMLElement => screen.getByRole('group', { name: /^Page: / });
  const attached = (changes: Parameters<typeof attachedPage>[0]) =>
    openPanel({ draft: { text: '', attachment: attachedPage(changes) } });

  it.each([
    [{ source: 'article', text: 'x'.repeat(50), pageLength: 200 }, '25 % of the page, 50 characters'],
    // Edited, it may be longer than the page was.
    [{ source: 'visible', text: 'x'.repeat(50), pageLength: 40 }, '100 % of the page, 50 characters'],
    [{ source: 'selection', text: 'x'.repeat(50), pageLength: 200 }, 'Selection, 50 characters'],
    [
      { source: 'thread', text: 'x'.repeat(50), pageLength: 200, posts: 14 },
      '14 posts, 25 % of the page, 50 characters',
    ],
  ] as const)('%j: %s', (page, share) => {
    attached(page);
    expect(chip().querySelector('.chip-detail')?.textContent).toBe(`review.example${share}`);
  });

  it.each([
    ['https://a.example:8443/x', 'a.example:8443'],
    ['file:///home/me/x.html', 'file:'],
    ['nowhere', 'nowhere'],
  ])('at %s stands under %s', (url, host) => {
    attached({ url });
    expect(chip().querySelector('.chip-host')?.textContent).toBe(host);
    expect(chip().querySelector('.chip-title')?.getAttribute('title')).toBe(url);
  });

  it('without a title has a name all the same', () => {
    attached({ title: '' });
    expect(chip().getAttribute('aria-label')).toBe('Page: Untitled page');
  });

  it('has a preview that says how much of it goes, and that nothing does', async () => {
    attached({ title: '', text: 'Four' });
    press('Preview');
    await settle();
    const dialog = screen.getByRole('dialog', { name: 'Page preview' });
    const text = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Text to send' });
    expect(document.activeElement).toBe(text);
    expect(text.readOnly).toBe(false);
    expect(dialog.querySelector('h2')?.textContent).toBe('Untitled page');
    expect(dialog.querySelector('footer p')?.textContent).toMatch(/^4 characters/);
    expect(dialog.textContent).toContain('This is all that will be sent of the page');
    fireEvent.change(text, { target: { value: ' \n' } });
    expect(dialog.querySelector('footer p')?.textContent).toBe(
      'Nothing of the page will be sent. Remove it, or write something.',
    );
  });

  it('that another takes the place of is previewed anew', async () => {
    const { port } = attached({ text: 'First' });
    press('Preview');
    await settle();
    const text = (): string =>
      screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text to send' }).value;
    fireEvent.change(screen.getByRole('textbox', { name: 'Text to send' }), { target: { value: 'Mine' } });
    act(() =>
      port.patch({ type: 'draft/attachment', attachment: attachedPage({ id: 'other', text: 'Second' }) }),
    );
    expect(text()).toBe('Second');
    expect(
      [...document.querySelectorAll('.fence')].every(({ textContent }) => textContent?.includes('other')),
    ).toBe(true);
  });
});

describe('where messages go', () => {
  const line = (snapshot: Partial<Snapshot>): string => {
    openPanel(snapshot);
    return document.querySelector('.destination')?.textContent ?? '';
  };
  const signedIn = { ...signedOutAccount, state: 'signed-in' } as const;

  it.each<[string, Partial<Snapshot>]>([
    ['Goes to api.example.test · acme', {}],
    ['Goes to localhost:8000 · acme', { destination: { apiUrl: 'http://localhost:8000', tenantId: 'acme' } }],
    ['Goes to localhost:8000', { destination: { apiUrl: 'http://localhost:8000', tenantId: '' } }],
    ['Goes to nowhere · acme', { destination: { apiUrl: 'nowhere', tenantId: 'acme' } }],
    ['Goes to api.example.test · acme · Sign in', { status: { kind: 'sign-in-needed' } }],
    ['Goes to api.example.test · acme · Sign in', { account: { ...signedOutAccount, hasSso: true } }],
    ['Goes to api.example.test · acme · Sign in', { account: { ...signedOutAccount, state: 'ended' } }],
    // The alert above has the button.
    [
      'Goes to api.example.test · acme',
      { status: { kind: 'sign-in-needed' }, problem: { code: 'sign-in-needed' } },
    ],
    ['Goes to api.example.test · acme · Ada', { account: { ...signedIn, name: 'Ada', email: 'a@b.test' } }],
    ['Goes to api.example.test · acme · a@b.test', { account: { ...signedIn, name: '', email: 'a@b.test' } }],
    ['Goes to api.example.test · acme · Signed in', { account: { ...signedIn, name: '', email: '' } }],
    [
      'Goes to api.example.test · acme · Ada',
      { account: { ...signedIn, name: 'Ada' }, problem: { code: 'sign-in-needed' } },
    ],
  ])('reads: %s', (words, snapshot) => {
    expect(line(snapshot)).toBe(words);
  });

  it('is not said before it is known', () => {
    openPanel();
    expect(document.querySelector('.destination')?.textContent).toBe('');
  });

  it('leads to the account, by a name that says so', async () => {
    openPanel({ account: { ...signedIn, name: 'Ada' } });
    press('Account: Ada');
    await settle();
    expect(screen.getByRole('dialog')).toBeDefined();
  });
});
