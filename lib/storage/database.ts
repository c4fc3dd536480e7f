import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Budget } from '../session/budget.ts';
import type { Learnt } from '../session/evidence.ts';
import type { Attachment, Message } from '../shared/conversation.ts';

/** Everything the user said and read, and what they may still send. */
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
  budgets: { key: string; value: BudgetRecord };
}

export interface ConversationRecord {
  readonly id: string;
  /** (API origin, tenant, user): see partition.ts. */
  readonly partition: string;
  readonly title: string;
  readonly chatId: string | null;
  /** User messages that the server is known to hold in that chat. */
  readonly accepted: number;
  /** Traces of the last of them; absent in what older versions stored. */
  readonly said?: readonly string[];
  /** What the chat has shown of its platform; absent where that is nothing. */
  readonly learnt?: Learnt;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Stands before all others in the list of chats. */
  readonly isPinned?: true;
  /** Whose words the title is; absent: the first question's. */
  readonly titledBy?: 'person' | 'platform';
  /** Epoch ms. On its way out: hidden everywhere, and gone for good once it can't be undone any more. */
  readonly deletedAt?: number;
  /** The id that it had in the file it was imported from. */
  readonly importedFrom?: string;
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
  /** Epoch ms. Absent in what was stored before drafts had an age. */
  readonly savedAt?: number;
}

/** What the user of a partition may still send (P20, P37). */
export interface BudgetRecord extends Budget {
  readonly partition: string;
}

export type Database = IDBPDatabase<ConversationDatabase>;

export const databaseName = 'miptech-conversations';
const version = 2;

/** @param lost called when the connection was closed and is of no use any more */
export function openDatabase(name: string, lost: () => void = () => undefined): Promise<Database> {
  return openDB<ConversationDatabase>(name, version, {
    upgrade(database, from) {
      // 2: what the rate limits leave.
      if (from < 2) database.createObjectStore('budgets', { keyPath: 'partition' });
      if (from >= 1) return;
      const conversations = database.createObjectStore('conversations', { keyPath: 'id' });
      conversations.createIndex('by-partition', ['partition', 'updatedAt']);
      const messages = database.createObjectStore('messages', { keyPath: 'id' });
      messages.createIndex('by-place', ['conversationId', 'ordinal']);
      messages.createIndex('by-open', 'open');
      database.createObjectStore('batches', { keyPath: ['messageId', 'batch'] });
      database.createObjectStore('drafts', { keyPath: 'conversationId' });
    },
    // A newer version of ours wants to upgrade, or the user clears the browser's data: an open connection would hold
    // either up for ever. What this one has begun, it still ends.
    blocking(_ours, _wanted, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
      lost();
    },
    // Closed by the browser itself: storage cleared or evicted, a disk that fails.
    terminated: lost,
  });
}
