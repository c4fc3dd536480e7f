import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Attachment, Message } from '../shared/conversation.ts';

/** Everything the user said and read. Version 1. */
export interface ConversationDatabase extends DBSchema {
  conversations: {
    key: string;
    value: ConversationRecord;
    /** Newest conversation of a partition. */
    indexes: { 'by-partition': [string, number] };
  };
  messages: {
    key: string;
    value: StoredMessage;
    indexes: {
      'by-place': [string, number];
      /** Holds only messages still under way: what a woken worker must take up again. */
      'by-open': string;
    };
  };
  /** Text of streaming answers, append-only; folded into the message at its end. */
  batches: { key: [string, number]; value: BatchRecord };
  drafts: { key: string; value: DraftRecord };
}

export interface ConversationRecord {
  readonly id: string;
  /** (API origin, tenant, user): see partition.ts. */
  readonly partition: string;
  readonly title: string;
  readonly chatId: string | null;
  /** User messages that the server is known to hold in that chat. */
  readonly accepted: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** `open` repeats the conversation's id while the message is under way, and is absent after that. */
export type StoredMessage = Message & { readonly open?: string };

export interface BatchRecord {
  readonly messageId: string;
  readonly batch: number;
  readonly text: string;
}

export interface DraftRecord {
  readonly conversationId: string;
  readonly text: string;
  readonly attachment: Attachment | null;
}

export type Database = IDBPDatabase<ConversationDatabase>;

export function openDatabase(name = 'miptech-conversations'): Promise<Database> {
  return openDB<ConversationDatabase>(name, 1, {
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
}
