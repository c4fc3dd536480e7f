// @vitest-environment happy-dom
import { createHash } from 'node:crypto';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AssistantMessage, UserMessage } from '../../lib/shared/conversation.ts';
import { answer, attachedPage, question } from '../view/messages.ts';
import { buttonsOf, openPanel, press, settle } from './panel-page.tsx';

const problem = { code: 'answer-failed', detail: 'Out of memory' } as const;

const assistant = (): HTMLElement => screen.getByRole('article', { name: 'Assistant' });
const you = (): HTMLElement => screen.getByRole('article', { name: 'You' });

afterEach(cleanup);

describe('an answer', () => {
  it.each<[AssistantMessage['status'], text: string, says: string, buttons: string[], isShown: boolean]>([
    ['complete', 'So.', '', ['Copy', 'Regenerate', 'Answer details'], false],
    ['complete', '', '', ['Copy', 'Regenerate', 'Answer details'], false],
    ['failed', 'So', 'Not finished', ['Retry', 'Copy', 'Answer details'], true],
    ['failed', '', 'No answer', ['Retry', 'Answer details'], true],
    [
      'interrupted',
      'So',
      'Connection lost here. The rest could not be fetched.',
      ['Retry', 'Copy', 'Answer details'],
      true,
    ],
    [
      'interrupted',
      '',
      'Connection lost here. The rest could not be fetched.',
      ['Retry', 'Answer details'],
      true,
    ],
    ['stopped', 'So', 'Stopped by you', ['Retry', 'Copy', 'Answer details'], true],
    ['stopped', '', 'Stopped by you', ['Retry', 'Answer details'], true],
  ])('%s, with the text %j, says %j and offers %j', (status, text, says, buttons, isShown) => {
    openPanel({ messages: [question(), answer({ status, text })] });
    expect(assistant().dataset['status']).toBe(status);
    expect(assistant().getAttribute('aria-busy')).toBe('false');
    expect(assistant().querySelector('.message-state')?.textContent ?? '').toBe(says);
    expect(assistant().querySelector('.message-state.is-bad') !== null).toBe(status === 'failed');
    expect(buttonsOf(assistant())).toEqual(buttons);
    expect(assistant().querySelector('.message-actions.is-shown') !== null).toBe(isShown);
    expect(screen.queryByText('Thinking…')).toBeNull();
  });

  it.each<[AssistantMessage['status'], text: string, isThinking: boolean]>([
    ['pending', '', true],
    ['streaming', 'So', false],
  ])('%s is busy and has no foot yet', (status, text, isThinking) => {
    openPanel({ messages: [question(), answer({ status, text })] });
    expect(assistant().getAttribute('aria-busy')).toBe('true');
    expect(buttonsOf(assistant())).toEqual([]);
    expect(within(assistant()).queryByText('Thinking…') !== null).toBe(isThinking);
    expect(assistant().querySelector('.message-foot')).toBeNull();
  });

  it('says what the platform does, in its words, while there is no text', () => {
    const doing = 'Reads <b>12</b> documents';
    const { port } = openPanel({
      messages: [question(), answer({ status: 'pending', text: '' })],
      status: { kind: 'connected', doing },
    });
    expect(within(assistant()).getByText(doing).tagName).toBe('BDI');
    expect(screen.getByRole('status', { name: 'Connection' }).textContent).toBe('Connected');
    act(() => port.patch({ type: 'status', status: { kind: 'connected' } }));
    expect(within(assistant()).queryByText('Thinking…')).not.toBeNull();
  });

  it.each<[AssistantMessage['status'], isTold: boolean]>([
    ['complete', false],
    ['failed', true],
    ['interrupted', true],
    ['stopped', true],
  ])('%s tells what went wrong with it: %s', async (status, isTold) => {
    openPanel({ messages: [question(), answer({ status, text: 'So', problem })] });
    await settle();
    expect(assistant().querySelector('.message-cause') !== null).toBe(isTold);
    expect(assistant().querySelector('blockquote') !== null).toBe(isTold);
  });

  it('quotes nobody where the server had no words', async () => {
    openPanel({ messages: [question(), answer({ status: 'failed', problem: { code: 'answer-failed' } })] });
    await settle();
    expect(assistant().querySelector('.message-cause')).not.toBeNull();
    expect(assistant().querySelector('blockquote')).toBeNull();
  });

  it('says on demand when it came, how long and how much it took, and by which ids it is found', async () => {
    const { port } = openPanel({ messages: [question(), answer({ status: 'streaming', text: 'So' })] });
    expect(screen.queryByRole('button', { name: 'Answer details' })).toBeNull();
    const end = { status: 'complete', completedAt: 8_000, serverId: 'srv-7' } as const;
    act(() =>
      port.patch({ type: 'message/finish', messageId: 'a1', totalTokens: 1_200, sources: [], ...end }),
    );
    press('Answer details');
    await settle();
    const dialog = screen.getByRole('dialog', { name: 'Answer details' });
    expect(dialog.querySelector('dl')?.textContent).toMatch(
      /Asked.*Answered.*Took8 s.*Tokens1,200.*srv-7.*u1/,
    );
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks again for the answer whose button was pressed', async () => {
    const { port } = openPanel({
      messages: [
        question(),
        answer({ status: 'stopped', text: 'So' }),
        answer({ id: 'a2', ordinal: 3, status: 'failed' }),
      ],
    });
    const [, second] = screen.getAllByRole('article', { name: 'Assistant' });
    fireEvent.click(within(second ?? document.body).getByRole('button', { name: 'Retry' }));
    await settle();
    expect(port.of('message/retry')).toMatchObject([{ messageId: 'a2' }]);
  });

  it('has its buttons in the way of the Tab key only where it is the one stop', () => {
    openPanel({
      messages: [question(), answer({ status: 'complete', text: 'So' }), question({ id: 'u2', ordinal: 3 })],
    });
    const stops = screen
      .getAllByRole('article')
      .map((article) => [article, ...article.querySelectorAll('button')].map(({ tabIndex }) => tabIndex));
    expect(stops).toEqual([
      [-1, -1, -1],
      [-1, -1, -1],
      [0, 0, 0],
    ]);
  });
});

describe('sources of an answer', () => {
  const shown = async (sources: AssistantMessage['sources']) => {
    openPanel({ messages: [question(), answer({ status: 'complete', text: 'So', sources })] });
    await settle();
    return screen.queryByRole('navigation', { name: 'Sources of message 2' });
  };

  it('have no list where there are none', async () => {
    expect(await shown([])).toBeNull();
  });

  it('are links with their host, by their title or else by the host', async () => {
    const list = await shown([
      { title: ' A title ', url: 'https://a.example/x' },
      { title: '  ', url: 'https://b.example/y' },
    ]);
    const links = [...(list?.querySelectorAll('a') ?? [])];
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['A titlea.example', 'https://a.example/x'],
      ['b.exampleb.example', 'https://b.example/y'],
    ]);
  });

  it('that lead nowhere safe are words', async () => {
    const list = await shown([
      { title: '', url: 'javascript:alert(1)' },
      { title: 'A book', url: '' },
    ]);
    expect(list?.querySelector('a')).toBeNull();
    expect([...(list?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent)).toEqual([
      '1javascript:alert(1)',
      '2A book',
    ]);
  });
});

describe('a message of the user', () => {
  it.each<[UserMessage['status'], says: string, isBad: boolean, isShown: boolean]>([
    ['queued', 'Waits for the answer above', false, true],
    ['sending', 'Sending…', false, false],
    ['sent', '', false, false],
    ['failed', 'Not sent', true, true],
    ['unknown', 'May not have arrived', true, true],
  ])('that is %s says %j', async (status, says, isBad, isShown) => {
    openPanel({ messages: [question({ status, problem: { code: 'message-rejected', detail: 'No' } })] });
    await settle();
    expect(you().dataset['status']).toBe(status);
    expect(you().querySelector('.message-state')?.textContent ?? '').toBe(says);
    expect(you().querySelector('.message-state.is-bad') !== null).toBe(isBad);
    expect(you().querySelector('.message-actions.is-shown') !== null).toBe(isShown);
    expect(you().querySelector('.message-cause') !== null).toBe(isBad);
    expect(you().querySelector('blockquote')?.textContent ?? '').toBe(isBad ? 'No' : '');
  });

  it('whose answer was stopped, and that nobody can say has arrived, says so without alarm', async () => {
    openPanel({ messages: [question({ status: 'unknown' })] });
    await settle();
    expect(you().querySelector('.message-state')?.textContent).toBe(
      'Handed over, then stopped. Whether it arrived is not known.',
    );
    expect(you().querySelector('.is-bad')).toBeNull();
    expect(you().querySelector('.message-actions.is-shown')).not.toBeNull();
  });

  it('of which nobody knows whether it arrived has its two ways in words', () => {
    openPanel({ messages: [question({ status: 'unknown' })] });
    expect([...you().querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
      'Send again',
      '',
      'Discard',
    ]);
    cleanup();
    openPanel({ messages: [question({ status: 'failed' })] });
    expect([...you().querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
      '',
      '',
      '',
      '',
    ]);
  });

  it.each([
    ['Retry', 'message/retry', { messageId: 'u1' }],
    ['Edit', 'message/recall', { messageId: 'u1' }],
    ['Delete', 'message/remove', { messageId: 'u1' }],
  ] as const)('that failed: %s asks for it', async (name, type, command) => {
    const { port } = openPanel({ messages: [question({ status: 'failed' })] });
    press(name);
    await settle();
    expect(port.of(type)).toMatchObject([command]);
  });

  it('has a receipt of what went along', async () => {
    const page = attachedPage({ captured: 50, removed: 3, source: 'thread', posts: 4 });
    openPanel({ messages: [question({ attachments: [page] })] });
    await settle();
    expect([...you().querySelectorAll('.sent-page-receipt bdi')].map((part) => part.textContent)).toEqual([
      'Thread',
      'review.example',
      'First 50 % of 4 posts only, 25 characters',
      '3 invisible characters taken out',
    ]);
  });

  it('shows each page that went along, as it was sent', async () => {
    openPanel({
      messages: [
        question({
          attachments: [attachedPage(), attachedPage({ id: 'other', title: '', text: 'Other words' })],
        }),
      ],
    });
    await settle();
    expect(buttonsOf(you())).toEqual([
      'Sent page: Tides & turbines',
      'Sent page: Untitled page',
      'Copy',
      'Edit and resend',
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
    press('Sent page: Untitled page');
    await settle();
    const dialog = screen.getByRole('dialog', { name: 'Page as it was sent' });
    const text = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Text sent' });
    expect(text.readOnly).toBe(true);
    expect(text.value).toBe('Other words');
    expect(dialog.querySelector('h2')?.textContent).toBe('Untitled page');
    expect(dialog.textContent).toContain('This is all that was sent of the page.');
    const whole = createHash('sha256').update('Other words').digest('hex');
    expect((await within(dialog).findByText(`SHA-256 ${whole.slice(0, 12)}`)).title).toContain(whole);
    press('Done');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('Copy', () => {
  const writeText = vi.fn<(text: string) => Promise<void>>();

  beforeEach(() => {
    vi.useFakeTimers();
    writeText.mockReset().mockResolvedValue();
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as unknown as Clipboard);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const icon = (): string => you().querySelector('button svg')?.getAttribute('class') ?? '';
  const passes = (ms: number): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

  it('takes the words, ticks for a second and a half, and can be pressed again', async () => {
    openPanel({ messages: [question({ text: 'My words' })] });
    expect(icon()).toContain('lucide-copy');
    press('Copy');
    await passes(0);
    expect(writeText).toHaveBeenCalledExactlyOnceWith('My words');
    expect(icon()).toContain('lucide-check');
    await passes(1_499);
    expect(icon()).toContain('lucide-check');
    await passes(1);
    expect(icon()).toContain('lucide-copy');
    press('Copy');
    await passes(0);
    expect(icon()).toContain('lucide-check');
    expect(writeText).toHaveBeenCalledTimes(2);
  });

  it('does not tick where the browser refuses', async () => {
    writeText.mockRejectedValue(new Error('no'));
    openPanel({ messages: [question({ text: 'My words' })] });
    press('Copy');
    await passes(0);
    expect(icon()).toContain('lucide-copy');
  });

  it('leaves no timer behind', async () => {
    openPanel({ messages: [question()] });
    press('Copy');
    await passes(0);
    const running = vi.getTimerCount();
    cleanup();
    expect(vi.getTimerCount()).toBeLessThan(running);
  });
});
