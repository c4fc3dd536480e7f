import 'fake-indexeddb/auto';
import { createConversationStore, type ConversationStore } from '../../lib/storage/conversation-store.ts';
import { openDatabase, type Database } from '../../lib/storage/database.ts';

let stores = 0;

/** A store over a database of its own, with an empty conversation c of partition p. */
export async function openStore(): Promise<{ store: ConversationStore; database: Database }> {
  stores += 1;
  const database = await openDatabase(`store-${stores}`);
  const store = createConversationStore(Promise.resolve(database));
  await store.create({
    id: 'c',
    partition: 'p',
    title: '',
    chatId: null,
    accepted: 0,
    createdAt: 1,
    updatedAt: 1,
  });
  return { store, database };
}
