import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../lib/shared/result.ts';
import { createChatsStore } from '../../lib/view/chats-store.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';

const chat = (id: string, title = id) => ({ id, title, updatedAt: 1, isPinned: false, waiting: 0 });
const lists = (...ids: readonly string[]) => ok({ chats: ids.map((id) => chat(id)), removed: [] });
const there = ok({ isThere: true });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const turn = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

async function open(...ids: readonly string[]) {
  const port = createFakePagePort();
  port.answer('chats/list', lists(...ids));
  const store = createChatsStore(port);
  await turn();
  const shown = (): string[] => (store.state().chats ?? []).map(({ title }) => title);
  const asked = (): number => port.of('chats/list').length;
  return { port, store, shown, asked };
}

describe('the list of chats', () => {
  it('is read at once, and again when it is told to be another', async () => {
    const { port, shown, asked } = await open('a');
    expect(shown()).toEqual(['a']);
    port.answer('chats/list', lists('b', 'a'));
    port.chatsChanged();
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown()).toEqual(['b', 'a']);
    expect(asked()).toBe(2);
  });

  it('is read anew behind a snapshot: another worker knows nothing of who lists', async () => {
    const { port, asked } = await open('a');
    port.snapshot();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked()).toBe(2);
  });

  it('is read no more often than somebody can see, and the last change is seen within a second', async () => {
    const { port, asked } = await open('a');
    for (let n = 0; n < 50; n += 1) {
      port.chatsChanged();
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked()).toBeLessThanOrEqual(6);
  });

  it('says what could not be read', async () => {
    const { port, store } = await open('a');
    port.answer('chats/list', fail({ code: 'storage-failed' }));
    port.chatsChanged();
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.state()).toMatchObject({ chats: [{ id: 'a' }], trouble: 'failed' });
  });

  it('is asked for no more once it is closed', async () => {
    const { port, store, asked } = await open('a');
    port.chatsChanged();
    store.close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked()).toBe(1);
  });
});

describe('a change', () => {
  it('of a title or a pin is on screen at once, and a list that is older does not take it back', async () => {
    const { port, store, shown } = await open('a', 'b');
    let reply: (value: typeof there) => void = () => undefined;
    port.answer('chats/rename', new Promise((resolve) => (reply = resolve)));
    const renaming = store.rename('a', 'new');
    expect(shown()).toEqual(['new', 'b']);
    port.chatsChanged();
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown()).toEqual(['new', 'b']);
    reply(there);
    expect(await renaming).toBe(true);
    port.answer('chats/list', ok({ chats: [chat('a', 'new'), chat('b')], removed: [] }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown()).toEqual(['new', 'b']);
    port.answer('chats/pin', there);
    void store.pin('b', true);
    expect(store.state().chats?.map(({ isPinned }) => isPinned)).toEqual([false, true]);
  });

  it('of a chat that is not there any more is told, and so is one that failed; the next is not held against it', async () => {
    const { port, store } = await open('a');
    port.answer('chats/open', ok({ isThere: false }));
    expect(await store.open('a')).toBe(false);
    expect(store.state().trouble).toBe('gone');
    port.answer('chats/remove', fail({ code: 'storage-full' }));
    expect(await store.remove('a')).toBe(false);
    expect(store.state().trouble).toBe('failed');
    port.answer('chats/remove', there);
    expect(await store.remove('a')).toBe(true);
    await turn();
    expect(store.state().trouble).toBeNull();
  });

  it('is followed by a look at once', async () => {
    const { port, store, shown } = await open('a', 'b');
    port.answer('chats/remove', there);
    port.answer('chats/list', ok({ chats: [chat('b')], removed: [{ id: 'a', title: 'a', waiting: 1 }] }));
    await store.remove('a');
    await turn();
    expect(shown()).toEqual(['b']);
    expect(store.state().removed).toEqual([{ id: 'a', title: 'a', waiting: 1 }]);
  });
});
