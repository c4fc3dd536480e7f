import type { Change } from '../session/effect.ts';
import { ConversationGone } from './conversation-gone.ts';
import type { Database } from './database.ts';
import { durability, unawaited, undone } from './transaction.ts';

type Text = Extract<Change, { type: 'text-appended' }>;

export function isTextAppended(change: Change): change is Text {
  return change.type === 'text-appended';
}

/**
 * Thirty times a second while an answer streams, so with as little as will do: what it costs, the bench says. Into a chat
 * that is on its way out as well: nobody sees it there, and it comes back with it.
 */
export async function appendTexts(
  database: Database,
  conversationId: string,
  changes: readonly Text[],
): Promise<void> {
  const tx = database.transaction(['conversations', 'batches'] as const, 'readwrite', { durability });
  // As in change-writer.ts: it is heard below, where it is its turn.
  tx.done.catch(() => undefined);
  try {
    const found = tx.objectStore('conversations').getKey(conversationId);
    unawaited(found);
    for (const { messageId, batch, text } of changes) {
      unawaited(tx.objectStore('batches').put({ messageId, batch, text }));
    }
    if ((await found) === undefined) throw new ConversationGone();
    tx.commit();
    await tx.done;
  } catch (error) {
    throw undone(tx, error);
  }
}
