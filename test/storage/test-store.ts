import 'fake-indexeddb/auto';
import { createConversationStore, type ConversationStore } from '../../lib/storage/conversation-store.ts';
import { openDatabase, type ConversationRecord, type Database } from '../../lib/storage/database.ts';

let stores = 0;

/** A store over a database of its own, with an empty conversation c of partition p. */
export async function openStore(): Promise<{ store: ConversationStore; database: Database }> {
  stores += 1;
  const database = await openDatabase(`store-${stores}`);
  const store = createConversationStore(
    () => Promise.resolve(database),
    () => 5,
  );
  await store.create(conversation('c'));
  return { store, database };
}

/** An empty conversation of partition p, unused since 1. */
export function conversation(id: string, changes: Partial<ConversationRecord> = {}): ConversationRecord {
  return {
    id,
    partition: 'p',
    title: '',
    chatId: null,
    accepted: 0,
    createdAt: 1,
    updatedAt: 1,
    ...changes,
  };
}
