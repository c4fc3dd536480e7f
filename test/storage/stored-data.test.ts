import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshBudget } from '../../lib/session/budget.ts';
import type { ConversationStore } from '../../lib/storage/conversation-store.ts';
import { createStoredData } from '../../lib/storage/stored-data.ts';
import { scaled } from '../run/scale.ts';
import { answer, attachment, finished, put, question } from './records.ts';
import { conversation, openStore } from './test-store.ts';

const nobody = (): boolean => false;

async function openData() {
  const opened = await openStore();
  return { ...opened, data: createStoredData(() => Promise.resolve(opened.database)) };
}

/** A conversation with an ended exchange, a draft with a page, and text of an answer that was never folded in. */
async function fill(store: ConversationStore, id: string, updatedAt: number, partition = 'p'): Promise<void> {
  await store.create(conversation(id, { partition }));
  const ids = { conversationId: id };
  await store.apply(
    id,
    [
      put(question({ ...ids, id: `${id}-q`, attachments: 1 })),
      put(answer({ ...ids, id: `${id}-a`, replyTo: `${id}-q`, status: 'complete', text: 'Because.' })),
      { type: 'text-appended', messageId: `${id}-a`, batch: 0, text: 'Bec' },
      { type: 'budget-changed', budget: freshBudget },
    ],
    updatedAt,
  );
  await store.saveDraft(id, { text: '', attachment: null });
}

const stores = ['conversations', 'messages', 'batches', 'drafts', 'budgets', 'search'] as const;

describe('what is stored', () => {
  it('counts conversations in which something was said, of every partition', async () => {
    const { store, data } = await openData();
    expect(await data.conversations()).toBe(0);
    await fill(store, 'a', 5);
    await fill(store, 'b', 6, 'other');
    await store.apply('b', [put(question({ id: 'b2', conversationId: 'b', ordinal: 3 }))], 7);
    expect(await data.conversations()).toBe(2);
    await store.apply('b', [{ type: 'titled', title: 'Titled' }], 8);
    expect(await data.conversations()).toBe(2);
  });
});

describe('what was not used since a moment', () => {
  it('is found in every partition, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('', 'p', 'p2', '[x'), fc.integer({ min: 0, max: 9 })), {
          maxLength: 12,
        }),
        fc.integer({ min: 0, max: 10 }),
        async (all, before) => {
          const { store, database, data } = await openData();
          await database.delete('conversations', 'c');
          for (const [n, [partition, updatedAt]] of all.entries())
            await store.create(conversation(`${n}`, { partition, updatedAt }));
          const wanted = all.flatMap(([, updatedAt], n) => (updatedAt < before ? [`${n}`] : []));
          expect((await data.unusedSince(before)).toSorted()).toEqual(wanted.toSorted());
        },
      ),
      { numRuns: scaled(60) },
    );
  });
});

describe('a conversation that is removed', () => {
  it('leaves nothing of it, and all of the others', async () => {
    const { store, database, data } = await openData();
    await fill(store, 'a', 5);
    const rest = await Promise.all(stores.map((name) => database.getAll(name)));
    await fill(store, 'old', 5);
    expect(await data.remove('old', 6, nobody)).toBe(true);
    expect(await Promise.all(stores.map((name) => database.getAll(name)))).toEqual(rest);
  });

  it.each([
    ['something was said in it since', 5, nobody],
    ['it is kept by whoever uses it', 6, (id: string) => id === 'old'],
  ])('stays whole where %s', async (_why, before, isKept) => {
    const { store, database, data } = await openData();
    await fill(store, 'old', 5);
    const all = await Promise.all(stores.map((name) => database.getAll(name)));
    expect(await data.remove('old', before, isKept)).toBe(false);
    expect(await Promise.all(stores.map((name) => database.getAll(name)))).toEqual(all);
  });

  it.each(['queued', 'sending'] as const)('stays while a question is %s', async (status) => {
    const { store, data } = await openData();
    await store.apply('c', [put(question({ status }))], 5);
    expect(await data.remove('c', 9, nobody)).toBe(false);
  });

  it.each(['pending', 'streaming'] as const)('stays while an answer is %s', async (status) => {
    const { store, data } = await openData();
    await store.apply('c', [put(answer({ status }))], 5);
    expect(await data.remove('c', 9, nobody)).toBe(false);
    await store.apply('c', [finished()], 5);
    expect(await data.remove('c', 9, nobody)).toBe(true);
  });

  it.each([
    ['words', { text: 'Still thinking' }],
    ['a page', { attachment }],
  ])('is as old as the draft in it, if that has %s', async (_what, draft) => {
    const { store, data } = await openData();
    // The store's clock says 5.
    await store.saveDraft('c', draft);
    expect(await data.remove('c', 5, nobody)).toBe(false);
    await store.saveDraft('c', { text: '', attachment: null });
    expect(await data.remove('c', 5, nobody)).toBe(true);
  });

  it('is gone once, whoever asks again', async () => {
    const { data } = await openData();
    expect(await Promise.all([data.remove('c', 9, nobody), data.remove('c', 9, nobody)])).toEqual([
      true,
      false,
    ]);
    expect(await data.remove('nobody', 9, nobody)).toBe(false);
  });

  it('asks who keeps it while nothing else can read it', async () => {
    const { store, data } = await openData();
    // A session that begins to read before the deletion is known to the one that deletes.
    const users = new Set<string>();
    const removing = data.remove('c', 9, (id) => users.has(id));
    users.add('c');
    const read = store.get('c');
    expect(await removing).toBe(false);
    expect(await read).not.toBeNull();
  });
});

describe('erasing', () => {
  it('empties every store and tells how many conversations that were', async () => {
    const { store, database, data } = await openData();
    await fill(store, 'a', 5);
    await fill(store, 'b', 6, 'other');
    await store.apply('c', [put(question({ status: 'queued' }))], 5);
    await store.saveDraft('c', { text: 'typed', attachment });
    expect(await data.erase()).toBe(3);
    expect([...database.objectStoreNames].toSorted()).toEqual([...stores].toSorted());
    for (const name of stores) expect(await database.count(name)).toBe(0);
    expect(await data.erase()).toBe(0);
  });

  it('lets nothing be written into what it erased', async () => {
    const { store, database, data } = await openData();
    const outcomes = await Promise.allSettled([
      data.erase(),
      store.apply('c', [put(question())], 5),
      store.saveDraft('c', { text: 'late' }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const name of stores) expect(await database.count(name)).toBe(0);
  });
});
