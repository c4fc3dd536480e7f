import { z } from 'zod/mini';
import type { Budget } from '../session/budget.ts';
import type { Change } from '../session/effect.ts';
import { attachment, isOpenAnswer, message as messageSchema } from '../shared/conversation.ts';
import { isObject } from '../shared/is-object.ts';
import { readableEntries, readableItems } from '../shared/readable.ts';
import { createSerialQueue } from '../shared/serial-queue.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import { inStorage, StorageError } from '../shared/storage-error.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { ConversationRecord } from './database.ts';
import { createMemoryStore } from './memory-store.ts';

/**
 * Temporary chats: in an area that outlives the worker and not the browser, and that is on no disk. In all that can be seen
 * of them they are as the others are; at the same time they are bounded, for the area is. Calls reject with a StorageError.
 */
/** What is carried in and out in a file are chats that stay. */
export type KeptNowhere = Omit<ConversationStore, 'records' | 'createWhole'>;

export interface TemporaryStore {
  readonly store: KeptNowhere;
  ids(): Promise<string[]>;
  /** With all that it holds. Nothing where there is none such. */
  remove(conversationId: string): Promise<void>;
  erase(): Promise<void>;
}

export interface TemporaryStoreOptions {
  readonly area: StorageArea;
  readonly now: () => number;
}

/** Characters of JSON of all of them: a browser gives the area 10 MB, of up to 3 bytes each, and other things are in it. */
export const mostTemporary = 2_500_000;

/** What there is: it names the keys of all the rest. One `set` changes it and them, so that no worker leaves anything half. */
const indexKey = 'temporary';
const draftKey = (id: string): string => `temporary-draft ${id}`;
const messageKey = (id: string): string => `temporary-message ${id}`;

const entry = z.lazy(() =>
  z.object({
    record: z.custom<ConversationRecord>(
      (value) => isObject(value) && typeof value['partition'] === 'string',
    ),
    messages: z.array(z.string()),
    /** What its person may still send (P20, P37): not even the times of it get to a disk. */
    budget: z.nullable(z.custom<Budget>(isObject)),
  }),
);
/** Not by `z.record`, as nothing in the background is: it is a class of its own, of half a kB gzipped. */
const indexOf = z.lazy(() => z.catch(readableEntries(entry), {}));
type Index = Readonly<Record<string, z.infer<typeof entry>>>;
const draftOf = z.lazy(() =>
  z.catch(
    z.object({
      text: z.string(),
      attachment: z.nullable(attachment),
      paste: z.optional(z.nullable(attachment)),
      tabs: z.optional(z.array(attachment)),
      taken: z.optional(z.string()),
    }),
    { text: '', attachment: null },
  ),
);

interface Held {
  readonly store: KeptNowhere;
  readonly index: Index;
  /** Characters of what is stored, by key. */
  readonly sizes: ReadonlyMap<string, number>;
}

export function createTemporaryStore({ area, now }: TemporaryStoreOptions): TemporaryStore {
  const inOrder = createSerialQueue();
  /** As it is stored; null: not read yet, or not known. */
  let held: Promise<Held> | null = null;

  async function read(key: string): Promise<unknown> {
    return (await inStorage(() => area.get(key)))[key];
  }

  async function load(): Promise<Held> {
    const { store } = createMemoryStore(now);
    const stored = await read(indexKey);
    const index = indexOf.parse(stored);
    const sizes = new Map([[indexKey, sizeOf(stored)]]);
    for (const [id, { record, messages, budget }] of Object.entries(index)) {
      await store.create(record);
      const [draft, ...told] = await Promise.all([draftKey(id), ...messages.map(messageKey)].map(read));
      sizes.set(draftKey(id), sizeOf(draft));
      for (const message of told)
        sizes.set(messageKey(String(isObject(message) && message['id'])), sizeOf(message));
      const changes = readableItems(messageSchema).parse(told).flatMap(toChanges);
      if (budget !== null) changes.push({ type: 'budget-changed', budget });
      await store.apply(id, changes, record.updatedAt);
      // What is counted in it counted that already.
      await store.create(record);
      await store.saveDraft(id, draftOf.parse(draft));
    }
    return { store, index, sizes };
  }

  function current(): Promise<Held> {
    held ??= load();
    // What can't be read now is read again by whoever asks next.
    held.catch(() => (held = null));
    return held;
  }

  /** Stores what has become of these messages of it, and of its draft, all or nothing. */
  function write(
    id: string,
    change: (store: KeptNowhere) => Promise<unknown>,
    touched: readonly string[] = [],
  ): Promise<void> {
    return inOrder(async () => {
      const { store, index, sizes } = await current();
      try {
        await change(store);
        const [record, open, draft] = await Promise.all([store.get(id), store.open(id), store.draft(id)]);
        if (record === null) return;
        const known = new Set([...(index[id]?.messages ?? []), ...touched]);
        const items: Record<string, unknown> = { [draftKey(id)]: draft };
        for (const messageId of touched) {
          const message = open.find((one) => one.id === messageId) ?? (await store.message(messageId));
          if (message === null) known.delete(messageId);
          items[messageKey(messageId)] = message;
        }
        const budget = await store.budget(record.partition);
        const next = { ...index, [id]: { record, messages: [...known], budget } };
        held = Promise.resolve({
          store,
          index: next,
          sizes: await put({ ...items, [indexKey]: next }, sizes),
        });
      } catch (error) {
        // In memory it has happened already: what is stored says what is true.
        held = null;
        throw error;
      }
    });
  }

  async function put(items: Readonly<Record<string, unknown>>, sizes: Held['sizes']): Promise<Held['sizes']> {
    const next = new Map(sizes);
    for (const [key, value] of Object.entries(items)) next.set(key, sizeOf(value));
    const sum = [...next.values()].reduce((all, size) => all + size, 0);
    const before = [...sizes.values()].reduce((all, size) => all + size, 0);
    // What makes it smaller is always let in.
    if (sum > mostTemporary && sum > before) throw new StorageError('too-large');
    await inStorage(() => area.set({ ...items }));
    return next;
  }

  /** Its words are gone with one `set`; the empty keys behind them are taken out after that. */
  async function removeNow(id: string): Promise<void> {
    const { index, sizes } = await current();
    const found = index[id];
    if (found === undefined) return;
    const keys = [draftKey(id), ...found.messages.map(messageKey)];
    const { [id]: _, ...others } = index;
    held = null;
    await put({ ...Object.fromEntries(keys.map((key) => [key, null])), [indexKey]: others }, sizes);
    await Promise.all(keys.map((key) => inStorage(() => area.remove(key))));
  }

  const asked = async <Value>(job: (store: KeptNowhere) => Promise<Value>): Promise<Value> =>
    job((await current()).store);

  return {
    ids: async () => Object.keys((await current()).index),
    remove: (id) => inOrder(() => removeNow(id)),
    erase: () =>
      inOrder(async () => {
        for (const id of Object.keys((await current()).index)) await removeNow(id);
      }),
    store: {
      latest: (partition) => asked((store) => store.latest(partition)),
      get: (id) => asked((store) => store.get(id)),
      chatIds: (partition) => asked((store) => store.chatIds(partition)),
      ofChat: (partition, chatId) => asked((store) => store.ofChat(partition, chatId)),
      messages: (id, before, limit) => asked((store) => store.messages(id, before, limit)),
      message: (id) => asked((store) => store.message(id)),
      open: (id) => asked((store) => store.open(id)),
      openConversations: () => asked((store) => store.openConversations()),
      leftOff: (id, limit) => asked((store) => store.leftOff(id, limit)),
      budget: (partition) => asked((store) => store.budget(partition)),
      draft: (id) => asked((store) => store.draft(id)),
      create: (record) => write(record.id, (store) => store.create(record)),
      async adopt(chat) {
        await write(
          chat.record.id,
          (store) => store.adopt(chat),
          chat.messages.map(({ id }) => id),
        );
        return chat.record;
      },
      move: (id, partition) => write(id, (store) => store.move(id, partition)),
      saveDraft: (id, draft) => write(id, (store) => store.saveDraft(id, draft)),
      apply: (id, changes, at) =>
        write(id, (store) => store.apply(id, changes, at), [...new Set(changes.flatMap(touchedBy))]),
    },
  };
}

function sizeOf(value: unknown): number {
  return value === null || value === undefined ? 0 : JSON.stringify(value).length;
}

function touchedBy(change: Change): string[] {
  if (change.type === 'message-put') return [change.message.id];
  return 'messageId' in change ? [change.messageId] : [];
}

/** As they were stored: the text of an answer under way with it. */
function toChanges(message: z.infer<typeof messageSchema>): Change[] {
  const put: Change = { type: 'message-put', message };
  return isOpenAnswer(message)
    ? [put, { type: 'text-appended', messageId: message.id, batch: 0, text: message.text }]
    : [put];
}
