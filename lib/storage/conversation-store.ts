import { z } from 'zod/mini';
import type { Budget } from '../session/budget.ts';
import type { Change } from '../session/effect.ts';
import type { Message } from '../shared/conversation.ts';
import { adoptChat, chatIdsOf, ofChat, recordsOf, type AdoptedChat } from './adopted-chat.ts';
import { applyChanges } from './change-writer.ts';
import { ConversationGone, isThere } from './conversation-gone.ts';
import type { DatabaseSource } from './database-source.ts';
import type { ConversationRecord } from './database.ts';
import { changedDraft, draftParts, hasAttached, type DraftParts } from './draft-parts.ts';
import { createInDatabase } from './in-database.ts';
import { readRecords, writeWhole } from './whole-conversation.ts';
import {
  readLeftOff,
  readMessages,
  readOpenMessages,
  type LeftOff,
  type StoredWindow,
} from './message-reader.ts';

/** Calls reject with a StorageError. A chat that is on its way out (chat-store.ts) is not there for any of them. */
export interface ConversationStore {
  /** The newest conversation of a partition, or null. */
  latest(partition: string): Promise<ConversationRecord | null>;
  get(conversationId: string): Promise<ConversationRecord | null>;
  create(record: ConversationRecord): Promise<void>;
  /** The platform's ids of the chats that a partition has here. */
  chatIds(partition: string): Promise<string[]>;
  /** The conversation here that is this chat of the platform; null: none. */
  ofChat(partition: string, chatId: string): Promise<ConversationRecord | null>;
  /** Stores a chat that was begun elsewhere, unless it is here already. Resolves with what is here. */
  adopt(chat: AdoptedChat): Promise<ConversationRecord>;
  /** All of a partition, least recently used first. */
  records(partition: string): Promise<ConversationRecord[]>;
  /** A conversation that comes with all that was said in it: whole or not at all, and never in the place of anything. */
  createWhole(record: ConversationRecord, messages: readonly Message[]): Promise<void>;
  /** Into another partition. For a conversation that no server has seen, and because the user said so. */
  move(conversationId: string, partition: string): Promise<void>;
  /** All of them or none. Rejects, too, where the conversation was deleted: with ConversationGone. */
  apply(conversationId: string, changes: readonly Change[], now: number): Promise<void>;
  /** The `limit` messages before `before` (exclusive; Infinity for the newest), oldest first. */
  messages(conversationId: string, before: number, limit: number): Promise<StoredWindow>;
  message(messageId: string): Promise<Message | null>;
  /** Messages under way, oldest first, streamed text included. */
  open(conversationId: string): Promise<Message[]>;
  /** Conversations that have any, in any partition. */
  openConversations(): Promise<string[]>;
  /** What its session is restored from, with the `limit` newest messages; null: there is no such conversation. */
  leftOff(conversationId: string, limit: number): Promise<LeftOff | null>;
  /** What the user of that partition may still send; null: nothing is known. */
  budget(partition: string): Promise<Budget | null>;
  draft(conversationId: string): Promise<DraftParts>;
  /** Rejects like `apply`, but that words alone are kept of a chat on its way out, too: they come back with it. */
  saveDraft(conversationId: string, draft: Partial<DraftParts>): Promise<void>;
}

/** A stored row is hostile until parsed. */
const budgetRecord = z.object({
  fullAt: z.number(),
  limitedUntil: z.nullable(z.number()),
  connectAfter: z.number(),
  storesAtReceipt: z.exactOptional(z.boolean()),
});

export function createConversationStore(source: DatabaseSource, time: () => number): ConversationStore {
  const inDatabase = createInDatabase(source);
  return {
    latest: (partition) =>
      inDatabase(async (db) => {
        const range = IDBKeyRange.bound([partition, 0], [partition, Infinity]);
        let cursor = await db
          .transaction('conversations')
          .store.index('by-partition')
          .openCursor(range, 'prev');
        while (cursor !== null && !isThere(cursor.value)) cursor = await cursor.continue();
        return cursor?.value ?? null;
      }),
    get: (conversationId) =>
      inDatabase(async (db) => {
        const found = await db.get('conversations', conversationId);
        return isThere(found) ? found : null;
      }),
    create: (record) => inDatabase(async (db) => void (await db.put('conversations', record))),
    chatIds: (partition) => inDatabase(async (db) => chatIdsOf(await recordsOf(db, partition))),
    ofChat: (partition, chatId) => inDatabase(async (db) => ofChat(await recordsOf(db, partition), chatId)),
    adopt: (chat) => inDatabase((db) => adoptChat(db, chat)),
    records: (partition) => inDatabase((db) => readRecords(db, partition)),
    createWhole: (record, messages) => inDatabase((db) => writeWhole(db, record, messages)),
    move: (conversationId, partition) =>
      inDatabase(async (db) => {
        const tx = db.transaction('conversations', 'readwrite');
        const found = await tx.store.get(conversationId);
        if (isThere(found)) await tx.store.put({ ...found, partition });
        await tx.done;
      }),
    apply: (conversationId, changes, now) =>
      inDatabase((db) => applyChanges(db, conversationId, changes, now)),
    messages: (conversationId, before, limit) =>
      inDatabase((db) => readMessages(db, conversationId, before, limit)),
    message: (messageId) =>
      inDatabase(async (db) => {
        const found = await db.get('messages', messageId);
        if (found === undefined) return null;
        const { open: _, ...message } = found;
        return message;
      }),
    open: (conversationId) => inDatabase((db) => readOpenMessages(db, conversationId)),
    openConversations: () =>
      inDatabase(async (db) => {
        const ids: string[] = [];
        let cursor = await db
          .transaction('messages')
          .store.index('by-open')
          .openKeyCursor(null, 'nextunique');
        while (cursor !== null) {
          ids.push(cursor.key);
          cursor = await cursor.continue();
        }
        return ids;
      }),
    leftOff: (conversationId, limit) => inDatabase((db) => readLeftOff(db, conversationId, limit)),
    budget: (partition) =>
      inDatabase(async (db) => {
        const parsed = budgetRecord.safeParse(await db.get('budgets', partition));
        return parsed.success ? parsed.data : null;
      }),
    draft: (conversationId) =>
      inDatabase(async (db) => {
        const found = await db.get('drafts', conversationId);
        return draftParts(found);
      }),
    saveDraft: (conversationId, draft) =>
      inDatabase(async (db) => {
        const tx = db.transaction(['conversations', 'drafts'], 'readwrite');
        const drafts = tx.objectStore('drafts');
        const [conversation, found] = await Promise.all([
          tx.objectStore('conversations').get(conversationId),
          drafts.get(conversationId),
        ]);
        // Typed, or captured, for a conversation that was deleted meanwhile: it must not come back.
        if (conversation === undefined || (hasAttached(draft) && !isThere(conversation)))
          throw new ConversationGone();
        await drafts.put({ ...changedDraft(draftParts(found), draft), conversationId, savedAt: time() });
        await tx.done;
      }),
  };
}
