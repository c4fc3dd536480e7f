import type { IDBPTransaction } from 'idb';
import type { ChatEntry, RemovedChat } from '../messaging/chat-shapes.ts';
import type { Message } from '../shared/conversation.ts';
import { isThere } from './conversation-gone.ts';
import type { DatabaseSource } from './database-source.ts';
import type { ConversationDatabase, ConversationRecord } from './database.ts';
import { createInDatabase } from './in-database.ts';
import { isDrafted } from './draft-parts.ts';
import { allOf, removeConversation } from './stored-data.ts';
import { durability } from './transaction.ts';

/** The chats of a partition, and those of them that are on their way out: hidden at once, deleted later. Calls reject with a StorageError. */
export interface ChatStore {
  /** In which something was said or drafted, newest first; and what can be brought back, the one deleted last in the end. */
  list(partition: string): Promise<StoredChats>;
  /** All or nothing. False, and nothing is changed, where there is no such chat in that partition. */
  change(
    partition: string,
    id: string,
    next: (record: ConversationRecord) => ConversationRecord,
  ): Promise<boolean>;
  /** Hides it; one that is hidden already stays as it is. False: there is none. @param at epoch ms */
  hide(partition: string, id: string, at: number): Promise<boolean>;
  /** Undoes that. False: it is gone for good, or never was. */
  bringBack(partition: string, id: string): Promise<boolean>;
  /** All that are hidden, whoever's. */
  hidden(): Promise<HiddenChat[]>;
  /** Deletes it for good with all that it holds, unless it was brought back, or hidden anew, since that moment. */
  purge(chat: HiddenChat): Promise<void>;
}

export interface StoredChats {
  readonly chats: ChatEntry[];
  readonly removed: RemovedChat[];
}

export interface HiddenChat {
  readonly id: string;
  /** Epoch ms */
  readonly deletedAt: number;
}

const undelivered: ReadonlySet<Message['status']> = new Set<Message['status']>([
  'queued',
  'sending',
  'checking',
]);

export function createChatStore(source: DatabaseSource): ChatStore {
  const inDatabase = createInDatabase(source);

  /** Puts what `next` makes of it in its place, in one transaction; the very same, or null, is not written. */
  function put(
    partition: string,
    id: string,
    next: (record: ConversationRecord) => ConversationRecord | null,
  ): Promise<boolean> {
    return inDatabase(async (db) => {
      const tx = db.transaction('conversations', 'readwrite', { durability });
      const found = await tx.store.get(id);
      const changed = found?.partition === partition ? next(found) : null;
      if (changed !== null && changed !== found) await tx.store.put(changed);
      await tx.done;
      return changed !== null;
    });
  }

  return {
    list: (partition) =>
      inDatabase(async (db) => {
        const tx = db.transaction(['conversations', 'messages', 'drafts']);
        const [records, open] = await Promise.all([
          tx.objectStore('conversations').index('by-partition').getAll(allOf(partition)),
          // Of all conversations: what is under way at one moment is a handful.
          tx.objectStore('messages').index('by-open').getAll(),
        ]);
        const used = await Promise.all(records.map((record) => isUsed(tx, record)));
        return chatList(
          records.filter((_, n) => used[n]),
          open,
        );
      }),
    change: (partition, id, next) => put(partition, id, (record) => (isThere(record) ? next(record) : null)),
    hide: (partition, id, at) => put(partition, id, (record) => hiddenRecord(record, at)),
    bringBack: (partition, id) => put(partition, id, shownRecord),
    hidden: () =>
      inDatabase(async (db) => {
        const found = await db.transaction('conversations').store.index('by-deletion').getAll();
        return found.flatMap(hiddenChat);
      }),
    purge: ({ id, deletedAt }) =>
      inDatabase(async (db) => {
        const tx = db.transaction(['conversations', 'messages', 'batches', 'drafts', 'search'], 'readwrite', {
          durability,
        });
        const found = await tx.objectStore('conversations').get(id);
        // Asked in here: one that was brought back in time stays.
        if (found?.deletedAt === deletedAt) await removeConversation(tx, id);
        await tx.done;
      }),
  };
}

type Reading = IDBPTransaction<ConversationDatabase, ('conversations' | 'messages' | 'drafts')[], 'readonly'>;

/** An untitled one may hold a page that was asked about without a word, or a draft; only there more is read. */
async function isUsed(tx: Reading, { id, title }: ConversationRecord): Promise<boolean> {
  if (title !== '') return true;
  const [message, draft] = await Promise.all([
    tx.objectStore('messages').index('by-place').getKey(allOf(id)),
    tx.objectStore('drafts').get(id),
  ]);
  return message !== undefined || isDrafted(draft);
}

/** @param records of one partition, oldest first. @param open messages under way, of whatever conversation */
export function chatList(records: readonly ConversationRecord[], open: readonly Message[]): StoredChats {
  const waiting = new Map<string, number>();
  for (const { role, status, conversationId } of open) {
    if (role === 'user' && undelivered.has(status))
      waiting.set(conversationId, (waiting.get(conversationId) ?? 0) + 1);
  }
  const chats = records.filter(isThere).map(({ id, title, updatedAt, isPinned = false }) => ({
    id,
    title,
    updatedAt,
    isPinned,
    waiting: waiting.get(id) ?? 0,
  }));
  const removed = records
    .filter(({ deletedAt }) => deletedAt !== undefined)
    .toSorted((one, other) => (one.deletedAt ?? 0) - (other.deletedAt ?? 0))
    .map(({ id, title }) => ({ id, title, waiting: waiting.get(id) ?? 0 }));
  return { chats: chats.toReversed(), removed };
}

export function hiddenRecord(record: ConversationRecord, at: number): ConversationRecord {
  return isThere(record) ? { ...record, deletedAt: at } : record;
}

export function shownRecord(record: ConversationRecord): ConversationRecord {
  const { deletedAt, ...shown } = record;
  return deletedAt === undefined ? record : shown;
}

export function hiddenChat({ id, deletedAt }: ConversationRecord): HiddenChat[] {
  return deletedAt === undefined ? [] : [{ id, deletedAt }];
}
