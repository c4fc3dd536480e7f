import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChatSearchResults } from '../../components/chats/ChatSearchResults.tsx';
import type { FoundChat } from '../../lib/search/search-protocol.ts';
import { createPanel, type Panel } from '../../lib/view/panel.ts';
import { CurrentPanel } from '../../lib/view/use-panel.ts';
import { createFakePagePort, type FakePagePort } from '../doubles/fake-page-port.ts';
import { createFakeSideWorker, type FakeSideWorker } from '../doubles/fake-side-worker.ts';

const chats = [
  { id: 'a', title: 'Tides', updatedAt: 1, isPinned: false, waiting: 0 },
  { id: 'b', title: '', updatedAt: 2, isPinned: false, waiting: 0 },
];

const place = (messageId: string, text: string) => ({
  messageId,
  ordinal: 4,
  role: 'assistant' as const,
  createdAt: Date.UTC(2026, 0, 15, 12),
  pieces: [
    { text: 'The ', isHit: false },
    { text, isHit: true },
    { text: ' pulls.', isHit: false },
  ],
});
const foundChat = (changes: Partial<FoundChat> = {}): FoundChat => ({
  chatId: 'a',
  title: [{ text: 'Tides', isHit: false }],
  updatedAt: 1,
  places: [place('m', 'moon')],
  count: 1,
  ...changes,
});

let worker: FakeSideWorker;
let port: FakePagePort;
let panel: Panel;
const onOpen = vi.fn();

beforeEach(() => {
  worker = createFakeSideWorker();
  port = createFakePagePort();
  panel = createPanel({
    port,
    openOptions: () => undefined,
    restart: () => undefined,
    askAccess: async () => false,
    startSearch: worker.start,
  });
  onOpen.mockReset();
});
afterEach(() => {
  cleanup();
  panel.close();
  vi.useRealTimers();
});

function show(query: string, isRead = true) {
  const view = (text: string, known: typeof chats | null) => (
    <CurrentPanel value={panel}>
      <ChatSearchResults chats={known} query={text} onOpen={onOpen} />
    </CurrentPanel>
  );
  const { rerender, unmount } = render(view(query, isRead ? chats : null));
  return {
    type: (text: string) => rerender(view(text, chats)),
    /** The list of chats. */
    read: () => rerender(view(query, chats)),
    unmount,
  };
}

const found = (query: number, all: readonly FoundChat[], isComplete = true, total = all.length): void =>
  act(() => worker.say({ type: 'found', query, chats: all, total, isComplete }));
const status = (): string => screen.getByRole('status').textContent ?? '';

describe('what is found in messages', () => {
  it('has the index read as soon as the list is there, and of what the background has named', () => {
    show('');
    expect(worker.told).toEqual([
      {
        type: 'chats',
        chats: [
          { id: 'a', title: 'Tides', updatedAt: 1 },
          { id: 'b', title: '', updatedAt: 2 },
        ],
      },
    ]);
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('is looked for once the list is there, and nobody is told before that there is nothing', () => {
    const { read } = show('moon', false);
    expect(worker.told).toEqual([]);
    expect(status()).toBe('Searching messages…');
    read();
    expect(worker.told).toEqual([
      expect.objectContaining({ type: 'chats' }),
      { type: 'search', query: 1, text: 'moon' },
    ]);
    found(1, [foundChat()]);
    expect(screen.getByRole('button', { name: 'Tides' })).toBeDefined();
  });

  it('is a button named by the title, that says who said it, when, and what, the hit marked', () => {
    show('moon');
    expect(status()).toBe('Searching messages…');
    found(1, [foundChat()]);
    const button = screen.getByRole('button', { name: 'Tides' });
    expect(within(screen.getByRole('listitem')).getByText('moon').localName).toBe('mark');
    expect(button.textContent).toBe('Tides');
    expect(screen.getByRole('button', { description: 'Jan 15, 2026 Assistant The moon pulls.' })).toBe(
      button,
    );
    expect(status()).toBe('1 chat');
    fireEvent.click(button);
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(
      'a',
      expect.objectContaining({ messageId: 'm', ordinal: 4 }),
    );
  });

  it('offers further places of the same chat, and says how many more there are', () => {
    show('moon');
    found(1, [foundChat({ places: [place('m', 'moon'), place('n', 'Moon')], count: 9 })]);
    fireEvent.click(screen.getByRole('button', { name: 'Assistant The Moon pulls.' }));
    expect(onOpen).toHaveBeenCalledExactlyOnceWith('a', expect.objectContaining({ messageId: 'n' }));
    expect(screen.getByText('7 more messages')).toBeDefined();
  });

  it('names a chat without a title, and leaves titles to the list', () => {
    show('moon');
    found(1, [foundChat({ title: [] }), foundChat({ chatId: 'b', places: [] })]);
    expect(screen.getAllByRole('button')).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Untitled chat' })).toBeDefined();
  });

  it('keeps what was found until there is something else, and takes nothing of an earlier query', () => {
    const { type } = show('moon');
    found(1, [foundChat()]);
    type('moon ri');
    expect(screen.getByRole('button', { name: 'Tides' })).toBeDefined();
    expect(screen.getByRole('region').getAttribute('aria-busy')).toBe('true');
    found(1, []);
    expect(screen.getByRole('button', { name: 'Tides' })).toBeDefined();
    found(2, []);
    expect(screen.queryByRole('button')).toBeNull();
    expect(status()).toBe('No message has these words.');
    type('');
    expect(screen.queryByRole('region')).toBeNull();
    type('moon');
    expect(status()).toBe('Searching messages…');
  });

  it('says so while the index is being made, and when there is more than is shown', () => {
    show('moon');
    found(1, [foundChat()], false);
    expect(status()).toBe('');
    found(1, [foundChat()], true, 1_200);
    expect(status()).toBe('The best 1 of 1,200 chats. More words find fewer.');
  });

  it('says so where messages can not be searched', () => {
    show('moon');
    act(() => worker.fail());
    expect(status()).toBe('Messages can’t be searched now. Titles can.');
  });

  it('is deaf to what it can not read', () => {
    show('moon');
    for (const said of [
      null,
      { type: 'found' },
      { type: 'found', query: 1, chats: [{}], total: 1, isComplete: true },
    ])
      act(() => worker.say(said));
    expect(status()).toBe('Searching messages…');
  });

  it('ends its worker with it', () => {
    const { unmount } = show('moon');
    expect(worker.running()).toBe(1);
    unmount();
    expect(worker.running()).toBe(0);
  });
});

describe('the index', () => {
  const finish = (): void =>
    port.patch({ type: 'message/finish', messageId: 'm', status: 'complete', sources: [], completedAt: 1 });

  it('is brought up to date once an answer has ended and nobody goes on, in a worker that lives for that', () => {
    vi.useFakeTimers();
    port.snapshot();
    finish();
    vi.advanceTimersByTime(4_000);
    finish();
    vi.advanceTimersByTime(4_999);
    expect(worker.started()).toBe(0);
    vi.advanceTimersByTime(1);
    expect(worker.told).toEqual([{ type: 'catch-up', chatId: 'c1' }]);
    expect(worker.running()).toBe(1);
    worker.say({ type: 'caught-up' });
    expect(worker.running()).toBe(0);
  });

  it('is left alone where nothing was said, and when the panel closes', () => {
    vi.useFakeTimers();
    port.snapshot();
    port.patch({ type: 'status', status: { kind: 'connected' } });
    finish();
    panel.close();
    vi.advanceTimersByTime(60_000);
    expect(worker.started()).toBe(0);
  });
});
