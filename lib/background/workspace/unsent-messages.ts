import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { Items } from '../../storage/items.ts';
import type { Unsent } from './workspace.ts';

/**
 * Messages that wait under the settings before these, for a chat that no server has created. Stored: the worker that
 * changed the settings is most likely gone by the time somebody opens the panel, and the offer to bring them along with it.
 */
export interface UnsentMessages {
  /** Before the new settings are stored: a worker that dies in between is asked again, and notes the same again. */
  note(from: Side, to: Side): Promise<void>;
  /** What stayed unsent on the way to that partition. */
  read(partition: string): Promise<Unsent | null>;
  forget(): Promise<void>;
}

/** Of a change of settings, or of the person signed in. */
export interface Side {
  readonly partition: string;
  readonly tenantId: string;
}

type Store = Pick<ConversationStore, 'openConversations' | 'get' | 'open'>;

export function createUnsentMessages(item: Items['unsentMessages'], store: Store): UnsentMessages {
  return {
    async note(from, to) {
      if (from.partition === to.partition) return;
      const unsent = await unsentIn(store, from.partition);
      await item.write(
        unsent.messages === 0 ? null : { ...unsent, tenantId: from.tenantId, partition: to.partition },
      );
    },
    async read(of) {
      const unsent = await item.read();
      return unsent?.partition === of ? unsent : null;
    },
    forget: () => item.remove(),
  };
}

async function unsentIn(store: Store, of: string): Promise<{ conversationIds: string[]; messages: number }> {
  const conversationIds: string[] = [];
  let messages = 0;
  for (const id of await store.openConversations()) {
    const record = await store.get(id);
    if (record?.partition !== of || record.chatId !== null) continue;
    const queued = (await store.open(id)).filter(({ status }) => status === 'queued').length;
    if (queued === 0) continue;
    conversationIds.push(id);
    messages += queued;
  }
  return { conversationIds, messages };
}
