import { act, fireEvent, renderHook, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { handOnFocus } from '../../components/chat/hand-on-focus.ts';
import { useLookAgain } from '../../components/chat/use-look-again.ts';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';
import { problemCode, type Problem, type ProblemCode } from '../../lib/shared/problem.ts';
import { problemWords } from '../../lib/view/words/problem-words.ts';
import { signInWords } from '../../lib/view/words/sign-in-problem-words.ts';
import { statusWords } from '../../lib/view/words/status-words.ts';
import { answer, question } from '../view/messages.ts';
import { buttonsOf, composer, openPanel, press, settle, type OpenedPanel } from './panel-page.tsx';

const host = 'api.example.test';
const down = { code: 'server-unreachable', subject: host } as const;
const again = (at: number): ConnectionStatus => ({ kind: 'reconnecting', at });

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
      now: 0,
    }),
);
afterEach(() => void vi.useRealTimers());

const told = async (code: ProblemCode, status: ConnectionStatus): Promise<OpenedPanel> => {
  const opened = openPanel({ problem: { code, subject: host }, status });
  await settle();
  return opened;
};
const alert = (): string | null => screen.queryByRole('alert')?.textContent ?? null;
const line = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('.trouble');
  if (found === null) throw new Error('There is no line.');
  return found;
};
const seen = (): string | null | undefined => line().querySelector('.trouble-words')?.textContent;
const status = (port: OpenedPanel['port'], now: ConnectionStatus): void =>
  act(() => port.patch({ type: 'status', status: now }));

describe('trouble that passes by itself', () => {
  it.each<[ProblemCode, ConnectionStatus, string]>([
    ['server-unreachable', again(6_000), `No answer from ${host}. Trying again in 6 s`],
    ['server-unreachable', { kind: 'connecting' }, `No answer from ${host}. Trying again now …`],
    ['server-error', again(1), `${host} has a fault of its own. Trying again in 1 s`],
    ['join-rejected', again(2_000), 'The server did not start the conversation. Trying again in 2 s'],
    ['join-timeout', again(2_000), 'Joining the conversation took too long. Trying again in 2 s'],
    [
      'platform-starting',
      { kind: 'starting-up' },
      'The assistant is starting up. The panel goes on by itself ',
    ],
    [
      'rate-limited',
      { kind: 'waiting', until: 9_000 },
      'Rate limit: too many messages in a short time. Going on in 9 s',
    ],
  ])('is a line: %s', async (code, now, words) => {
    await told(code, now);
    expect(seen()).toContain(words);
    expect(document.querySelector('.problem')).toBeNull();
  });

  const wsUrl = 'wss://api.example.test/api/v1/ws/chat';
  it.each<[what: string, Problem, isLine: boolean]>([
    ['at the usual address', { code: 'websocket-refused', subject: wsUrl }, true],
    ['at one that was typed', { code: 'websocket-refused', subject: 'wss://api.example.test/ws' }, false],
    ['by nobody knows whom', { code: 'websocket-blocked', subject: wsUrl }, true],
    ['by a status', { code: 'websocket-blocked', subject: wsUrl, count: 403 }, false],
  ])('a live connection that is refused %s', async (_what, problem, isLine) => {
    const { port } = openPanel({ problem, status: again(6_000) });
    await settle();
    expect(document.querySelector('.trouble') !== null).toBe(isLine);
    if (isLine) {
      expect(alert()).toBe('api.example.test takes no live connection yet. Trying again');
      press('Details');
      await settle();
      expect(line().textContent).toContain(problemWords(problem).body);
      expect(buttonsOf(line())).toContain('Open settings');
    }
    // Nothing goes on any more: now it is somebody's turn.
    status(port, { kind: 'offline' });
    await settle();
    expect(document.querySelector('.trouble')).toBeNull();
    expect(alert()).toContain(problemWords(problem).title);
  });

  it('an alert that one tries again from keeps its place, and its button the focus', async () => {
    const { port } = await told('server-unreachable', { kind: 'offline' });
    const button = screen.getByRole('button', { name: 'Reconnect now' });
    button.focus();
    press('Reconnect now');
    status(port, { kind: 'connecting' });
    await settle();
    expect(document.activeElement).toBe(button);
    expect(document.querySelector('.trouble')).toBeNull();
    status(port, { kind: 'offline' });
    expect(document.activeElement).toBe(button);
    status(port, again(6_000));
    await settle();
    expect(seen()).toContain('Trying again in 6 s');
  });

  it.each<[ProblemCode, ConnectionStatus]>([
    ['server-unreachable', { kind: 'offline' }],
    ['server-error', { kind: 'connected' }],
    ['websocket-refused', again(6_000)],
    ['wrong-path', { kind: 'check-settings' }],
  ])('is none where somebody has to act: %s', async (code, now) => {
    await told(code, now);
    expect(document.querySelector('.trouble')).toBeNull();
    expect(alert()).toContain(problemWords({ code, subject: host }).title);
  });

  it('is read once: what counts down, and what is tried meanwhile, is silent', async () => {
    const { port } = await told('server-unreachable', again(6_000));
    const words = alert();
    expect(words).toBe(`No answer from ${host}. Trying again`);
    act(() => void vi.advanceTimersByTime(2_000));
    expect(seen()).toContain('in 4 s');
    expect(alert()).toBe(words);
    status(port, { kind: 'connecting' });
    // Another attempt may know less, or more, of the same.
    act(() => port.patch({ type: 'problem', problem: { code: down.code, origin: 'https://a.test', at: 3 } }));
    status(port, again(20_000));
    expect(alert()).toBe(words);
    expect(line().querySelector('.trouble-time')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('is tried at once by *Now*, which keeps its place and the focus, and then says *still*', async () => {
    const { port } = await told('server-unreachable', again(6_000));
    const now = screen.getByRole('button', { name: 'Now' });
    now.focus();
    press('Now');
    await settle();
    expect(port.of('connection/reconnect')).toHaveLength(1);
    status(port, { kind: 'connecting' });
    expect(now.getAttribute('aria-disabled')).toBe('true');
    press('Now');
    expect(port.of('connection/reconnect')).toHaveLength(1);
    status(port, again(20_000));
    expect(alert()).toBe(`Still no answer from ${host}. Trying again`);
    expect(document.activeElement).toBe(now);
    expect(now.getAttribute('aria-disabled')).toBeNull();
  });

  it('is not told as *still* of another cause', async () => {
    const { port } = await told('server-unreachable', again(6_000));
    press('Now');
    status(port, { kind: 'connecting' });
    status(port, again(20_000));
    expect(alert()).toContain('Still no answer');
    act(() => port.patch({ type: 'problem', problem: { code: 'server-error', subject: host } }));
    expect(alert()).toBe(`${host} has a fault of its own. Trying again`);
  });

  it('leaves the focus to the composer as it goes', async () => {
    onTestFinished(handOnFocus());
    const { port } = await told('server-unreachable', again(6_000));
    screen.getByRole('button', { name: 'Now' }).focus();
    act(() => port.patch({ type: 'problem', problem: null }));
    await settle();
    expect(document.activeElement).toBe(composer());
  });

  it('a limit is not hurried', async () => {
    await told('rate-limited', { kind: 'waiting', until: 9_000 });
    expect(buttonsOf(line())).toEqual(['Details', 'Dismiss']);
  });

  it('has the rest of it behind *Details*', async () => {
    const origin = 'https://api.example.test';
    const { askAccess, port } = openPanel({ problem: { ...down, origin }, status: again(6_000) });
    await settle();
    // Of a server that never answered it is not known whether it would be read.
    expect(buttonsOf(line())).toEqual(['Now', 'Allow access', 'Details', 'Dismiss']);
    status(port, { kind: 'connected' });
    status(port, again(6_000));
    expect(buttonsOf(line())).toEqual(['Now', 'Details', 'Dismiss']);
    press('Details');
    expect(line().textContent).toContain('allows no extensions (CORS)');
    expect(line().textContent).toContain('server-unreachable · ');
    expect(buttonsOf(line())).toEqual(['Now', 'Details', 'Dismiss', 'Allow access', 'Copy report']);
    press('Allow access');
    expect(askAccess).toHaveBeenCalledExactlyOnceWith(origin);
  });
});

describe('a host in letters of its own', () => {
  const apiUrl = 'https://xn--bcher-kva.example';

  it('is shown as it is written: where it goes to, in the line and behind it', async () => {
    const destination = { apiUrl, tenantId: 'acme' };
    const problem = { code: 'server-unreachable', subject: 'xn--bcher-kva.example' } as const;
    const { port } = openPanel({ destination, problem, status: again(6_000) });
    await settle();
    press('Details');
    await settle();
    expect(alert()).toBe('No answer from bücher.example. Trying again');
    expect(line().textContent).toContain('server-unreachable · bücher.example · ');
    expect(document.body.textContent).toContain('Goes to bücher.example · acme');
    status(port, { kind: 'offline' });
    await settle();
    expect(alert()).toContain('bücher.example does not answer');
    expect(document.body.textContent).not.toContain('xn--');
  });
});

describe('*Dismiss*', () => {
  const attemptFails = (port: OpenedPanel['port'], problem: object = down): void => {
    status(port, { kind: 'connecting' });
    act(() => port.patch({ type: 'problem', problem: problem as typeof down }));
    status(port, again(90_000));
  };

  it('holds through attempts, and through the death of the worker', async () => {
    const { port } = await told('server-unreachable', again(6_000));
    press('Dismiss');
    await settle();
    expect(alert()).toBeNull();
    expect(document.activeElement).toBe(composer());
    attemptFails(port);
    expect(alert()).toBeNull();
    attemptFails(port, { code: down.code });
    attemptFails(port, { ...down, origin: 'https://a.test' });
    expect(alert()).toBeNull();
    act(() => port.snapshot({ problem: down, status: again(1) }));
    expect(alert()).toBeNull();
  });

  it('ends with another cause', async () => {
    const { port } = await told('server-unreachable', again(6_000));
    press('Dismiss');
    await settle();
    attemptFails(port, { code: 'server-error', subject: host });
    expect(alert()).toContain('has a fault of its own');
    attemptFails(port, { ...down, subject: 'other.test' });
    expect(alert()).toContain('No answer from other.test');
  });

  it('ends with a connection', async () => {
    const { port } = await told('server-unreachable', again(6_000));
    press('Dismiss');
    await settle();
    status(port, { kind: 'connected' });
    attemptFails(port);
    expect(alert()).toContain(`No answer from ${host}`);
  });

  it('leaves a way to try again where nothing goes on any more', async () => {
    const { port } = await told('server-unreachable', again(6_000));
    press('Dismiss');
    await settle();
    act(() => port.patch({ type: 'problem', problem: down }));
    status(port, { kind: 'offline' });
    expect(screen.getByRole('button', { name: 'Reconnect' })).toBeDefined();
  });
});

describe('words', () => {
  it.each<[ProblemCode, ConnectionStatus, RegExp]>([
    ['sign-in-needed', { kind: 'sign-in-needed' }, /sign in needed/i],
    ['platform-starting', { kind: 'starting-up' }, /starting up/i],
    ['rate-limited', { kind: 'waiting', until: 9_000 }, /rate limit/i],
  ])('of the same state are the same in header and alert: %s', async (code, now, same) => {
    await told(code, now);
    expect(statusWords(now, 0)).toMatch(same);
    expect(alert()).toMatch(same);
  });

  const codes = problemCode.options.filter((code) => !(code in signInWords));
  it.each(codes)('are no code: %s', async (code) => {
    for (const now of [again(5_000), { kind: 'check-settings' }] as const) {
      const { port } = await told(code, now);
      for (const raw of codes.filter((one) => one.includes('-')))
        expect(document.body.textContent).not.toContain(raw);
      act(() => port.patch({ type: 'problem', problem: null }));
      document.body.replaceChildren();
    }
  });
});

describe('an answer whose connection breaks off', () => {
  const streaming = answer({ status: 'streaming', text: 'Once upon' });
  const notes = (): number => screen.queryAllByText('Connection lost here. Fetching the rest …').length;

  it('says so where it stops, and aloud once, until more of it comes', async () => {
    const { port, paint } = openPanel({ messages: [question(), streaming] });
    await settle();
    status(port, again(5_000));
    // A worker that starts anew is back by then.
    act(() => void vi.advanceTimersByTime(300));
    expect(notes()).toBe(0);
    act(() => void vi.advanceTimersByTime(400));
    // At its end, and in the live region.
    expect(notes()).toBe(2);
    expect(screen.getAllByRole('article').at(-1)?.textContent).toContain('Once uponConnection lost here.');
    status(port, { kind: 'connected' });
    expect(screen.getAllByRole('article').at(-1)?.textContent).toContain('Fetching the rest');
    act(() => port.patch({ type: 'message/append', messageId: 'a1', text: ' a time' }));
    // After a slow paint there is a rest before the next one.
    await vi.waitFor(() => {
      paint();
      expect(screen.getAllByRole('article').at(-1)?.textContent).not.toContain('Connection lost');
    });
  });

  it('says what came of it', () => {
    const { port } = openPanel({ messages: [question(), streaming] });
    const end = { type: 'message/put', message: { ...streaming, status: 'interrupted' } } as const;
    act(() => port.patch(end));
    const last = (): string | null | undefined => screen.getAllByRole('article').at(-1)?.textContent;
    expect(last()).toContain('Connection lost here. The rest could not be fetched.');
    act(() => port.patch({ ...end, message: { ...end.message, problem: { code: 'answer-too-long' } } }));
    expect(last()).toContain('Cut off here. What arrived is kept.');
    expect(last()).toContain('The answer is too long');
  });
});

describe('*New chat* with something that waits', () => {
  const words = 'What still waits in the chat before will be sent.';
  const conversation = { id: 'c2', title: '' };
  const lists = (port: OpenedPanel['port'], waiting: number, id = 'c1'): void =>
    port.answer('chats/list', {
      ok: true,
      value: { chats: [{ id, title: 'Hi', updatedAt: 1, isPinned: false, waiting }], removed: [] },
    });
  const newsOfChats = async (port: OpenedPanel['port']): Promise<void> => {
    act(() => {
      port.chatsChanged();
      vi.advanceTimersByTime(200);
    });
    await settle();
  };
  const left = async (waiting: number, listed?: string): Promise<OpenedPanel['port']> => {
    const { port } = openPanel({ messages: [question({ status: 'queued' })], status: again(5_000) });
    lists(port, waiting, listed);
    fireEvent.click(screen.getByRole('button', { name: 'New chat' }));
    await settle();
    expect(screen.queryByText(words)).toBeNull();
    act(() => port.snapshot({ conversation, messages: [] }));
    await settle();
    return port;
  };

  it('says that it will still be sent, in the new one, until that is written in', async () => {
    const port = await left(1);
    expect(screen.getByText(words).getAttribute('role')).toBe('status');
    act(() => port.snapshot({ conversation, messages: [question({ conversationId: 'c2' })] }));
    expect(screen.queryByText(words)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'New chat' }));
    await settle();
    act(() => port.snapshot({ conversation: { id: 'c3', title: '' }, messages: [] }));
    await settle();
    expect(screen.queryByText(words)).toBeNull();
  });

  it('says it as long as something waits there, and no longer', async () => {
    const port = await left(2);
    lists(port, 1);
    await newsOfChats(port);
    expect(screen.getByText(words)).toBeDefined();
    lists(port, 0);
    await newsOfChats(port);
    expect(screen.queryByText(words)).toBeNull();
  });

  it('does not say it of what is gone with its chat, as of a temporary one', async () => {
    await left(1, 'another');
    expect(screen.queryByText(words)).toBeNull();
  });

  it('says it where the list can’t be had', async () => {
    const { port } = openPanel({ messages: [question({ status: 'queued' })], status: again(5_000) });
    port.answer('chats/list', { ok: false, failure: { code: 'storage-failed' } });
    fireEvent.click(screen.getByRole('button', { name: 'New chat' }));
    act(() => port.snapshot({ conversation, messages: [] }));
    await settle();
    expect(screen.getByText(words)).toBeDefined();
  });
});

describe('*Sign in needed*', () => {
  it('that was put away leaves the way to sign in, through attempts', async () => {
    const { port } = await told('sign-in-needed', { kind: 'sign-in-needed' });
    press('Dismiss');
    await settle();
    status(port, { kind: 'connecting' });
    act(() => port.patch({ type: 'problem', problem: { code: 'sign-in-needed' } }));
    status(port, { kind: 'sign-in-needed' });
    expect(alert()).toBeNull();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeDefined();
  });

  it('is looked at again as somebody comes back, at most each half minute, and not under an open form', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { port, panel } = await told('sign-in-needed', { kind: 'sign-in-needed' });
    renderHook(() => useLookAgain(panel));
    const looks = (): number => port.of('connection/reconnect').length;
    const comeBack = (): void => act(() => void globalThis.dispatchEvent(new Event('focus')));
    comeBack();
    comeBack();
    expect(looks()).toBe(1);
    vi.advanceTimersByTime(30_000);
    act(() => panel.actions.showAccount(true));
    comeBack();
    expect(looks()).toBe(1);
    act(() => panel.actions.showAccount(false));
    comeBack();
    expect(looks()).toBe(2);
    status(port, { kind: 'connected' });
    vi.advanceTimersByTime(30_000);
    comeBack();
    expect(looks()).toBe(2);
  });
});
