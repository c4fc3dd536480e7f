import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { createChatStore } from '../../lib/storage/chat-store.ts';
import { ConversationGone } from '../../lib/storage/conversation-gone.ts';
import { openDatabase } from '../../lib/storage/database.ts';
import { createStoredData } from '../../lib/storage/stored-data.ts';
import { answer, attachment, put, question } from './records.ts';
import { conversation, openStore } from './test-store.ts';

async function openChats() {
  const opened = await openStore();
  const source = (): Promise<typeof opened.database> => Promise.resolve(opened.database);
  return { ...opened, chats: createChatStore(source), data: createStoredData(source) };
}

async function rows({ database }: Awaited<ReturnType<typeof openChats>>): Promise<number[]> {
  return Promise.all(
    (['conversations', 'messages', 'batches', 'drafts', 'search'] as const).map((name) =>
      database.count(name),
    ),
  );
}

describe('the list of chats', () => {
  it('has those of its partition in which something was said or drafted, the newest first', async () => {
    const { store, chats } = await openChats();
    await store.create(conversation('untitled', { updatedAt: 2 }));
    await store.apply('untitled', [put(question({ id: 'u', conversationId: 'untitled', text: '' }))], 2);
    await store.create(conversation('drafted', { updatedAt: 3 }));
    await store.saveDraft('drafted', { text: 'Half a' });
    await store.create(conversation('page', { updatedAt: 4 }));
    await store.saveDraft('page', { attachment });
    await store.create(conversation('emptied', { updatedAt: 5 }));
    await store.saveDraft('emptied', { text: '', attachment: null });
    await store.create(conversation('named', { updatedAt: 6, title: 'Named' }));
    await store.create(conversation('theirs', { updatedAt: 7, title: 'Theirs', partition: 'p2' }));
    const { chats: listed } = await chats.list('p');
    expect(listed.map(({ id }) => id)).toEqual(['named', 'page', 'drafted', 'untitled']);
    expect(listed[0]).toEqual({ id: 'named', title: 'Named', updatedAt: 6, isPinned: false, waiting: 0 });
  });

  it('counts what is not delivered: what waits, is sent, or is looked for; no answer, and nothing that was given up', async () => {
    const { store, chats } = await openChats();
    const statuses = ['queued', 'sending', 'checking', 'sent', 'failed', 'unknown'] as const;
    await store.apply(
      'c',
      [
        ...statuses.map((status, n) => put(question({ id: status, ordinal: n * 2 + 1, status }))),
        put(answer({ id: 'a', ordinal: 2, status: 'streaming' })),
      ],
      2,
    );
    expect((await chats.list('p')).chats).toMatchObject([{ id: 'c', waiting: 3 }]);
  });
});

describe('a chat that is changed', () => {
  it('keeps the title that a person gave it, whatever the first question is', async () => {
    const { store, chats } = await openChats();
    expect(await chats.change('p', 'c', (record) => ({ ...record, title: 'Mine', titledBy: 'person' }))).toBe(
      true,
    );
    await store.apply('c', [put(question()), { type: 'titled', title: 'Why?' }], 2);
    expect(await store.get('c')).toMatchObject({ title: 'Mine', titledBy: 'person', updatedAt: 2 });
  });

  it('is that partition’s own, or stays as it is', async () => {
    const { store, chats } = await openChats();
    const before = await store.get('c');
    expect(await chats.change('other', 'c', (record) => ({ ...record, isPinned: true }))).toBe(false);
    expect(await chats.hide('other', 'c', 3)).toBe(false);
    expect(await chats.change('p', 'nobody', (record) => ({ ...record, isPinned: true }))).toBe(false);
    expect(await store.get('c')).toEqual(before);
  });
});

describe('a chat on its way out', () => {
  it('is not there for anybody, and nothing that comes late is written into it', async () => {
    const opened = await openChats();
    const { store, chats, data } = opened;
    await store.apply('c', [put(question({ status: 'queued' })), { type: 'titled', title: 'Why?' }], 2);
    const before = await rows(opened);
    expect(await chats.hide('p', 'c', 7)).toBe(true);
    expect(await chats.list('p')).toEqual({ chats: [], removed: [{ id: 'c', title: 'Why?', waiting: 1 }] });
    expect([await store.get('c'), await store.latest('p'), await store.leftOff('c', 50)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(await data.conversations()).toBe(0);
    expect(await data.remove('c', 99, () => false)).toBe(false);
    expect(await chats.change('p', 'c', (record) => ({ ...record, isPinned: true }))).toBe(false);
    await expect(store.apply('c', [put(question({ id: 'late' }))], 8)).rejects.toThrow(ConversationGone);
    await expect(store.saveDraft('c', { attachment })).rejects.toThrow(ConversationGone);
    await store.move('c', 'other');
    expect(await rows(opened)).toEqual(before);
  });

  it('comes back as it was, with the words that were typed last', async () => {
    const { store, chats } = await openChats();
    await store.apply('c', [put(question({ status: 'queued' })), { type: 'titled', title: 'Why?' }], 2);
    const before = { record: await store.get('c'), open: await store.open('c') };
    await chats.hide('p', 'c', 7);
    await store.saveDraft('c', { text: 'typed in another window' });
    expect(await chats.bringBack('p', 'c')).toBe(true);
    expect({ record: await store.get('c'), open: await store.open('c') }).toEqual(before);
    expect((await store.draft('c')).text).toBe('typed in another window');
    expect(await chats.bringBack('p', 'c')).toBe(true);
    expect((await chats.list('p')).removed).toEqual([]);
  });

  it('is hidden once: asked again, its time does not begin anew', async () => {
    const { chats } = await openChats();
    await chats.hide('p', 'c', 7);
    expect(await chats.hide('p', 'c', 9)).toBe(true);
    expect(await chats.hidden()).toEqual([{ id: 'c', deletedAt: 7 }]);
  });

  it('goes with all that it holds, and nothing of another goes with it', async () => {
    const opened = await openChats();
    const { store, chats } = opened;
    await store.create(conversation('d'));
    for (const id of ['c', 'd'])
      await store.apply(
        id,
        [
          put(question({ id: `${id}-q`, conversationId: id })),
          put(answer({ id: `${id}-a`, conversationId: id, status: 'streaming' })),
          { type: 'text-appended', messageId: `${id}-a`, batch: 0, text: 'Be' },
        ],
        2,
      );
    await store.saveDraft('c', { text: 'x' });
    await store.saveDraft('d', { text: 'y' });
    for (const conversationId of ['c', 'd'])
      for (const part of [-1, 0]) await opened.database.put('search', { conversationId, part, value: null });
    await chats.hide('p', 'c', 7);
    for (const chat of await chats.hidden()) await chats.purge(chat);
    expect(await rows(opened)).toEqual([1, 2, 1, 1, 2]);
    expect(await chats.bringBack('p', 'c')).toBe(false);
    expect((await store.open('d')).map(({ text }) => text)).toEqual(['Be']);
  });

  it('stays where it was brought back in time, or hidden anew since', async () => {
    const { chats } = await openChats();
    await chats.hide('p', 'c', 7);
    const [first] = await chats.hidden();
    await chats.bringBack('p', 'c');
    await chats.purge(first!);
    expect(await chats.hide('p', 'c', 20)).toBe(true);
    await chats.purge(first!);
    expect(await chats.hidden()).toEqual([{ id: 'c', deletedAt: 20 }]);
  });
});

describe('a database of a version before', () => {
  it('keeps its chats, and they can be deleted', async () => {
    const name = 'of-version-2';
    const before = await openDB(name, 2, {
      upgrade(database) {
        for (const store of ['budgets', 'batches', 'drafts'])
          database.createObjectStore(store, { keyPath: 'conversationId' });
        database
          .createObjectStore('conversations', { keyPath: 'id' })
          .createIndex('by-partition', ['partition', 'updatedAt']);
        const messages = database.createObjectStore('messages', { keyPath: 'id' });
        messages.createIndex('by-place', ['conversationId', 'ordinal']);
        messages.createIndex('by-open', 'open');
      },
    });
    await before.put('conversations', conversation('c', { title: 'Old' }));
    before.close();
    const database = await openDatabase(name);
    const chats = createChatStore(() => Promise.resolve(database));
    expect(await database.count('search')).toBe(0);
    expect(await chats.hide('p', 'c', 3)).toBe(true);
    expect(await chats.hidden()).toEqual([{ id: 'c', deletedAt: 3 }]);
    database.close();
  });
});
