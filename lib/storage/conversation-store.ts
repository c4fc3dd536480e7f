import { z } from 'zod/mini';
import type { Budget } from '../session/budget.ts';
import type { Change } from '../session/effect.ts';
import type { Attachment, Message } from '../shared/conversation.ts';
import { applyChanges } from './change-writer.ts';
import { ConversationGone } from './conversation-gone.ts';
import type { DatabaseSource } from './database-source.ts';
import type { ConversationRecord } from './database.ts';
import {
  readLeftOff,
  readMessages,
  readOpenMessages,
  type LeftOff,
  type StoredWindow,
} from './message-reader.ts';

export interface ConversationStore {
  /** The newest conversation of a partition, or null. */
  latest(partition: string): Promise<ConversationRecord | null>;
  get(conversationId: string): Promise<ConversationRecord | null>;
  create(record: ConversationRecord): Promise<void>;
  /** Into another partition. For a conversation that no server has seen, and because the user said so. */
  move(conversationId: string, partition: string): Promise<void>;
  /** All of them or none. Rejects where storage is full or broken, or the conversation was deleted; see storage-problem.ts. */
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
  draft(conversationId: string): Promise<{ text: string; attachment: Attachment | null }>;
  /** Rejects like `apply`. */
  saveDraft(conversationId: string, draft: { text?: string; attachment?: Attachment | null }): Promise<void>;
}

/** A stored row is hostile until parsed. */
const budgetRecord = z.object({
  fullAt: z.number(),
  limitedUntil: z.nullable(z.number()),
  connectAfter: z.number(),
});

export function createConversationStore(database: DatabaseSource, time: () => number): ConversationStore {
  return {
    async latest(partition) {
      const db = await database();
      const range = IDBKeyRange.bound([partition, 0], [partition, Infinity]);
      const cursor = await db
        .transaction('conversations')
        .store.index('by-partition')
        .openCursor(range, 'prev');
      return cursor?.value ?? null;
    },
    async get(conversationId) {
      return (await (await database()).get('conversations', conversationId)) ?? null;
    },
    async create(record) {
      await (await database()).put('conversations', record);
    },
    async move(conversationId, partition) {
      const tx = (await database()).transaction('conversations', 'readwrite');
      const found = await tx.store.get(conversationId);
      if (found !== undefined) await tx.store.put({ ...found, partition });
      await tx.done;
    },
    async apply(conversationId, changes, now) {
      await applyChanges(await database(), conversationId, changes, now);
    },
    async messages(conversationId, before, limit) {
      return readMessages(await database(), conversationId, before, limit);
    },
    async message(messageId) {
      const found = await (await database()).get('messages', messageId);
      if (found === undefined) return null;
      const { open: _, ...message } = found;
      return message;
    },
    async open(conversationId) {
      return readOpenMessages(await database(), conversationId);
    },
    async openConversations() {
      const db = await database();
      const ids: string[] = [];
      let cursor = await db.transaction('messages').store.index('by-open').openKeyCursor(null, 'nextunique');
      while (cursor !== null) {
        ids.push(cursor.key);
        cursor = await cursor.continue();
      }
      return ids;
    },
    async leftOff(conversationId, limit) {
      return readLeftOff(await database(), conversationId, limit);
    },
    async budget(partition) {
      const parsed = budgetRecord.safeParse(await (await database()).get('budgets', partition));
      return parsed.success ? parsed.data : null;
    },
    async draft(conversationId) {
      const found = await (await database()).get('drafts', conversationId);
      return { text: found?.text ?? '', attachment: found?.attachment ?? null };
    },
    async saveDraft(conversationId, draft) {
      const tx = (await database()).transaction(['conversations', 'drafts'], 'readwrite');
      const drafts = tx.objectStore('drafts');
      const [conversation, found] = await Promise.all([
        tx.objectStore('conversations').getKey(conversationId),
        drafts.get(conversationId),
      ]);
      // Typed, or captured, for a conversation that was deleted meanwhile: it must not come back.
      if (conversation === undefined) throw new ConversationGone();
      await drafts.put({
        conversationId,
        text: draft.text ?? found?.text ?? '',
        attachment: draft.attachment === undefined ? (found?.attachment ?? null) : draft.attachment,
        savedAt: time(),
      });
      await tx.done;
    },
  };
}
