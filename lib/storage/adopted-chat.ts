import type { Message } from '../shared/conversation.ts';
import type { ConversationRecord, Database } from './database.ts';
import { allOf } from './stored-data.ts';
import { durability, unawaited, undone } from './transaction.ts';

/** What a chat of the platform is here, with all that was read back of it. */
export interface AdoptedChat {
  readonly record: ConversationRecord & { readonly chatId: string };
  /** None of them under way. */
  readonly messages: readonly Message[];
}

/** The ids of the chats that a partition has here, those on their way out apart. */
export function chatIdsOf(records: readonly ConversationRecord[]): string[] {
  return records.flatMap(({ chatId, deletedAt }) =>
    chatId === null || deletedAt !== undefined ? [] : [chatId],
  );
}

/** null: it is not here, or on its way out. */
export function ofChat(records: readonly ConversationRecord[], chatId: string): ConversationRecord | null {
  return records.find((record) => record.chatId === chatId && record.deletedAt === undefined) ?? null;
}

/** What is here of that chat already. One on its way out comes back: a person has asked for it. */
export function sameChat(
  records: readonly ConversationRecord[],
  chatId: string,
): ConversationRecord | undefined {
  const found = records.find((record) => record.chatId === chatId);
  if (found?.deletedAt === undefined) return found;
  const { deletedAt: _, ...back } = found;
  return back;
}

export async function recordsOf(database: Database, partition: string): Promise<ConversationRecord[]> {
  return database.getAllFromIndex('conversations', 'by-partition', allOf(partition));
}

/**
 * All of it or nothing, in one transaction: whoever asks at the same time, or again after a worker's death, gets the one
 * conversation that there is.
 */
export async function adoptChat(
  database: Database,
  { record, messages }: AdoptedChat,
): Promise<ConversationRecord> {
  const tx = database.transaction(['conversations', 'messages'], 'readwrite', { durability });
  // As in change-writer.ts: it is heard below, where it is its turn.
  tx.done.catch(() => undefined);
  try {
    const conversations = tx.objectStore('conversations');
    const here = await conversations.index('by-partition').getAll(allOf(record.partition));
    const before = sameChat(here, record.chatId);
    unawaited(conversations.put(before ?? record));
    if (before === undefined)
      for (const message of messages) unawaited(tx.objectStore('messages').put(message));
    tx.commit();
    await tx.done;
    return before ?? record;
  } catch (error) {
    throw undone(tx, error);
  }
}
