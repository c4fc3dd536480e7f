import { message as messageSchema, type Message } from '../shared/conversation.ts';
import type { ConversationDatabase, Database, StoredMessage } from './database.ts';
import type { IDBPTransaction } from 'idb';

type Reading = IDBPTransaction<ConversationDatabase, ('messages' | 'batches')[], 'readonly'>;

/** At once: browsers limit what one message between pages may hold, and a panel need not wait for more than it can show. */
const mostCharacters = 2_000_000;

/** A stored row is hostile until parsed: what has no text counts nothing. */
function sizeOf({ text, ...message }: StoredMessage): number {
  const pages = message.role === 'user' && Array.isArray(message.attachments) ? message.attachments : [];
  return pages.reduce((sum, page) => sum + (page.text?.length ?? 0), text?.length ?? 0);
}

export async function readMessages(
  database: Database,
  conversationId: string,
  before: number,
  limit: number,
): Promise<{ messages: Message[]; hasEarlier: boolean }> {
  const tx = database.transaction(['messages', 'batches']);
  const range = IDBKeyRange.bound([conversationId, -Infinity], [conversationId, before], false, true);
  const found: StoredMessage[] = [];
  let cursor = await tx.objectStore('messages').index('by-place').openCursor(range, 'prev');
  let characters = 0;
  while (cursor !== null && found.length < limit && characters < mostCharacters) {
    found.push(cursor.value);
    characters += sizeOf(cursor.value);
    cursor = await cursor.continue();
  }
  return { messages: await complete(tx, found.toReversed()), hasEarlier: cursor !== null };
}

export async function readOpenMessages(database: Database, conversationId: string): Promise<Message[]> {
  const tx = database.transaction(['messages', 'batches']);
  const found = await tx.objectStore('messages').index('by-open').getAll(conversationId);
  return complete(
    tx,
    found.toSorted((a, b) => a.ordinal - b.ordinal),
  );
}

/** A record that no longer fits its schema is left out: one bad row must not cost the conversation. */
async function complete(tx: Reading, found: readonly StoredMessage[]): Promise<Message[]> {
  const messages: Message[] = [];
  for (const { open: _, ...record } of found) {
    const parsed = messageSchema.safeParse(record);
    if (!parsed.success) continue;
    const { data } = parsed;
    const isStreaming =
      data.role === 'assistant' && (data.status === 'pending' || data.status === 'streaming');
    messages.push(isStreaming ? { ...data, text: await streamedText(tx, data.id) } : data);
  }
  return messages;
}

async function streamedText(tx: Reading, messageId: string): Promise<string> {
  const range = IDBKeyRange.bound([messageId, 0], [messageId, Infinity]);
  const batches = await tx.objectStore('batches').getAll(range);
  return batches.map(({ text }) => text).join('');
}
