import { describe, expect, it } from 'vitest';
import { createRoutedStore } from '../../lib/storage/routed-store.ts';
import { createTemporaryStore, mostTemporary } from '../../lib/storage/temporary-store.ts';
import { createMemoryArea } from '../doubles/storage-area.ts';
import { answer, attachment, finished, put, question } from './records.ts';
import { conversation, openStore } from './test-store.ts';

const budget = { fullAt: 9, limitedUntil: null, connectAfter: 3 };

async function begun() {
  const area = createMemoryArea();
  /** As the next worker opens it. */
  const open = () => createTemporaryStore({ area, now: () => 5 });
  const { store } = open();
  await store.create(conversation('c'));
  return { area, open, store };
}

const keys = ({ stored }: ReturnType<typeof createMemoryArea>): string[] => [...stored.keys()];

function raise(): never {
  throw new Error('It is not there.');
}

describe('a temporary chat', () => {
  it('is for the next worker as it was for the last, to the piece of an answer', async () => {
    const { open, store } = await begun();
    await store.apply('c', [put(question({ attachments: 1 })), put(answer({ status: 'streaming' }))], 7);
    await store.apply('c', [{ type: 'text-appended', messageId: 'a1', batch: 0, text: 'Be' }], 8);
    await store.apply('c', [{ type: 'text-appended', messageId: 'a1', batch: 1, text: 'cause' }], 8);
    await store.apply(
      'c',
      [
        { type: 'budget-changed', budget },
        { type: 'titled', title: 'T' },
      ],
      8,
    );
    await store.saveDraft('c', { text: 'half a th', attachment });
    const next = open().store;
    const { record, ...left } = (await store.leftOff('c', 9)) ?? raise();
    // The count of its changes is for the index, which no temporary chat is in.
    expect(await next.leftOff('c', 9)).toEqual({
      ...left,
      record: { ...record, revision: expect.any(Number) },
    });
    expect((await next.open('c')).map(({ text }) => text)).toEqual(['Because']);
    expect(await next.draft('c')).toEqual({ text: 'half a th', attachment });
    expect(await next.budget('p')).toEqual(budget);
    await next.apply('c', [finished({ text: 'Because.' })], 9);
    expect((await open().store.messages('c', Infinity, 9)).messages.map(({ text }) => text)).toEqual([
      'Why?',
      'Because.',
    ]);
  });

  it('leaves nothing when it is removed, and takes nothing along', async () => {
    const { area, open, store } = await begun();
    await store.create(conversation('d'));
    await store.apply('c', [put(question())], 7);
    await store.apply('d', [put(question({ id: 'q2', conversationId: 'd' }))], 7);
    await open().remove('c');
    expect(JSON.stringify([...area.stored])).not.toContain('"c"');
    expect(await open().ids()).toEqual(['d']);
    expect((await open().store.messages('d', Infinity, 9)).messages).toHaveLength(1);
    await open().remove('nobody');
    await open().erase();
    expect(keys(area)).toEqual(['temporary']);
  });

  it('that was removed is not written to any more', async () => {
    const { store, area } = await begun();
    const { remove } = createTemporaryStore({ area, now: () => 5 });
    await remove('c');
    // Another worker's life: this one still believes that it is there, and has to look.
    await expect(
      createTemporaryStore({ area, now: () => 5 }).store.apply('c', [put(question())], 7),
    ).rejects.toMatchObject({
      kind: 'gone',
    });
    expect(await store.get('nobody')).toBeNull();
  });

  it('has no message any more that was taken out of it', async () => {
    const { open, store, area } = await begun();
    await store.apply('c', [put(question({ text: 'a word' }))], 7);
    await store.apply('c', [{ type: 'message-removed', messageId: 'q1' }], 7);
    expect((await open().store.messages('c', Infinity, 9)).messages).toEqual([]);
    expect(JSON.stringify([...area.stored])).not.toContain('a word');
  });

  it('is refused what is too much, as if it had never been tried, and takes what makes it smaller', async () => {
    const { open, store } = await begun();
    await store.apply('c', [put(question({ text: 'x'.repeat(mostTemporary - 2000) }))], 7);
    const more = store.apply('c', [put(question({ id: 'q2', ordinal: 3, text: 'y'.repeat(3000) }))], 8);
    await expect(more).rejects.toMatchObject({ name: 'StorageError', kind: 'too-large' });
    expect((await store.messages('c', Infinity, 9)).messages).toHaveLength(1);
    await store.apply('c', [{ type: 'message-removed', messageId: 'q1' }], 8);
    await store.apply('c', [put(question({ id: 'q2', ordinal: 3, text: 'y'.repeat(3000) }))], 8);
    expect((await open().store.messages('c', Infinity, 9)).messages.map(({ id }) => id)).toEqual(['q2']);
  });

  it('whose area fails is told, and is what was stored', async () => {
    const { area, store } = await begun();
    const { set } = area;
    area.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
    await expect(store.apply('c', [put(question())], 7)).rejects.toMatchObject({ kind: 'full' });
    area.set = set;
    expect((await store.messages('c', Infinity, 9)).messages).toEqual([]);
    await store.apply('c', [put(question())], 7);
    expect((await store.messages('c', Infinity, 9)).messages).toHaveLength(1);
  });

  it.each([null, 'x', 7, [], { c: 'x' }, { c: { record: null, messages: [], budget: null } }])(
    'is none where %j is stored',
    async (stored) => {
      const { area, open } = await begun();
      await area.set({ temporary: stored });
      expect(await open().ids()).toEqual([]);
    },
  );
});

describe('lasting and temporary chats in one store', () => {
  it('go each where they belong, and what asks for none finds the lasting', async () => {
    const { store: lasting } = await openStore();
    const { store: temporary } = createTemporaryStore({ area: createMemoryArea(), now: () => 5 });
    const both = createRoutedStore(lasting, temporary);
    const id = 'temporary-1';
    await both.create({ ...conversation(id, { updatedAt: 99 }), chatId: 'x' });
    await both.apply(id, [put(question({ id: 'qt', conversationId: id, status: 'queued' }))], 100);
    await both.apply('c', [put(question())], 7);
    await both.saveDraft(id, { text: 'half' });
    expect(await lasting.get(id)).toBeNull();
    expect(await temporary.get('c')).toBeNull();
    expect((await both.latest('p'))?.id).toBe('c');
    expect(await both.openConversations()).toEqual([]);
    expect((await both.open(id)).map((message) => message.id)).toEqual(['qt']);
    expect([(await both.message('qt'))?.id, (await both.message('q1'))?.id]).toEqual(['qt', 'q1']);
    expect(await both.draft(id)).toEqual({ text: 'half', attachment: null });
    expect(await both.chatIds('p')).toEqual(['x']);
    expect((await both.ofChat('p', 'x'))?.id).toBe(id);
    expect((await both.leftOff(id, 9))?.nextOrdinal).toBe(3);
    await both.move(id, 'other');
    expect((await both.get(id))?.partition).toBe('other');
    expect((await both.messages(id, Infinity, 9)).messages).toHaveLength(1);
  });

  it('leave to be sent what the stricter of the two leaves', async () => {
    const { store: lasting } = await openStore();
    const { store: temporary } = createTemporaryStore({ area: createMemoryArea(), now: () => 5 });
    const both = createRoutedStore(lasting, temporary);
    expect(await both.budget('p')).toBeNull();
    await both.create(conversation('temporary-1'));
    await both.apply(
      'temporary-1',
      [{ type: 'budget-changed', budget: { ...budget, storesAtReceipt: true } }],
      5,
    );
    expect(await both.budget('p')).toEqual({ ...budget, storesAtReceipt: true });
    expect(await lasting.budget('p')).toBeNull();
    await both.apply(
      'c',
      [{ type: 'budget-changed', budget: { fullAt: 4, limitedUntil: 8, connectAfter: 5 } }],
      5,
    );
    expect(await both.budget('p')).toEqual({
      fullAt: 9,
      limitedUntil: 8,
      connectAfter: 5,
      storesAtReceipt: true,
    });
  });
});
