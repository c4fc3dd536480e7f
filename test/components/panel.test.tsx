// @vitest-environment happy-dom
import { createHash } from 'node:crypto';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../components/chat/problems.ts';
import { Announcer } from '../../components/chat/Announcer.tsx';
import { PanelRoot } from '../../components/chat/PanelRoot.tsx';
import type { Patch } from '../../lib/messaging/contract.ts';
import '../../lib/view/message-loading.ts';
import { fence } from '../../lib/page-context/fence.ts';
import { fail } from '../../lib/shared/result.ts';
import { createPanel, type Panel } from '../../lib/view/panel.ts';
import { createFakePagePort, emptySnapshot, type FakePagePort } from '../doubles/fake-page-port.ts';
import { answer, attachedPage, question } from '../view/messages.ts';

let port: FakePagePort;
let panel: Panel;
let frames: (() => void)[] = [];
const openOptions = vi.fn();
const restart = vi.fn();
const askAccess = vi.fn(() => Promise.resolve(false));

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  frames = [];
  port = createFakePagePort();
  const frame = (callback: () => void) => (frames.push(callback), () => undefined);
  panel = createPanel({ port, openOptions, restart, askAccess, frame });
  render(
    <PanelRoot panel={panel}>
      <Announcer />
    </PanelRoot>,
  );
});
afterEach(() => {
  cleanup();
  panel.close();
  vi.useRealTimers();
});

const box = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Message' });
const type = (text: string): boolean => fireEvent.change(box(), { target: { value: text } });
const enter = (init: object = {}): boolean =>
  fireEvent.keyDown(box(), { key: 'Enter', keyCode: 13, ...init });
const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));
const settle = (): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(0)));
/** Dialogs are loaded when they are first opened. */
const loaded = (): Promise<void> => act(() => vi.dynamicImportSettled());
const tell = (push: () => void): void => act(push);
const paint = (): void => act(() => frames.splice(0).forEach((frame) => frame()));

describe('the composer', () => {
  it('works before the background has said anything', async () => {
    expect(document.activeElement).toBe(box());
    type('First words');
    enter();
    await settle();
    expect(port.of('message/send')).toMatchObject([{ text: 'First words', attachment: null }]);
    expect(port.of('message/send')[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends by Enter and breaks the line by Shift+Enter', async () => {
    tell(() => port.snapshot());
    type('a');
    expect(enter({ shiftKey: true })).toBe(true);
    await settle();
    expect(port.of('message/send')).toHaveLength(0);
    expect(enter()).toBe(false);
    await settle();
    expect(port.of('message/send')).toHaveLength(1);
    expect(box().value).toBe('');
  });

  it.each([
    ['while an input method composes', { isComposing: true }],
    ['by the Enter that ends a composition', { keyCode: 229 }],
  ])('never sends %s', async (_when, init) => {
    type('日本');
    enter(init);
    await settle();
    expect(port.of('message/send')).toHaveLength(0);
    expect(box().value).toBe('日本');
  });

  it('sends nothing but spaces to nobody', async () => {
    type('  \n ');
    enter();
    await settle();
    expect(port.of('message/send')).toHaveLength(0);
  });

  it('shows the message at once and gives the text back when it was refused', async () => {
    tell(() => port.snapshot());
    port.answer('message/send', Promise.resolve(fail({ code: 'storage-full' })));
    type('Precious');
    enter();
    expect(screen.getByRole('article', { name: 'You' }).dataset['status']).toBe('queued');
    type('More');
    await settle();
    expect(screen.queryByRole('article')).toBeNull();
    expect(box().value).toBe('Precious\nMore');
    expect(screen.getByRole('alert').textContent).toContain('storage is full');
  });

  it('keeps the draft stored until the message has arrived', async () => {
    tell(() => port.snapshot());
    let arrive: (() => void) | undefined;
    port.answer(
      'message/send',
      new Promise((resolve) => (arrive = () => resolve({ ok: true, value: undefined }))),
    );
    type('Precious');
    await act(() => vi.advanceTimersByTimeAsync(300));
    enter();
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(port.of('draft/save')).toMatchObject([{ text: 'Precious' }]);
    arrive?.();
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(port.of('draft/save').at(-1)).toMatchObject({ text: '' });
  });

  it('counts from 3,500 characters, and over the limit says so and keeps the text', async () => {
    tell(() => port.snapshot());
    type('x'.repeat(3_499));
    expect(screen.queryByText(/4,000/)).toBeNull();
    type('x'.repeat(3_500));
    expect(screen.getByText('3,500 / 4,000')).toBeDefined();
    type('x'.repeat(4_001));
    enter();
    await settle();
    expect(screen.getByText(/1 character too long/)).toBeDefined();
    expect(port.of('message/send')).toHaveLength(0);
    expect(box().value).toHaveLength(4_001);
  });

  it('edits the last queued message by Arrow-up in an empty box', async () => {
    tell(() => port.snapshot({ messages: [question({ id: 'q1', status: 'queued', text: 'Quued' })] }));
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    expect(box().value).toBe('Quued');
    type('Queued');
    enter();
    await settle();
    expect(port.of('message/edit')).toMatchObject([{ messageId: 'q1', text: 'Queued' }]);
    expect(box().value).toBe('');
  });

  it('goes on editing where the change was refused, and says why', async () => {
    tell(() => port.snapshot({ messages: [question({ id: 'q1', status: 'queued', text: 'Quued' })] }));
    port.answer('message/edit', fail({ code: 'storage-full' }));
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    type('Queued');
    enter();
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('storage is full');
    expect(box().value).toBe('Queued');
    expect(screen.queryByText(/has gone out already/)).toBeNull();
    enter();
    await settle();
    expect(port.of('message/edit')).toMatchObject([{ messageId: 'q1' }, { messageId: 'q1', text: 'Queued' }]);
  });

  it('keeps the edited text as a new message when the old one has gone out', () => {
    tell(() => port.snapshot({ messages: [question({ id: 'q1', status: 'queued', text: 'Quued' })] }));
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    type('Queued');
    tell(() =>
      port.patch({ type: 'message/put', message: question({ id: 'q1', status: 'sending', text: 'Quued' }) }),
    );
    expect(box().value).toBe('Queued');
    expect(screen.getByText(/has gone out already/)).toBeDefined();
  });

  it('queues while an answer streams, with Stop beside Send', async () => {
    tell(() => port.snapshot({ messages: [question(), answer({ status: 'streaming', text: 'So' })] }));
    type('And then?');
    press('Send');
    press('Stop');
    await settle();
    expect(port.of('message/send')).toHaveLength(1);
    expect(port.of('answer/stop')).toMatchObject([{ messageId: 'a1' }]);
  });

  it('saves a draft again by itself where there was no room for it', async () => {
    tell(() => port.snapshot());
    port.answer('draft/save', fail({ code: 'storage-full' }));
    type('Precious');
    await act(() => vi.advanceTimersByTimeAsync(4_000));
    expect(port.of('draft/save')).toHaveLength(1);
    await act(() => vi.advanceTimersByTimeAsync(2_000));
    expect(port.of('draft/save')).toMatchObject([{ text: 'Precious' }, { text: 'Precious' }]);
  });

  it('restores the stored draft and saves what is left behind', () => {
    tell(() => port.snapshot({ draft: { text: 'From yesterday', attachment: null } }));
    expect(box().value).toBe('From yesterday');
    type('From today');
    fireEvent.blur(box());
    expect(port.of('draft/save')).toMatchObject([{ text: 'From today' }]);
    type('From just now');
    dispatchEvent(new Event('pagehide'));
    expect(port.of('draft/save').at(-1)).toMatchObject({ text: 'From just now' });
  });
});

describe('the transcript', () => {
  it('welcomes, and sends a suggestion by one press', async () => {
    const branding = { welcomeMessage: 'Ask Acme', suggestions: ['What is new?'], maxMessageLength: 4_000 };
    tell(() => port.snapshot({ branding }));
    expect(screen.getByRole('heading', { name: 'Ask Acme' })).toBeDefined();
    press('What is new?');
    // What it speaks of is found out by a chunk of its own.
    await vi.waitFor(() => expect(port.of('message/send')).toMatchObject([{ text: 'What is new?' }]));
  });

  it('shows a stream in one article, with its status, and says only its begin and end aloud', () => {
    tell(() => port.snapshot({ messages: [question()] }));
    tell(() => port.patch({ type: 'message/put', message: answer() }));
    const article = screen.getByRole('article', { name: 'Assistant' });
    expect(article.dataset['status']).toBe('pending');
    const live = document.querySelector('.off-screen[aria-live]');
    expect(live?.textContent).toBe('Assistant is answering');
    tell(() => port.patch({ type: 'message/append', messageId: 'a1', text: 'Hello **wor' }));
    paint();
    expect(article.dataset['status']).toBe('streaming');
    expect(article.textContent).toContain('Hello');
    expect(article.closest('[aria-live], [role=log], [role=status], [role=alert]')).toBeNull();
    tell(() => port.patch({ type: 'message/append', messageId: 'a1', text: 'ld**' }));
    const end: Patch = {
      type: 'message/finish',
      messageId: 'a1',
      status: 'complete',
      sources: [],
      completedAt: 1,
    };
    tell(() => port.patch(end));
    expect(within(article).getByText('world').tagName).toBe('STRONG');
    expect(live?.textContent).toBe('Answer complete');
  });

  it.each(['failed', 'interrupted', 'stopped'] as const)(
    'offers Retry for an answer that is %s',
    async (status) => {
      tell(() => port.snapshot({ messages: [question(), answer({ status, text: 'Part' })] }));
      fireEvent.click(
        within(screen.getByRole('article', { name: 'Assistant' })).getByRole('button', { name: 'Retry' }),
      );
      await settle();
      expect(port.of('message/retry')).toMatchObject([{ messageId: 'a1' }]);
    },
  );

  it('says of a failure what it is, and quotes the server', async () => {
    const problem = { code: 'answer-failed', detail: 'The model ran out of memory' } as const;
    const refused = { code: 'message-rejected', detail: 'Not in this tone' } as const;
    const messages = [
      question({ status: 'failed', problem: refused }),
      answer({ status: 'failed', problem }),
    ];
    tell(() => port.snapshot({ messages }));
    await settle();
    const [you, assistant] = screen.getAllByRole('article');
    expect(you?.textContent).toContain('did not take this message');
    expect(you?.querySelector('blockquote')?.textContent).toBe('Not in this tone');
    expect(assistant?.textContent).toContain('could not finish its answer');
    expect(assistant?.querySelector('blockquote')?.textContent).toBe('The model ran out of memory');
  });

  it.each([
    ['queued', ['Edit', 'Copy', 'Delete']],
    ['sending', ['Copy']],
    ['sent', ['Copy', 'Edit and resend']],
    ['failed', ['Retry', 'Edit', 'Copy', 'Delete']],
    ['unknown', ['Send again', 'Copy', 'Discard']],
  ] as const)('offers for a %s message: %j', (status, names) => {
    tell(() => port.snapshot({ messages: [question({ status })] }));
    const buttons = within(screen.getByRole('article', { name: 'You' })).getAllByRole('button');
    expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual(names);
  });

  it('can be walked by arrow keys, with one tab stop', () => {
    const messages = [
      question(),
      answer({ status: 'complete', text: 'x' }),
      question({ id: 'u2', ordinal: 3 }),
    ];
    tell(() => port.snapshot({ messages }));
    const articles = screen.getAllByRole('article');
    expect(articles.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
    act(() => articles[2]?.focus());
    fireEvent.keyDown(articles[2] ?? document, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(articles[1]);
    fireEvent.keyDown(articles[1] ?? document, { key: 'Home' });
    expect(document.activeElement).toBe(articles[0]);
    expect(articles.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  });

  it('brings earlier messages in front', async () => {
    tell(() => port.snapshot({ hasEarlier: true, messages: [question({ id: 'u5', ordinal: 5 })] }));
    const value = { messages: [question({ id: 'u4', ordinal: 4, text: 'Before' })], hasEarlier: false };
    port.answer('history/earlier', { ok: true, value });
    press('Earlier messages');
    await vi.dynamicImportSettled();
    await settle();
    expect(port.of('history/earlier')).toMatchObject([{ before: 5 }]);
    expect(screen.getAllByRole('article').map((article) => article.textContent)).toEqual([
      'Before',
      'A question',
    ]);
    expect(screen.queryByRole('button', { name: 'Earlier messages' })).toBeNull();
  });
});

describe('the attached page', () => {
  const page = attachedPage();
  const group = (): HTMLElement => screen.getByRole('group', { name: 'Page: Tides & turbines' });

  it('says what and how much of it goes along, and can be removed', async () => {
    tell(() => port.snapshot({ draft: { text: '', attachment: page } }));
    await loaded();
    expect(group().textContent).toContain('review.example');
    expect(group().textContent).toContain('63 % of the page, 25 characters');
    const remove = within(group()).getByRole('button', { name: 'Remove' });
    remove.focus();
    fireEvent.click(remove);
    await settle();
    expect(port.of('page/remove')).toMatchObject([{ id: page.id }]);
    tell(() => port.patch({ type: 'draft/attachment', attachment: null }));
    expect(screen.queryByRole('group', { name: /^Page: / })).toBeNull();
    // The button is gone with the chip, and the words go on.
    expect(document.activeElement).toBe(box());
  });

  it('is previewed as it goes over the wire, byte for byte', async () => {
    tell(() => port.snapshot({ draft: { text: '', attachment: page } }));
    await loaded();
    fireEvent.click(within(group()).getByRole('button', { name: 'Preview' }));
    await loaded();
    const dialog = screen.getByRole('dialog', { name: 'Page preview' });
    const text = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Text to send' });
    expect(text.value).toBe(page.text);
    const [before, after] = [...dialog.querySelectorAll('pre')].map((line) => line.textContent);
    expect(`${before}\n${text.value}\n${after}\n\nQuestion`).toBe(fence([page], 'Question'));
    const printOf = (words: string): string =>
      `SHA-256 ${createHash('sha256').update(words).digest('hex').slice(0, 12)}`;
    await vi.waitFor(() => within(dialog).getByText(printOf(page.text)));
    fireEvent.change(text, { target: { value: 'Küste 潮' } });
    await vi.waitFor(() => within(dialog).getByText(printOf('Küste 潮')));
    expect(within(dialog).queryByText(printOf(page.text))).toBeNull();
    fireEvent.change(text, { target: { value: ' ' } });
    expect(within(dialog).queryByText(/^SHA-256/)).toBeNull();
  });

  it('can be put back to what it was before it was edited', async () => {
    tell(() => port.snapshot({ draft: { text: '', attachment: page } }));
    await loaded();
    fireEvent.click(within(group()).getByRole('button', { name: 'Preview' }));
    await loaded();
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text to send' });
    const undo = (): HTMLElement | null => screen.queryByRole('button', { name: 'Undo my changes' });
    expect(undo()).toBeNull();
    fireEvent.change(text, { target: { value: 'Shorter' } });
    fireEvent.click(undo() ?? text);
    expect(text.value).toBe(page.text);
    expect(undo()).toBeNull();
    expect(document.activeElement).toBe(text);
    press('Done');
    expect(port.of('page/edit')).toEqual([]);
  });

  it('that was edited earlier can be put back, too, and what was sent can not', async () => {
    const edited = { ...page, text: 'Shorter', isEdited: true, original: page.text, revision: 2 };
    tell(() => port.snapshot({ draft: { text: '', attachment: edited } }));
    await loaded();
    expect(group().textContent).toContain('Edited by you, 7 characters');
    fireEvent.click(within(group()).getByRole('button', { name: 'Preview' }));
    await loaded();
    press('Undo my changes');
    press('Done');
    expect(port.of('page/edit')).toMatchObject([{ id: page.id, text: page.text }]);
  });

  it('that was edited is replaced only once the user says so', async () => {
    const edited = { ...page, text: 'Shorter', isEdited: true, original: page.text, revision: 2 };
    tell(() => port.snapshot({ draft: { text: '', attachment: edited } }));
    port.answer('page/attach', fail({ code: 'page-edited' }));
    press('Attach this page');
    await settle();
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('You have changed the attached page');
    press('Replace my version');
    await settle();
    expect(port.of('page/attach')).toMatchObject([{}, { replaces: page.id }]);
  });

  it('takes back the refusal when the toolbar button attaches it after all', async () => {
    tell(() => port.snapshot());
    port.answer('page/attach', fail({ code: 'page-access-needed', subject: page.title }));
    press('Attach this page');
    await settle();
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('No access');
    tell(() => port.patch({ type: 'draft/attachment', attachment: null }));
    expect(screen.getByRole('alert')).toBeDefined();
    tell(() => port.patch({ type: 'draft/attachment', attachment: page }));
    await loaded();
    expect(group()).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps the refusal where something succeeds that was asked for before', async () => {
    tell(() => port.snapshot());
    let begun: (() => void) | undefined;
    port.answer(
      'conversation/new',
      new Promise((resolve) => (begun = () => resolve({ ok: true, value: undefined }))),
    );
    press('New chat');
    port.answer('page/attach', fail({ code: 'page-access-needed', subject: page.title }));
    press('Attach this page');
    await settle();
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('No access');
    begun?.();
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('No access');
  });

  it('is sent with the revision that the last edit made', async () => {
    tell(() => port.snapshot({ draft: { text: 'Why?', attachment: page } }));
    await loaded();
    fireEvent.click(within(group()).getByRole('button', { name: 'Preview' }));
    await loaded();
    fireEvent.change(screen.getByRole('textbox', { name: 'Text to send' }), { target: { value: 'Shorter' } });
    let stored: (() => void) | undefined;
    port.answer(
      'page/edit',
      new Promise((resolve) => (stored = () => resolve({ ok: true, value: undefined }))),
    );
    press('Done');
    expect(port.of('page/edit')).toMatchObject([{ id: page.id, text: 'Shorter' }]);
    enter();
    await settle();
    expect(port.of('message/send')).toHaveLength(0);
    const attachment = attachedPage({ text: 'Shorter', revision: 2 });
    tell(() => port.patch({ type: 'draft/attachment', attachment }));
    stored?.();
    await settle();
    expect(port.of('message/send')).toMatchObject([
      { text: 'Why?', attachment: { id: page.id, revision: 2 } },
    ]);
  });

  it('comes back with the text when the message was refused', async () => {
    tell(() => port.snapshot({ draft: { text: 'Why?', attachment: page } }));
    await loaded();
    port.answer('message/send', fail({ code: 'storage-full' }));
    enter();
    await settle();
    expect(box().value).toBe('Why?');
    expect(group()).toBeDefined();
  });
});

describe('trouble', () => {
  it('counts down in the status line, which does not speak each second', () => {
    vi.setSystemTime(0);
    tell(() => port.snapshot({ status: { kind: 'reconnecting', at: 3_000 } }));
    const status = screen.getByRole('status', { name: 'Connection' });
    expect(status.textContent).toBe('Reconnecting in 3 s');
    act(() => void vi.advanceTimersByTime(1_000));
    expect(status.textContent).toBe('Reconnecting in 2 s');
    expect(status.getAttribute('aria-live')).toBe('off');
  });

  it('shows one alert, the gravest, with its button', async () => {
    tell(() => port.snapshot({ problem: { code: 'tenant-unknown', subject: 'acmee' } }));
    await settle();
    fireEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Open settings' }));
    expect(openOptions).toHaveBeenCalledOnce();
    tell(() => port.silence(true));
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    fireEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Restart the panel' }));
    expect(restart).toHaveBeenCalledOnce();
    tell(() => port.silence(false));
    fireEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Dismiss' }));
    await settle();
    expect(port.of('problem/dismiss')).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('fetches what waits unsent under other settings', async () => {
    tell(() => port.snapshot({ problem: { code: 'unsent-messages', subject: 'acme', count: 1 } }));
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('1 message · acme');
    press('Bring it here');
    await settle();
    expect(port.of('conversation/bring')).toHaveLength(1);
  });

  it('names the host that a token would newly go to, and confirms that one', async () => {
    tell(() => port.snapshot({ problem: { code: 'host-unconfirmed', subject: 'ws.example.org:8443' } }));
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('Nothing is sent until you confirm it');
    press('Send to ws.example.org:8443');
    await settle();
    expect(port.of('account/confirm-host')).toEqual([
      expect.objectContaining({ host: 'ws.example.org:8443' }),
    ]);
  });

  it('reconnects when asked to', async () => {
    tell(() => port.snapshot({ problem: { code: 'server-unreachable' } }));
    await settle();
    press('Reconnect now');
    await settle();
    expect(port.of('connection/reconnect')).toHaveLength(1);
  });

  it('never shows a blank page, and keeps the composer while the transcript is broken', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = { ...question(), attachments: null } as never;
    tell(() => port.snapshot({ messages: [broken], draft: { text: 'Kept', attachment: null } }));
    expect(box().value).toBe('Kept');
    tell(() => port.snapshot({ ...emptySnapshot, messages: [question()] }));
    press('Try again');
    expect(screen.getByRole('article', { name: 'You' })).toBeDefined();
  });
});
