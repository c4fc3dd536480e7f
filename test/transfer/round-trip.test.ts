import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createImportChats } from '../../lib/background/data/import-chats.ts';
import { createConversationStore, type ConversationStore } from '../../lib/storage/conversation-store.ts';
import { openDatabase } from '../../lib/storage/database.ts';
import { createMemoryStore } from '../../lib/storage/memory-store.ts';
import type { FileChat } from '../../lib/transfer/chat-file.ts';
import { fromFileChat } from '../../lib/transfer/from-file.ts';
import { idsInFile, toFileChat } from '../../lib/transfer/to-file.ts';
import { scaled } from '../run/scale.ts';
import { anySettledChat } from './any-chat.ts';
import { chatOfFile, fileAnswer, fileQuestion, readAt } from './file-chats.ts';

let databases = 0;

async function stores(): Promise<ConversationStore[]> {
  databases += 1;
  const database = await openDatabase(`round-trip-${databases}`);
  return [
    createConversationStore(
      () => Promise.resolve(database),
      () => readAt,
    ),
    createMemoryStore(() => readAt).store,
  ];
}

const importInto = (store: ConversationStore) =>
  createImportChats({ store, newId: () => crypto.randomUUID(), now: () => readAt });
const incoming = (chats: readonly FileChat[]) => chats.map((chat) => fromFileChat(chat, readAt));

/** All of a partition, by their ids in the file. */
async function exportOf(store: ConversationStore, partition: string): Promise<FileChat[]> {
  const records = await store.records(partition);
  const ids = idsInFile(records);
  const chats = await Promise.all(
    records.map(async (record, at) => {
      const { messages } = await store.messages(record.id, Infinity, 1_000);
      return toFileChat(record, ids[at] ?? '', messages);
    }),
  );
  return chats.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

describe('chats that are exported, imported elsewhere, and exported there', () => {
  it('are the same, and once more add nothing, in either store', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anySettledChat, { selector: ({ id }) => id, minLength: 1, maxLength: 4 }),
        async (chats) => {
          const sorted = chats.toSorted((one, other) => (one.id < other.id ? -1 : 1));
          for (const store of await stores()) {
            const { take } = importInto(store);
            expect(await take('p', incoming(sorted), true)).toEqual(sorted.map(() => 'new'));
            expect(await exportOf(store, 'p')).toEqual([]);
            expect(await take('p', incoming(sorted), false)).toEqual(sorted.map(() => 'new'));
            expect(await exportOf(store, 'p')).toEqual(sorted);
            expect(await take('p', incoming(sorted), false)).toEqual(sorted.map(() => 'here'));
            // Somebody else's, under the same ids.
            expect(await take('other', incoming(sorted), false)).toEqual(sorted.map(() => 'new'));
            expect(await exportOf(store, 'p')).toEqual(sorted);
            expect(await exportOf(store, 'other')).toEqual(sorted);
          }
        },
      ),
      { numRuns: scaled(25) },
    );
  });

  it('have their times no later than now, and texts that can be stored and sent', async () => {
    const messages = [
      fileQuestion({ text: 'half \ud83d and \0', at: '2026-02-15T10:00:00.000Z', status: 'checking' }),
      fileAnswer({
        status: 'streaming',
        sources: [{ title: 'a\nb\u2028c', url: 'https://a.example/\ud800' }],
      }),
    ];
    const chat = fromFileChat(chatOfFile({ title: 'one\n# two\0', messages }), readAt);
    expect(chat).toMatchObject({
      title: 'one # two\uFFFD',
      messages: [
        { text: 'half \uFFFD and \uFFFD', createdAt: readAt, status: 'unknown', ordinal: 1 },
        { status: 'interrupted', ordinal: 2, sources: [{ title: 'a b c', url: 'https://a.example/\uFFFD' }] },
      ],
    });
  });
});

describe('a copy', () => {
  it('of a chat that goes on differently has an id of its own in the next file', () => {
    expect(
      idsInFile([
        { id: 'a' },
        { id: 'b', importedFrom: 'a' },
        { id: 'c', importedFrom: 'x' },
        { id: 'd', importedFrom: 'x' },
      ]),
    ).toEqual(['a', 'b', 'x', 'd']);
  });

  it('is not made of what is a part of what is here: fewer messages, or an answer that was cut', async () => {
    for (const store of await stores()) {
      const { take } = importInto(store);
      await take('p', incoming([chatOfFile()]), false);
      const earlier = [
        [fileQuestion()],
        [fileQuestion({ status: 'sending' }), fileAnswer({ text: 'Bec', status: 'streaming' })],
        [fileQuestion(), fileAnswer({ text: '', status: 'pending' })],
      ];
      for (const messages of earlier)
        expect(await take('p', incoming([chatOfFile({ messages })]), true)).toEqual(['here']);
      const others = [
        [fileQuestion({ text: 'Why not?' })],
        [fileQuestion(), fileAnswer({ text: 'Bec' })],
        [fileAnswer()],
        [fileQuestion(), fileAnswer(), fileQuestion({ id: 'q2' })],
      ];
      for (const messages of others)
        expect(await take('p', incoming([chatOfFile({ messages })]), true)).toEqual(['copy']);
    }
  });
});

describe('a chat that comes whole', () => {
  it('never takes the place of anything, and leaves nothing where it can’t come', async () => {
    for (const store of await stores()) {
      await importInto(store).take('p', incoming([chatOfFile()]), false);
      const [record] = await store.records('p');
      if (record === undefined) throw new Error('It is not there.');
      const { messages } = await store.messages(record.id, Infinity, 10);
      const before = await exportOf(store, 'p');
      await expect(store.createWhole({ ...record, title: 'other' }, [])).rejects.toMatchObject({
        kind: 'failed',
      });
      await expect(store.createWhole({ ...record, id: 'new' }, messages)).rejects.toMatchObject({
        kind: 'failed',
      });
      expect(await exportOf(store, 'p')).toEqual(before);
      expect(await store.get('new')).toBeNull();
    }
  });
});
