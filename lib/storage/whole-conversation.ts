import type { Message } from '../shared/conversation.ts';
import { recordsOf } from './adopted-chat.ts';
import { isThere } from './conversation-gone.ts';
import type { ConversationRecord, Database } from './database.ts';
import { durability, unawaited, undone } from './transaction.ts';

export async function readRecords(database: Database, partition: string): Promise<ConversationRecord[]> {
  return (await recordsOf(database, partition)).filter(isThere);
}

/** Added, where all else is put: what has one of these keys already, whoever's it is, ends the transaction. */
export async function writeWhole(
  database: Database,
  record: ConversationRecord,
  messages: readonly Message[],
): Promise<void> {
  const tx = database.transaction(['conversations', 'messages'], 'readwrite', { durability });
  // It is heard below, where it is its turn.
  tx.done.catch(() => undefined);
  try {
    unawaited(tx.objectStore('conversations').add(record));
    for (const message of messages) unawaited(tx.objectStore('messages').add(message));
    tx.commit();
    await tx.done;
  } catch (error) {
    throw undone(tx, error);
  }
}
