import type { Budget } from '../session/budget.ts';
import type { Change } from '../session/effect.ts';
import { isOpen, isOpenAnswer, type Message } from '../shared/conversation.ts';
import { StorageError } from '../shared/storage-error.ts';
import { chatIdsOf, ofChat, sameChat } from './adopted-chat.ts';
import {
  changedRecord,
  changesWords,
  conversationChange,
  endedAnswer,
  nextRevision,
} from './change-writer.ts';
import { chatList, hiddenChat, hiddenRecord, shownRecord, type ChatStore } from './chat-store.ts';
import { ConversationGone, isThere } from './conversation-gone.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { ConversationRecord, DraftRecord } from './database.ts';
import {
  changedDraft,
  draftParts,
  hasAttached,
  isDrafted,
  spentDraft,
  type DraftParts,
} from './draft-parts.ts';
import { placeAfter, windowOf } from './message-reader.ts';
import { isTextAppended } from './text-writer.ts';
import { draftedAt, type StoredData } from './stored-data.ts';

/**
 * Conversations that are on no disk: of private windows, in a browser that has no database for them alone. The same as the
 * stores over IndexedDB in all that can be seen of them (test/storage/both-stores.test.ts), and gone with the worker.
 */
export interface MemoryStore {
  readonly store: ConversationStore;
  readonly data: StoredData;
  readonly chats: ChatStore;
}

export function createMemoryStore(time: () => number): MemoryStore {
  const conversations = new Map<string, ConversationRecord>();
  const messages = new Map<string, Message>();
  /** Pieces of answers that are being written, by their message. */
  const batches = new Map<string, string[]>();
  const drafts = new Map<string, DraftRecord>();
  const budgets = new Map<string, Budget>();

  const complete = (message: Message): Message =>
    isOpenAnswer(message) ? { ...message, text: (batches.get(message.id) ?? []).join('') } : message;

  const said = (conversationId: string): Message[] =>
    [...messages.values()]
      .filter((message) => message.conversationId === conversationId)
      .toSorted((one, other) => one.ordinal - other.ordinal);

  const open = (conversationId: string): Message[] => said(conversationId).filter(isOpen).map(complete);

  function window(conversationId: string, before: number, limit: number) {
    const earlier = said(conversationId).filter(({ ordinal }) => ordinal < before);
    const found = windowOf(earlier, limit);
    return { messages: found.map(complete), hasEarlier: found.length < earlier.length };
  }

  function removeMessage(id: string): void {
    messages.delete(id);
    batches.delete(id);
  }

  function removeConversation(id: string): void {
    for (const message of said(id)) removeMessage(message.id);
    drafts.delete(id);
    conversations.delete(id);
  }

  function write(change: Change, record: ConversationRecord, now: number): void {
    switch (change.type) {
      case 'message-put':
        return void messages.set(change.message.id, change.message);
      case 'message-removed':
        return removeMessage(change.messageId);
      case 'text-appended': {
        const pieces = batches.get(change.messageId) ?? [];
        pieces[change.batch] = change.text;
        return void batches.set(change.messageId, pieces);
      }
      case 'answer-finished': {
        const found = messages.get(change.messageId);
        if (found?.role !== 'assistant') return;
        messages.set(found.id, endedAnswer(found, change));
        return void batches.delete(found.id);
      }
      case 'answer-seen': {
        const found = messages.get(change.messageId);
        if (found?.role === 'assistant') messages.set(found.id, { ...found, seen: change.seen });
        return;
      }
      case 'draft-spent': {
        const draft = drafts.get(record.id);
        if (draft !== undefined) drafts.set(record.id, spentDraft(draft, change.attachmentIds, now));
        return;
      }
      case 'budget-changed':
        return void budgets.set(record.partition, change.budget);
      case 'chat-linked':
      case 'accepted-counted':
      case 'chat-learnt':
      case 'titled':
        return;
      default:
        return change satisfies never;
    }
  }

  function existing(conversationId: string): ConversationRecord {
    const record = conversations.get(conversationId);
    if (!isThere(record)) throw new ConversationGone();
    return record;
  }

  const shown = (): ConversationRecord[] => [...conversations.values()].filter(isThere);
  const oldestFirst = (one: ConversationRecord, other: ConversationRecord): number =>
    one.updatedAt - other.updatedAt || (one.id < other.id ? -1 : 1);

  const isUsed = ({ id, title }: ConversationRecord): boolean => title !== '' || said(id).length > 0;
  const countUsed = (): number => shown().filter(isUsed).length;

  const ofPartition = (partition: string): ConversationRecord[] =>
    [...conversations.values()].filter((record) => record.partition === partition);

  const store: ConversationStore = {
    latest: async (partition) => ofPartition(partition).filter(isThere).toSorted(oldestFirst).at(-1) ?? null,
    async get(conversationId) {
      const found = conversations.get(conversationId);
      return isThere(found) ? found : null;
    },
    create: async (record) => void conversations.set(record.id, record),
    chatIds: async (partition) => chatIdsOf(ofPartition(partition)),
    ofChat: async (partition, chatId) => ofChat(ofPartition(partition), chatId),
    async adopt({ record, messages: read }) {
      const before = sameChat(ofPartition(record.partition), record.chatId);
      conversations.set((before ?? record).id, before ?? record);
      if (before === undefined) for (const message of read) messages.set(message.id, message);
      return before ?? record;
    },
    records: async (partition) => ofPartition(partition).filter(isThere).toSorted(oldestFirst),
    async createWhole(record, whole) {
      if (conversations.has(record.id) || whole.some(({ id }) => messages.has(id)))
        throw new StorageError('failed', { message: 'It is there already.' });
      conversations.set(record.id, record);
      for (const message of whole) messages.set(message.id, message);
    },
    async move(conversationId, partition) {
      const found = conversations.get(conversationId);
      if (isThere(found)) conversations.set(conversationId, { ...found, partition });
    },
    async apply(conversationId, changes, now) {
      // As of text-writer.ts: the last pieces of an answer come back with a chat that is on its way out.
      const hidden = changes.every(isTextAppended) ? conversations.get(conversationId) : undefined;
      const record = hidden ?? existing(conversationId);
      const changed = {};
      for (const change of changes) {
        write(change, record, now);
        Object.assign(changed, conversationChange(change, now));
      }
      const counted = changes.some(changesWords) ? { revision: nextRevision(record) } : {};
      conversations.set(conversationId, changedRecord(record, { ...changed, ...counted }));
    },
    messages: async (conversationId, before, limit) => window(conversationId, before, limit),
    message: async (messageId) => messages.get(messageId) ?? null,
    open: async (conversationId) => open(conversationId),
    openConversations: async () =>
      [
        ...new Set([...messages.values()].filter(isOpen).map(({ conversationId }) => conversationId)),
      ].toSorted(),
    async leftOff(conversationId, limit) {
      const record = conversations.get(conversationId);
      if (!isThere(record)) return null;
      const latest = window(conversationId, Infinity, limit);
      const nextOrdinal = placeAfter(latest.messages.at(-1));
      return { record, open: open(conversationId), nextOrdinal, latest };
    },
    budget: async (partition) => budgets.get(partition) ?? null,
    async draft(conversationId) {
      return draftParts(drafts.get(conversationId));
    },
    async saveDraft(conversationId, draft: Partial<DraftParts>) {
      if (hasAttached(draft) || !conversations.has(conversationId)) existing(conversationId);
      const parts = changedDraft(await store.draft(conversationId), draft);
      drafts.set(conversationId, { ...parts, conversationId, savedAt: time() });
    },
  };

  const data: StoredData = {
    conversations: async () => countUsed(),
    unusedSince: async (before) =>
      [...conversations.values()].filter(({ updatedAt }) => updatedAt < before).map(({ id }) => id),
    async remove(conversationId, before, isKept) {
      const record = conversations.get(conversationId);
      const stays =
        !isThere(record) ||
        Math.max(record.updatedAt, draftedAt(drafts.get(conversationId))) >= before ||
        open(conversationId).length > 0 ||
        isKept(conversationId);
      if (!stays) removeConversation(conversationId);
      return !stays;
    },
    async erase() {
      const count = countUsed();
      for (const stored of [conversations, messages, batches, drafts, budgets]) stored.clear();
      return count;
    },
  };

  function put(
    partition: string,
    id: string,
    next: (record: ConversationRecord) => ConversationRecord | null,
  ): boolean {
    const found = conversations.get(id);
    const changed = found?.partition === partition ? next(found) : null;
    if (changed !== null) conversations.set(id, changed);
    return changed !== null;
  }

  const chats: ChatStore = {
    list: async (partition) =>
      chatList(
        [...conversations.values()]
          .filter((record) => record.partition === partition)
          .filter((record) => isUsed(record) || isDrafted(drafts.get(record.id)))
          .toSorted(oldestFirst),
        [...messages.values()],
      ),
    change: async (partition, id, next) =>
      put(partition, id, (record) => (isThere(record) ? next(record) : null)),
    hide: async (partition, id, at) => put(partition, id, (record) => hiddenRecord(record, at)),
    bringBack: async (partition, id) => put(partition, id, shownRecord),
    hidden: async () =>
      [...conversations.values()]
        .flatMap(hiddenChat)
        .toSorted((one, other) => one.deletedAt - other.deletedAt || (one.id < other.id ? -1 : 1)),
    async purge({ id, deletedAt }) {
      if (conversations.get(id)?.deletedAt === deletedAt) removeConversation(id);
    },
  };

  return { store, data, chats };
}
