import type { IDBPTransaction } from 'idb';
import type { Change } from '../session/effect.ts';
import type { Message } from '../shared/conversation.ts';
import type { ConversationDatabase, ConversationRecord, Database, StoredMessage } from './database.ts';

type Writing = IDBPTransaction<
  ConversationDatabase,
  ('conversations' | 'messages' | 'batches')[],
  'readwrite'
>;

const openStatuses: ReadonlySet<Message['status']> = new Set<Message['status']>([
  'queued',
  'sending',
  'pending',
  'streaming',
]);

/** Writes the changes of one step in one transaction: a worker that dies in between leaves the step undone, never half done. */
export async function applyChanges(
  database: Database,
  conversationId: string,
  changes: readonly Change[],
  now: number,
): Promise<void> {
  // What is guarded against is the worker's death, which a relaxed transaction survives; an fsync per batch would not be paid back.
  const tx = database.transaction(['conversations', 'messages', 'batches'], 'readwrite', {
    durability: 'relaxed',
  });
  try {
    for (const change of changes) await write(tx, conversationId, change, now);
    await tx.done;
  } catch (error) {
    // The transaction's own end rejects as well; unobserved, it would be reported as an error of nobody's.
    tx.done.catch(() => undefined);
    // A value that can't be cloned throws without ending the transaction, which would then commit what came before it.
    try {
      tx.abort();
    } catch {
      // Over already: the browser itself aborted it.
    }
    throw error;
  }
}

async function write(tx: Writing, conversationId: string, change: Change, now: number): Promise<void> {
  const messages = tx.objectStore('messages');
  switch (change.type) {
    case 'message-put':
      await messages.put(stored(change.message));
      if (change.message.role === 'user') await updateConversation(tx, conversationId, { updatedAt: now });
      return;
    case 'message-removed':
      await messages.delete(change.messageId);
      return dropBatches(tx, change.messageId);
    case 'text-appended':
      await tx
        .objectStore('batches')
        .put({ messageId: change.messageId, batch: change.batch, text: change.text });
      return;
    case 'answer-finished':
      return finish(tx, change);
    case 'chat-linked':
      return updateConversation(tx, conversationId, {
        chatId: change.chatId,
        ...(change.chatId === null ? { accepted: 0 } : {}),
      });
    case 'accepted-counted':
      return updateConversation(tx, conversationId, { accepted: change.accepted });
    case 'titled':
      return updateConversation(tx, conversationId, { title: change.title });
    default:
      return change satisfies never;
  }
}

async function finish(tx: Writing, change: Extract<Change, { type: 'answer-finished' }>): Promise<void> {
  const messages = tx.objectStore('messages');
  const found = await messages.get(change.messageId);
  if (found?.role !== 'assistant') return;
  await messages.put(
    stored({
      ...found,
      status: change.status,
      text: change.text,
      sources: [...change.sources],
      completedAt: change.completedAt,
      ...(change.serverId === null ? {} : { serverId: change.serverId }),
      ...(change.totalTokens === null ? {} : { totalTokens: change.totalTokens }),
      ...(change.problem === null ? {} : { problem: change.problem }),
    }),
  );
  await dropBatches(tx, change.messageId);
}

async function dropBatches(tx: Writing, messageId: string): Promise<void> {
  await tx.objectStore('batches').delete(IDBKeyRange.bound([messageId, 0], [messageId, Infinity]));
}

async function updateConversation(
  tx: Writing,
  conversationId: string,
  change: Partial<Pick<ConversationRecord, 'chatId' | 'title' | 'accepted' | 'updatedAt'>>,
): Promise<void> {
  const conversations = tx.objectStore('conversations');
  const found = await conversations.get(conversationId);
  if (found !== undefined) await conversations.put({ ...found, ...change });
}

function stored(message: Message): StoredMessage {
  // A record read back may still carry its mark of an earlier status.
  const { open: _, ...clean } = message as StoredMessage;
  return openStatuses.has(clean.status) ? { ...clean, open: clean.conversationId } : clean;
}
