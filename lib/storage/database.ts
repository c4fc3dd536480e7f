import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Budget } from '../session/budget.ts';
import type { Learnt } from '../session/evidence.ts';
import type { Attachment, Message } from '../shared/conversation.ts';

/** Everything the user said and read, and what they may still send. */
export interface ConversationDatabase extends DBSchema {
  conversations: {
    key: string;
    value: ConversationRecord;
    indexes: {
      /** Newest conversation of a partition. */
      'by-partition': [string, number];
      /** Holds only those that are on their way out. */
      'by-deletion': number;
    };
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
  /** What the search worker has made of conversations (lib/search): derived, and made again where it is missing. */
  search: { key: [string, number]; value: SearchRecord };
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
  /** Epoch ms of the last question. */
  readonly updatedAt: number;
  /** Stands before all others in the list of chats. */
  readonly isPinned?: true;
  /** Whose words the title is; absent: the first question's. */
  readonly titledBy?: 'person' | 'platform';
  /** Epoch ms. On its way out: hidden everywhere, and gone for good once it can't be undone any more (chat-store.ts). */
  readonly deletedAt?: number;
  /** Epoch ms at which a person last opened it from the list: fresh as from that moment, however old its words are. */
  readonly openedAt?: number;
  /** Counts the changes of what is said in it, from 1; absent: none was counted yet. */
  readonly revision?: number;
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
  /** A long text that was pasted, beside the page. Absent in what was stored before there were such. */
  readonly paste?: Attachment | null | undefined;
  /** Pages of other tabs. */
  readonly tabs?: readonly Attachment[] | undefined;
  /** The id of the request from outside of our pages that was put into it last. */
  readonly taken?: string | undefined;
  /** Epoch ms. Absent in what was stored before drafts had an age. */
  readonly savedAt?: number;
}

/** What the user of a partition may still send (P20, P37). */
export interface BudgetRecord extends Budget {
  readonly partition: string;
}

/** `part` -1: `value` says of which state of the conversation the others are made. Of them: the text from there on (lib/search). */
export interface SearchRecord {
  readonly conversationId: string;
  readonly part: number;
  readonly value: unknown;
}

export type Database = IDBPDatabase<ConversationDatabase>;

export const databaseName = 'miptech-conversations';
const version = 3;

/** @param lost called when the connection was closed and is of no use any more */
export function openDatabase(name: string, lost: () => void = () => undefined): Promise<Database> {
  return openDB<ConversationDatabase>(name, version, {
    upgrade(database, from, _to, tx) {
      // 2: what the rate limits leave.
      if (from < 2) database.createObjectStore('budgets', { keyPath: 'partition' });
      // 3: the index that is searched, and chats on their way out.
      if (from < 3) database.createObjectStore('search', { keyPath: ['conversationId', 'part'] });
      if (from === 1 || from === 2) tx.objectStore('conversations').createIndex('by-deletion', 'deletedAt');
      if (from >= 1) return;
      const conversations = database.createObjectStore('conversations', { keyPath: 'id' });
      conversations.createIndex('by-partition', ['partition', 'updatedAt']);
      conversations.createIndex('by-deletion', 'deletedAt');
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
