import type { Budget } from '../session/budget.ts';
import { isTemporary } from '../shared/temporary-chat.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { StoredData } from './stored-data.ts';
import type { KeptNowhere, TemporaryStore } from './temporary-store.ts';

/**
 * Lasting chats and temporary ones in one store: by its id each goes where it belongs, and nobody above has to know. What
 * is asked without an id (the latest one, what is to be taken up again) knows nothing of the temporary ones: they are there
 * for the panel that shows them, and for nobody else.
 */
export function createRoutedStore(lasting: ConversationStore, temporary: KeptNowhere): ConversationStore {
  const of = (conversationId: string): KeptNowhere => (isTemporary(conversationId) ? temporary : lasting);
  return {
    latest: lasting.latest,
    openConversations: lasting.openConversations,
    adopt: lasting.adopt,
    records: lasting.records,
    createWhole: lasting.createWhole,
    get: (id) => of(id).get(id),
    create: (record) => of(record.id).create(record),
    move: (id, partition) => of(id).move(id, partition),
    apply: (id, changes, now) => of(id).apply(id, changes, now),
    messages: (id, before, limit) => of(id).messages(id, before, limit),
    open: (id) => of(id).open(id),
    leftOff: (id, limit) => of(id).leftOff(id, limit),
    draft: (id) => of(id).draft(id),
    saveDraft: (id, draft) => of(id).saveDraft(id, draft),
    message: async (messageId) => (await temporary.message(messageId)) ?? lasting.message(messageId),
    async chatIds(partition) {
      const ids = await Promise.all([lasting.chatIds(partition), temporary.chatIds(partition)]);
      return ids.flat();
    },
    ofChat: async (partition, chatId) =>
      (await temporary.ofChat(partition, chatId)) ?? lasting.ofChat(partition, chatId),
    async budget(partition) {
      const [one, other] = await Promise.all([lasting.budget(partition), temporary.budget(partition)]);
      return one === null || other === null ? (one ?? other) : stricter(one, other);
    },
  };
}

/** Both are of the same person, and each knows of what was sent by its own chats. */
function stricter(one: Budget, other: Budget): Budget {
  return {
    fullAt: Math.max(one.fullAt, other.fullAt),
    limitedUntil:
      one.limitedUntil === null && other.limitedUntil === null
        ? null
        : Math.max(one.limitedUntil ?? 0, other.limitedUntil ?? 0),
    connectAfter: Math.max(one.connectAfter, other.connectAfter),
    ...((one.storesAtReceipt ?? other.storesAtReceipt) !== undefined && {
      storesAtReceipt: one.storesAtReceipt === true || other.storesAtReceipt === true,
    }),
  };
}

/** *Delete everything* is about temporary chats, too; they are counted nowhere. */
export function alsoErasing(data: StoredData, temporary: Pick<TemporaryStore, 'erase'>): StoredData {
  return {
    ...data,
    async erase() {
      await temporary.erase();
      return data.erase();
    },
  };
}
