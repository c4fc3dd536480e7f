// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { handOnFocus } from '../../components/chat/hand-on-focus.ts';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';
import type { ProblemCode } from '../../lib/shared/problem.ts';
import { ok } from '../../lib/shared/result.ts';
import { attachment } from '../storage/records.ts';
import { answer, question } from '../view/messages.ts';
import { buttonsOf, composer, openPanel, press, settle, type OpenedPanel } from './panel-page.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const profiles = [
  { id: 'p1', name: 'Acme', isManaged: false },
  { id: 'p2', name: 'Other', isManaged: false },
];

describe('the header', () => {
  it('has the title of the tenant, else ours', () => {
    const { port } = openPanel({});
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('MIPTech');
    act(() => port.snapshot({ branding: { suggestions: [], maxMessageLength: 10, title: 'Acme' } }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Acme');
  });

  it('has a choice of profiles where there are several, and only then', () => {
    const { port } = openPanel({});
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.getByRole('heading', { level: 1 }).className).toBe('');
    act(() => port.snapshot({ profiles }));
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Profile' }).value).toBe('p1');
    expect(screen.getByRole('heading', { level: 1 }).className).toBe('off-screen');
  });

  it('asks for another chat and for the settings', async () => {
    const { port, openOptions } = openPanel({});
    press('New chat');
    press('Settings');
    await settle();
    expect(port.of('conversation/new')).toHaveLength(1);
    expect(openOptions).toHaveBeenCalledOnce();
  });

  it.each<[ConnectionStatus, words: string, tone: string, live: string]>([
    [{ kind: 'connected' }, 'Connected', 'is-good', 'off'],
    [{ kind: 'connecting' }, 'Connecting', 'is-busy', 'off'],
    [{ kind: 'reconnecting', at: 3_000 }, 'Reconnecting in 3 s', 'is-busy', 'off'],
    [{ kind: 'waiting', until: 2_001 }, 'Waiting 3 s (rate limit)', 'is-busy', 'off'],
    [{ kind: 'waiting', until: 0 }, 'Waiting 0 s (rate limit)', 'is-busy', 'off'],
    [{ kind: 'starting-up' }, 'Starting up', 'is-busy', 'polite'],
    [{ kind: 'offline' }, 'Offline', 'is-bad', 'off'],
    [{ kind: 'sign-in-needed' }, 'Sign in needed', 'is-bad', 'off'],
    [{ kind: 'check-settings' }, 'Check settings', 'is-bad', 'off'],
  ])('tells of %j', (status, words, tone, live) => {
    vi.useFakeTimers();
    vi.setSystemTime(0);
    openPanel({ status });
    const line = screen.getByRole('status', { name: 'Connection' });
    expect(line.textContent).toBe(words);
    expect(line.classList.contains(tone)).toBe(true);
    expect(line.getAttribute('aria-live')).toBe(live);
  });

  it('tells how far a platform that starts up has got, beside the status and as plain text', () => {
    const words = '<b>Loading</b> \u05d0\u05d1';
    const { port } = openPanel({ status: { kind: 'starting-up', progress: { done: 2, of: 5, words } } });
    const line = screen.getByRole('status', { name: 'Connection' });
    const told = document.querySelector('.start-progress');
    expect(line.textContent).toBe('Starting up');
    expect(told?.textContent).toBe(`Step 2 of 5 ${words}`);
    expect(told?.querySelector('bdi')?.textContent).toBe(words);
    act(() => port.patch({ type: 'status', status: { kind: 'connected' } }));
    expect(document.querySelector('.start-progress')).toBeNull();
  });

  it('counts down by the clock, from each new end, and stops', () => {
    vi.useFakeTimers();
    vi.setSystemTime(0);
    const { port } = openPanel({ status: { kind: 'reconnecting', at: 2_000 } });
    const line = screen.getByRole('status', { name: 'Connection' });
    act(() => void vi.advanceTimersByTime(1_000));
    expect(line.textContent).toBe('Reconnecting in 1 s');
    act(() => void vi.advanceTimersByTime(5_000));
    expect(line.textContent).toBe('Reconnecting in 0 s');
    act(() => port.patch({ type: 'status', status: { kind: 'waiting', until: 16_000 } }));
    expect(line.textContent).toBe('Waiting 10 s (rate limit)');
    act(() => port.patch({ type: 'status', status: { kind: 'connected' } }));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a count-down', () => {
  it('is the same wherever it is shown, whenever that was opened', async () => {
    vi.useFakeTimers({ now: 0 });
    const { port } = openPanel({ status: { kind: 'waiting', until: 9_000 } });
    act(() => void vi.advanceTimersByTime(700));
    const waiting = [question({ status: 'queued' }), question({ id: 'u2', ordinal: 2, status: 'queued' })];
    act(() => waiting.forEach((message) => port.patch({ type: 'message/put', message })));
    await settle();
    for (let ms = 700; ms < 3_000; ms += 100) {
      act(() => void vi.advanceTimersByTime(100));
      const told = [...document.body.textContent.matchAll(/Waiting (\d+) s/g)].map(([, seconds]) => seconds);
      expect(told.length).toBeGreaterThan(1);
      expect(new Set(told).size).toBe(1);
    }
    vi.useRealTimers();
  });
});

describe('the connection, as it is heard', () => {
  it('is silent while it counts down, and while it tries', () => {
    const { port } = openPanel({});
    const live = (): string | null =>
      screen.getByRole('status', { name: 'Connection' }).getAttribute('aria-live');
    const is = (status: ConnectionStatus): void => act(() => port.patch({ type: 'status', status }));
    is({ kind: 'reconnecting', at: 9_000 });
    expect(live()).toBe('off');
    is({ kind: 'connecting' });
    expect(live()).toBe('off');
    is({ kind: 'starting-up' });
    expect(live()).toBe('polite');
  });
});

describe('what is said aloud', () => {
  const said = (): string => document.querySelector('.off-screen[aria-live]')?.textContent ?? '';
  const first = answer({ status: 'complete', text: 'x' });
  const next = answer({ id: 'a2', ordinal: 4, replyTo: 'u2' });

  it('is nothing of what was there before', () => {
    openPanel({ messages: [question(), first] });
    expect(said()).toBe('');
  });

  it.each([
    ['complete', 'Answer complete'],
    ['stopped', 'Stopped by you'],
    ['failed', 'Not finished'],
    ['interrupted', 'Connection lost here. The rest could not be fetched.'],
  ] as const)('is, at the end of an answer that is %s: %j', (status, words) => {
    const { port } = openPanel({ messages: [question(), answer()] });
    expect(said()).toBe('Assistant is answering');
    act(() => port.patch({ type: 'message/put', message: answer({ status, text: 'x' }) }));
    expect(said()).toBe(words);
  });

  it('is its end, too, where another question waits behind it', () => {
    const waiting = question({ id: 'u2', ordinal: 3, status: 'queued' });
    const { port } = openPanel({ messages: [question(), answer(), waiting] });
    act(() => port.patch({ type: 'message/put', message: answer({ status: 'stopped', text: 'x' }) }));
    expect(said()).toBe('Stopped by you');
  });

  it('is each answer’s beginning', () => {
    const { port } = openPanel({ messages: [question(), answer()] });
    act(() => port.patch({ type: 'message/put', message: first }));
    expect(said()).toBe('Answer complete');
    act(() => port.patch({ type: 'message/put', message: next }));
    expect(said()).toBe('Assistant is answering');
  });
});

describe('an empty conversation', () => {
  it('is not welcomed before it is known to be empty', () => {
    const { port } = openPanel();
    expect(document.querySelector('.empty')).toBeNull();
    act(() => port.snapshot());
    expect(screen.getByRole('heading', { name: 'What would you like to know?' })).toBeDefined();
    expect(document.querySelector('.suggestions')).toBeNull();
    act(() => port.snapshot({ messages: [question()] }));
    expect(document.querySelector('.empty')).toBeNull();
  });
});

describe('earlier messages', () => {
  it('are asked for once at a time, and can be asked for again', async () => {
    const { port } = openPanel({ hasEarlier: true, messages: [question({ ordinal: 5 })] });
    let come: (() => void) | undefined;
    const reply = () =>
      new Promise<{ ok: true; value: unknown }>(
        (resolve) => (come = () => resolve({ ok: true, value: { messages: [], hasEarlier: true } })),
      );
    port.answer('history/earlier', reply());
    press('Earlier messages');
    press('Loading…');
    await vi.waitFor(() => expect(port.of('history/earlier')).toHaveLength(1));
    come?.();
    await screen.findByText('Earlier messages');
    press('Earlier messages');
    await settle();
    expect(port.of('history/earlier')).toHaveLength(2);
  });
});

describe('walking through the messages', () => {
  const messages = [
    question(),
    answer({ status: 'complete', text: '[a link](https://a.test)' }),
    question({ id: 'u2', ordinal: 3 }),
  ];
  const articles = (): HTMLElement[] => screen.getAllByRole('article');

  it.each([
    [0, 'ArrowDown', 1],
    [1, 'ArrowDown', 2],
    [2, 'ArrowDown', 2],
    [2, 'ArrowUp', 1],
    [0, 'ArrowUp', 0],
    [1, 'Home', 0],
    [1, 'End', 2],
    [1, 'a', 1],
  ])('from %d by %s to %d', (from, key, to) => {
    openPanel({ messages });
    act(() => articles()[from]?.focus());
    const isOurs = !fireEvent.keyDown(articles()[from] ?? document, { key });
    expect(document.activeElement).toBe(articles()[to]);
    expect(isOurs).toBe(from !== to);
  });

  it('is none of a key that was pressed within a message', () => {
    openPanel({ messages });
    const link = articles()[1]?.querySelector('a');
    link?.focus();
    expect(fireEvent.keyDown(link ?? document, { key: 'ArrowUp' })).toBe(true);
    expect(document.activeElement).toBe(link);
  });

  it('goes on from the last message when the one that was walked to is gone', () => {
    const { port } = openPanel({ messages });
    act(() => articles()[0]?.focus());
    expect(articles().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
    act(() => port.patch({ type: 'message/remove', messageId: 'u1' }));
    expect(articles().map(({ tabIndex }) => tabIndex)).toEqual([-1, 0]);
  });
});

describe('the one alert', () => {
  const told = async (code: ProblemCode, more: object = {}): Promise<OpenedPanel> => {
    const opened = openPanel({ problem: { code, ...more }, messages: [question()] });
    await settle();
    return opened;
  };
  const first = (): HTMLElement => {
    const [button] = screen.getByRole('alert').querySelectorAll('button');
    if (button === undefined) throw new Error('The alert has no button.');
    return button;
  };
  const isGone = (): boolean => screen.queryByRole('alert') === null;

  it('tries a message again', async () => {
    const { port } = await told('message-rejected', { messageId: 'u1' });
    fireEvent.click(first());
    await settle();
    expect(port.of('message/retry')).toMatchObject([{ messageId: 'u1' }]);
    expect(isGone()).toBe(true);
  });

  it('attaches a page again', async () => {
    const { port } = await told('page-empty');
    port.answer('page/attach', ok(attachment));
    fireEvent.click(first());
    await settle();
    expect(port.of('page/attach')).toHaveLength(1);
    expect(isGone()).toBe(true);
  });

  it('asks for access to the host that is named, stays after a no and goes after a yes', async () => {
    const { port, askAccess, openOptions } = await told('extension-blocked', { origin: 'https://a.test' });
    fireEvent.click(first());
    await settle();
    expect(askAccess).toHaveBeenCalledExactlyOnceWith('https://a.test');
    expect(isGone()).toBe(false);
    expect(port.of('connection/reconnect')).toEqual([]);
    askAccess.mockResolvedValue(true);
    fireEvent.click(first());
    await settle();
    expect(isGone()).toBe(true);
    expect(port.of('connection/reconnect')).toHaveLength(1);
    expect(openOptions).not.toHaveBeenCalled();
  });

  it('leads to the settings where no host is named', async () => {
    const { askAccess, openOptions } = await told('extension-blocked');
    fireEvent.click(first());
    expect(askAccess).not.toHaveBeenCalled();
    expect(openOptions).toHaveBeenCalledOnce();
  });

  it('leads to the sign-in', async () => {
    await told('sign-in-needed', { subject: 'api.example.test' });
    fireEvent.click(first());
    await settle();
    expect(screen.getByRole('dialog', { name: 'Sign in' })).toBeDefined();
  });

  it('restarts the panel', async () => {
    const { restart } = await told('storage-failed');
    fireEvent.click(first());
    expect(restart).toHaveBeenCalledOnce();
  });

  it('reconnects, keeps its place and the focus meanwhile, and says what came of it', async () => {
    const { port } = await told('chat-refused');
    first().focus();
    fireEvent.click(first());
    await settle();
    expect(port.of('connection/reconnect')).toHaveLength(1);
    act(() => port.patch({ type: 'status', status: { kind: 'connecting' } }));
    expect(first().getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(first());
    expect(screen.getByRole('alert').textContent).not.toContain('it is still so');
    act(() => port.patch({ type: 'status', status: { kind: 'check-settings' } }));
    expect(screen.getByRole('alert').textContent).toContain('Tried again: it is still so.');
    expect(first().getAttribute('aria-disabled')).toBeNull();
    expect(document.activeElement).toBe(first());
  });

  it.each(['sign-in-needed', 'tenant-unknown'] as const)(
    'reconnects beside another button: %s',
    async (code) => {
      const stuck = { kind: code === 'sign-in-needed' ? code : 'check-settings' } as const;
      const { port } = openPanel({ problem: { code }, status: stuck });
      await settle();
      const reconnect = screen.getByRole('button', { name: 'Reconnect' });
      reconnect.focus();
      press('Reconnect');
      await settle();
      act(() => port.patch({ type: 'status', status: { kind: 'connecting' } }));
      expect(document.activeElement).toBe(reconnect);
      expect(reconnect.getAttribute('aria-disabled')).toBe('true');
      act(() => port.patch({ type: 'status', status: stuck }));
      expect(document.activeElement).toBe(reconnect);
      expect(screen.getByRole('alert').textContent).toContain('Tried again: it is still so.');
    },
  );

  it('is read once, whole: of what is added to it later, that alone', async () => {
    await told('chat-refused');
    expect(screen.getByRole('alert').getAttribute('aria-atomic')).toBe('false');
  });

  it('that goes with the focus in it leaves that to the composer', async () => {
    onTestFinished(handOnFocus());
    const { port } = await told('chat-refused');
    first().focus();
    act(() => port.patch({ type: 'problem', problem: null }));
    await settle();
    expect(isGone()).toBe(true);
    expect(document.activeElement).toBe(composer());
  });

  it('has one button where that only puts it away, else another for that', async () => {
    const { port } = await told('platform-starting');
    expect(buttonsOf(screen.getByRole('alert'))).toEqual(['Got it', 'Details']);
    fireEvent.click(first());
    await settle();
    expect(isGone()).toBe(true);
    expect(port.of('problem/dismiss')).toHaveLength(1);
    cleanup();
    await told('join-timeout');
    expect(buttonsOf(screen.getByRole('alert'))).toEqual(['Reconnect now', 'Details', 'Dismiss']);
  });

  it('can’t be put away while the background is silent', async () => {
    const { port } = openPanel({});
    act(() => port.silence(true));
    await settle();
    expect(buttonsOf(screen.getByRole('alert'))).toEqual(['Restart the panel', 'Details']);
  });

  it('quotes the server where it had words', async () => {
    await told('server-error', { detail: ' disk full ' });
    expect(screen.getByRole('alert').querySelector('blockquote')?.textContent).toBe('disk full');
    cleanup();
    await told('server-error', { detail: '  ' });
    expect(screen.getByRole('alert').querySelector('blockquote')).toBeNull();
  });

  it.each(['tenant_mismatch', 'UNAUTHORIZED', 'E1042', 'chat.not_found', 'rate-limit:429'])(
    'does not quote what is no word, but a code: %s',
    async (detail) => {
      await told('server-error', { detail });
      expect(screen.getByRole('alert').querySelector('blockquote')).toBeNull();
    },
  );

  it('quotes one word, and words without a space between them', async () => {
    for (const detail of ['Überlastet', 'サーバーが混雑しています', 'Closed.']) {
      await told('server-error', { detail });
      expect(screen.getByRole('alert').querySelector('blockquote')?.textContent).toBe(detail);
      cleanup();
    }
  });

  it('does not quote that there is no such tenant: it says so', async () => {
    await told('tenant-unknown', { detail: 'Tenant acmee does not exist' });
    expect(screen.getByRole('alert').querySelector('blockquote')).toBeNull();
  });
});

describe('the colour of the tenant', () => {
  const names = ['--brand-light', '--brand-light-ink', '--brand-dark', '--brand-dark-ink'];
  const properties = (): string[] =>
    names.map((name) => document.documentElement.style.getPropertyValue(name));

  it('is there as long as the tenant has it and the panel is open', () => {
    const branding = (primaryColor?: string) => ({
      suggestions: [],
      maxMessageLength: 10,
      ...(primaryColor === undefined ? {} : { primaryColor }),
    });
    const { port } = openPanel({ branding: branding('#aa2200') });
    const red = properties();
    expect(red.every((value) => value !== '')).toBe(true);
    act(() => port.snapshot({ branding: branding('#0022aa') }));
    expect(properties()[0]).not.toBe(red[0]);
    act(() => port.snapshot({ branding: branding() }));
    expect(properties()).toEqual(['', '', '', '']);
    act(() => port.snapshot({ branding: branding('#aa2200') }));
    expect(properties()).toEqual(red);
    cleanup();
    expect(properties()).toEqual(['', '', '', '']);
  });
});

describe('a panel that is closed', () => {
  it('says its last words once', () => {
    const { port, panel } = openPanel({});
    panel.draft.type('Last words');
    cleanup();
    dispatchEvent(new Event('pagehide'));
    expect(port.of('draft/save')).toEqual([]);
  });
});

describe('a part that breaks', () => {
  it('can be restarted', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { restart } = openPanel({ messages: [{ ...question(), attachments: null } as never] });
    const crash = screen.getByRole('alert');
    expect(crash.textContent).toContain('stopped working');
    fireEvent.click(within(crash).getByRole('button', { name: 'Restart' }));
    expect(restart).toHaveBeenCalledOnce();
    expect(screen.getByRole('textbox', { name: 'Message' })).toBeDefined();
  });
});
