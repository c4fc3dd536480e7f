import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB, openDB, unwrap } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { createConversationStore } from '../../lib/storage/conversation-store.ts';
import { createDatabaseSource } from '../../lib/storage/database-source.ts';
import { openDatabase } from '../../lib/storage/database.ts';
import { conversation } from './test-store.ts';

let databases = 0;

function openSource() {
  databases += 1;
  const name = `source-${databases}`;
  const open = vi.fn((lost: () => void) => openDatabase(name, lost));
  const source = createDatabaseSource(open);
  const store = createConversationStore(source, () => 5);
  return { name, open, source, store };
}

describe('the source of connections', () => {
  it('opens nothing before the first use, and then one for all', async () => {
    const { open, source } = openSource();
    expect(open).not.toHaveBeenCalled();
    const [one, other] = await Promise.all([source(), source()]);
    expect(one).toBe(other);
    expect(await source()).toBe(one);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('tells everybody who waits of a failed opening, and opens anew for the next', async () => {
    const { open, store } = openSource();
    open.mockRejectedValueOnce(new DOMException('Full.', 'QuotaExceededError'));
    const outcomes = await Promise.allSettled([store.get('c'), store.latest('p')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await store.create(conversation('c'));
    expect(await store.get('c')).toMatchObject({ id: 'c' });
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('opens anew after the browser closed the connection', async () => {
    const { open, source, store } = openSource();
    await store.create(conversation('c'));
    forceCloseDatabase(unwrap(await source()) as never);
    await vi.waitFor(async () => expect(await store.get('c')).toMatchObject({ id: 'c' }));
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('finds an empty database where the old one was taken away, and goes on with that', async () => {
    const { name, store } = openSource();
    await store.create(conversation('c'));
    await deleteDB(name);
    expect(await store.get('c')).toBeNull();
    await store.create(conversation('d'));
    expect(await store.get('d')).toMatchObject({ id: 'd' });
  });

  it('holds up no newer version, and says so until there is a database for this one again', async () => {
    const { name, source, store } = openSource();
    await store.create(conversation('c'));
    const newer = await openDB(name, 99);
    await expect(store.get('c')).rejects.toMatchObject({ kind: 'failed', cause: { name: 'VersionError' } });
    newer.close();
    await deleteDB(name);
    expect(await store.get('c')).toBeNull();
    expect((await source()).version).toBeLessThan(99);
  });

  it('ends what was begun before it gives way to a newer version', async () => {
    const { name, store } = openSource();
    await store.create(conversation('c'));
    const [, newer] = await Promise.all([
      store.create(conversation('begun')),
      openDB(name, 99, { upgrade: () => undefined }),
    ]);
    expect(await newer.get('conversations', 'begun')).toMatchObject({ id: 'begun' });
    newer.close();
  });

  it('keeps its new connection when an old one tells its end late', async () => {
    const ends: (() => void)[] = [];
    const open = vi.fn((lost: () => void) => {
      ends.push(lost);
      return openDatabase(`late-${ends.length}`);
    });
    const source = createDatabaseSource(open);
    await source();
    ends[0]?.();
    const second = await source();
    ends[0]?.();
    expect(await source()).toBe(second);
    expect(open).toHaveBeenCalledTimes(2);
  });
});

describe('the database of an earlier version', () => {
  it('is brought up to date with all that it holds', async () => {
    const name = 'from-version-1';
    const old = await openDB(name, 1, {
      upgrade(database) {
        const conversations = database.createObjectStore('conversations', { keyPath: 'id' });
        conversations.createIndex('by-partition', ['partition', 'updatedAt']);
        const messages = database.createObjectStore('messages', { keyPath: 'id' });
        messages.createIndex('by-place', ['conversationId', 'ordinal']);
        messages.createIndex('by-open', 'open');
        database.createObjectStore('batches', { keyPath: ['messageId', 'batch'] });
        database.createObjectStore('drafts', { keyPath: 'conversationId' });
      },
    });
    await old.put('conversations', conversation('c'));
    await old.put('drafts', { conversationId: 'c', text: 'typed', attachment: null });
    old.close();
    const store = createConversationStore(
      createDatabaseSource((lost) => openDatabase(name, lost)),
      () => 5,
    );
    expect(await store.latest('p')).toMatchObject({ id: 'c' });
    expect(await store.draft('c')).toEqual({ text: 'typed', attachment: null });
    expect(await store.budget('p')).toBeNull();
  });
});
