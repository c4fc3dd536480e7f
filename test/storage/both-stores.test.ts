import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../lib/session/effect.ts';
import type { ConversationStore } from '../../lib/storage/conversation-store.ts';
import { createChatStore, type ChatStore } from '../../lib/storage/chat-store.ts';
import { createConversationStore } from '../../lib/storage/conversation-store.ts';
import { openDatabase } from '../../lib/storage/database.ts';
import { createMemoryStore } from '../../lib/storage/memory-store.ts';
import { createStoredData, type StoredData } from '../../lib/storage/stored-data.ts';
import { scaled } from '../run/scale.ts';
import { answer, attachment, finished, put, question } from './records.ts';
import { conversation } from './test-store.ts';

/* The store in memory is told the same as the one over IndexedDB, and has to say the same, whatever that is. */

interface Both {
  readonly store: ConversationStore;
  readonly data: StoredData;
  readonly chats: ChatStore;
}

type Told = (both: Both) => Promise<unknown>;

const ids = ['c', 'd'] as const;
const anyId = fc.constantFrom(...ids);
const anyTime = fc.integer({ min: 1, max: 9 });

/** Message n of a conversation: a question, and its answer at the place behind it. */
const anyChange: fc.Arbitrary<Change> = fc
  .record({
    id: anyId,
    n: fc.integer({ min: 1, max: 3 }),
    user: fc.constantFrom('queued', 'sending', 'sent', 'failed', 'unknown'),
    assistant: fc.constantFrom('pending', 'streaming', 'complete', 'stopped'),
    which: fc.nat(9),
    batch: fc.nat(3),
    pages: fc.nat(1),
  })
  .map(({ id, n, user, assistant, which, batch, pages }): Change => {
    const messageId = `a-${id}-${n}`;
    switch (which) {
      case 0:
      case 1:
        return put(
          question({
            id: `q-${id}-${n}`,
            conversationId: id,
            ordinal: n * 2,
            status: user,
            attachments: pages,
          }),
        );
      case 2:
        return put(answer({ id: messageId, conversationId: id, ordinal: n * 2 + 1, status: assistant }));
      case 3:
        return { type: 'message-removed', messageId: pages === 0 ? messageId : `q-${id}-${n}` };
      case 4:
        return { type: 'text-appended', messageId, batch, text: `piece ${batch} ` };
      case 5:
        return finished({
          messageId,
          serverId: pages === 0 ? null : 's',
          totalTokens: pages === 0 ? 7 : null,
        });
      case 6:
        return pages === 0
          ? { type: 'answer-seen', messageId, seen: { id: 'h', print: `${n}`, at: n } }
          : { type: 'chat-linked', chatId: 'chat' };
      case 7:
        return { type: 'accepted-counted', accepted: n, said: [`${n}`] };
      case 8:
        return pages === 0
          ? { type: 'titled', title: `title ${n}` }
          : { type: 'budget-changed', budget: { fullAt: n, limitedUntil: null, connectAfter: 0 } };
      default:
        return { type: 'draft-spent', attachmentIds: pages === 0 ? [] : [attachment.id] };
    }
  });

const anyTold: fc.Arbitrary<Told> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ id: anyId, changes: fc.array(anyChange, { minLength: 1, maxLength: 4 }), now: anyTime })
      .map(
        ({ id, changes, now }): Told =>
          ({ store }) =>
            store.apply(id, changes, now),
      ),
  },
  fc.record({ id: anyId, updatedAt: anyTime }).map(
    ({ id, updatedAt }): Told =>
      ({ store }) =>
        store.create(conversation(id, { updatedAt })),
  ),
  fc.record({ id: anyId, n: fc.integer({ min: 1, max: 2 }) }).map(
    ({ id, n }): Told =>
      ({ store }) =>
        store.adopt({
          record: { ...conversation(`adopted-${id}`), chatId: `chat-${n}` },
          messages: [question({ id: `r-${id}`, conversationId: `adopted-${id}` })],
        }),
  ),
  fc.record({ id: anyId, to: fc.constantFrom('p', 'other') }).map(
    ({ id, to }): Told =>
      ({ store }) =>
        store.move(id, to),
  ),
  fc
    .record({
      id: anyId,
      text: fc.constantFrom(undefined, '', 'typed'),
      page: fc.constantFrom(undefined, null, attachment),
      paste: fc.constantFrom(undefined, null, attachment),
    })
    .map(
      ({ id, text, page, paste }): Told =>
        ({ store }) =>
          store.saveDraft(id, {
            ...(text === undefined ? {} : { text }),
            ...(page === undefined ? {} : { attachment: page }),
            ...(paste === undefined ? {} : { paste }),
          }),
    ),
  fc.record({ id: anyId, before: anyTime, kept: fc.boolean() }).map(
    ({ id, before, kept }): Told =>
      ({ data }) =>
        data.remove(id, before, () => kept),
  ),
  {
    weight: 2,
    arbitrary: fc
      .record({ id: anyId, partition: fc.constantFrom('p', 'other'), what: fc.nat(4), at: anyTime })
      .map(({ id, partition, what, at }): Told => ({ chats }) => {
        if (what === 0)
          return chats.change(partition, id, (record) => ({ ...record, title: 'mine', titledBy: 'person' }));
        if (what === 1) return chats.bringBack(partition, id);
        if (what === 2) return chats.purge({ id, deletedAt: at });
        return chats.hide(partition, id, at);
      }),
  },
  { weight: 1, arbitrary: fc.constant<Told>(({ data }) => data.erase()) },
);

/** All that can be asked of either. */
async function seen({ store, data, chats }: Both): Promise<unknown> {
  return {
    latest: [await store.latest('p'), await store.latest('other'), await store.latest('nobody')],
    open: await store.openConversations(),
    chatIds: (await store.chatIds('p')).toSorted(),
    ofChat: [
      await store.ofChat('p', 'chat-1'),
      await store.ofChat('other', 'chat'),
      await store.ofChat('p', 'no'),
    ],
    adopted: [await store.messages('adopted-c', Infinity, 5), await store.get('adopted-d')],
    budgets: [await store.budget('p'), await store.budget('other')],
    count: await data.conversations(),
    chats: [await chats.list('p'), await chats.list('other')],
    hidden: await chats.hidden(),
    unused: [(await data.unusedSince(5)).toSorted(), (await data.unusedSince(99)).toSorted()],
    each: await Promise.all(
      ids.map(async (id) => ({
        record: await store.get(id),
        messages: [await store.messages(id, Infinity, 50), await store.messages(id, 5, 2)],
        one: await store.message(`q-${id}-1`),
        open: await store.open(id),
        leftOff: [await store.leftOff(id, 50), await store.leftOff(id, 1)],
        draft: await store.draft(id),
      })),
    ),
  };
}

/** What came of it: how it failed counts by its name. */
const outcome = (told: Promise<unknown>): Promise<unknown> =>
  told.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error instanceof Error ? error.name : error }),
  );

let databases = 0;

async function openBoth(): Promise<readonly [Both, Both]> {
  databases += 1;
  const database = openDatabase(`both-${databases}`);
  const time = (): number => 5;
  const inMemory = createMemoryStore(time);
  const onDisk = {
    store: createConversationStore(() => database, time),
    data: createStoredData(() => database),
    chats: createChatStore(() => database),
  };
  for (const { store } of [onDisk, inMemory]) await store.create(conversation('c'));
  return [onDisk, inMemory];
}

describe('the store in memory', () => {
  it('says the same as the one over IndexedDB, whatever both are told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTold, { maxLength: 12 }), async (all) => {
        const [onDisk, inMemory] = await openBoth();
        for (const told of all) expect(await outcome(told(inMemory))).toEqual(await outcome(told(onDisk)));
        expect(await seen(inMemory)).toEqual(await seen(onDisk));
      }),
      { numRuns: scaled(300) },
    );
  });

  it('hands over no more characters at once than that one', async () => {
    const both = await openBoth();
    const long = 'x'.repeat(900_000);
    const windows = await Promise.all(
      both.map(async ({ store }) => {
        for (let n = 1; n <= 5; n += 1)
          await store.apply('c', [put(question({ id: `q${n}`, ordinal: n * 2, text: long }))], 5);
        const { messages, hasEarlier } = await store.messages('c', Infinity, 50);
        return { ids: messages.map(({ id }) => id), hasEarlier };
      }),
    );
    expect(windows[0]).toEqual(windows[1]);
    expect(windows[0]).toEqual({ ids: ['q3', 'q4', 'q5'], hasEarlier: true });
  });
});
