import type { IDBPTransaction, StoreNames } from 'idb';
import type { DatabaseSource } from './database-source.ts';
import { isThere } from './conversation-gone.ts';
import type { ConversationDatabase, DraftRecord } from './database.ts';
import { isDrafted } from './draft-parts.ts';
import { createInDatabase } from './in-database.ts';

/** All that is stored of conversations, whoever's they are (every partition): counted, and deleted for good. Calls reject with a StorageError. */
export interface StoredData {
  /** Conversations in which something was said, without those on their way out. */
  conversations(): Promise<number>;
  /** Conversations in which nothing was said since `before` (epoch ms, exclusive). */
  unusedSince(before: number): Promise<string[]>;
  /**
   * Deletes one of them with its messages, their text, its draft and what search knows of it, all or nothing. False where
   * it stays: something was said or drafted in it since, something is under way in it, it is on its way out as it is, or
   * `isKept` says so, which is asked in the last moment.
   */
  remove(conversationId: string, before: number, isKept: (id: string) => boolean): Promise<boolean>;
  /** Empties every store, all or nothing. Resolves with how many conversations that were, counted as above. */
  erase(): Promise<number>;
}

/** What the end of a conversation writes. */
export type Deleting = IDBPTransaction<
  ConversationDatabase,
  ('conversations' | 'messages' | 'batches' | 'drafts' | 'search')[],
  'readwrite'
>;
type Counting = IDBPTransaction<
  ConversationDatabase,
  StoreNames<ConversationDatabase>[],
  'readonly' | 'readwrite'
>;

export function createStoredData(source: DatabaseSource): StoredData {
  const inDatabase = createInDatabase(source);
  return {
    conversations: () =>
      inDatabase((db) => countConversations(db.transaction(['conversations', 'messages']))),
    unusedSince: (before) =>
      inDatabase(async (db) => {
        const ids: string[] = [];
        let cursor = await db.transaction('conversations').store.index('by-partition').openKeyCursor();
        while (cursor !== null) {
          const [partition, updatedAt] = cursor.key;
          if (updatedAt < before) ids.push(cursor.primaryKey);
          // Oldest first within a partition: behind one that stays, all stay.
          cursor = await cursor.continue(...(updatedAt < before ? [] : [afterAll(partition)]));
        }
        return ids;
      }),
    remove: (conversationId, before, isKept) =>
      inDatabase(async (db) => {
        // What a power cut brings back the next sweep takes again: not worth a wait for the disk by each of hundreds.
        const tx = db.transaction(['conversations', 'messages', 'batches', 'drafts', 'search'], 'readwrite', {
          durability: 'relaxed',
        });
        const [record, draft, open] = await Promise.all([
          tx.objectStore('conversations').get(conversationId),
          tx.objectStore('drafts').get(conversationId),
          tx.objectStore('messages').index('by-open').count(conversationId),
        ]);
        // Asked in here: a session that starts now reads behind this transaction, and one that has started is kept.
        const stays =
          !isThere(record) ||
          Math.max(record.updatedAt, draftedAt(draft)) >= before ||
          open > 0 ||
          isKept(conversationId);
        if (!stays) await removeConversation(tx, conversationId);
        await tx.done;
        return !stays;
      }),
    erase: () =>
      inDatabase(async (db) => {
        // Whatever a later version may keep beside conversations goes as well.
        // What the user was told to be gone must be gone after a power cut too, so this one does wait.
        const tx = db.transaction([...db.objectStoreNames], 'readwrite', { durability: 'strict' });
        const count = await countConversations(tx);
        await Promise.all([...tx.objectStoreNames].map((name) => tx.objectStore(name).clear()));
        await tx.done;
        return count;
      }),
  };
}

/** The end of all keys that begin with `first`. */
const afterAll = (first: string): [string, number] => [first, Infinity];

/** All keys that begin with `first`. */
export function allOf(first: string): IDBKeyRange {
  return IDBKeyRange.bound([first, -Infinity], afterAll(first));
}

/** Epoch ms of the last change of a draft with something in it; long ago where there is none. */
export function draftedAt(draft: DraftRecord | undefined): number {
  return isDrafted(draft) ? (draft.savedAt ?? -Infinity) : -Infinity;
}

/** With its messages, their text and its draft. */
export async function removeConversation(tx: Deleting, conversationId: string): Promise<void> {
  const messages = tx.objectStore('messages');
  const batches = tx.objectStore('batches');
  const [ids, texts] = await Promise.all([
    messages.index('by-place').getAllKeys(allOf(conversationId)),
    // Of answers under way or cut off by a full disk: a handful in all, and mostly none. By message it would be a search each.
    batches.getAllKeys(),
  ]);
  const gone = new Set(ids);
  await Promise.all([
    ...ids.map((id) => messages.delete(id)),
    ...texts.filter(([id]) => gone.has(id)).map((key) => batches.delete(key)),
    tx.objectStore('drafts').delete(conversationId),
    tx.objectStore('search').delete(allOf(conversationId)),
    tx.objectStore('conversations').delete(conversationId),
  ]);
}

/** An untitled one may hold a page that was asked about without a word; only there the messages are looked at. */
async function countConversations(tx: Counting): Promise<number> {
  const places = tx.objectStore('messages').index('by-place');
  const found = (await tx.objectStore('conversations').getAll()).filter(isThere);
  const used = await Promise.all(
    found.map(async ({ id, title }) => title !== '' || (await places.getKey(allOf(id))) !== undefined),
  );
  return used.filter(Boolean).length;
}
