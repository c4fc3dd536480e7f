import { describe, expect, it } from 'vitest';
import type { Change } from '../../lib/session/effect.ts';
import { freshBudget } from '../../lib/session/budget.ts';
import { ConversationGone } from '../../lib/storage/conversation-gone.ts';
import { createConversationStore, type ConversationStore } from '../../lib/storage/conversation-store.ts';
import { answer, finished, put, question } from './records.ts';
import { conversation, openStore } from './test-store.ts';

describe('counts and places', () => {
  it('what the server holds of a chat is kept as it was counted, and stays with the chat', async () => {
    const { store } = await openStore();
    await store.apply('c', [{ type: 'accepted-counted', accepted: 2, said: ['a', 'b'] }], 5);
    // A question that is asked again may be removed here; the server has it all the same.
    await store.apply(
      'c',
      [put(question({ status: 'sent' })), { type: 'message-removed', messageId: 'q1' }],
      5,
    );
    expect(await store.get('c')).toMatchObject({ accepted: 2, said: ['a', 'b'] });
    await store.apply('c', [{ type: 'chat-linked', chatId: 'new' }], 5);
    expect(await store.get('c')).toMatchObject({ chatId: 'new', accepted: 2 });
    await store.apply('c', [{ type: 'accepted-counted', accepted: 0, said: [] }], 5);
    expect(await store.get('c')).toMatchObject({ chatId: 'new', accepted: 0, said: [] });
    const learnt = { echoesIds: true, doubtful: ['c'], elsewhere: [] };
    await store.apply('c', [{ type: 'chat-learnt', learnt }], 5);
    expect(await store.get('c')).toMatchObject({ chatId: 'new', learnt });
  });

  it.each([
    ['nothing', [], 1],
    ['a question, which keeps a place for its answer', [put(question({ ordinal: 5 }))], 7],
    ['an answer', [put(question({ ordinal: 5 })), put(answer({ ordinal: 6 }))], 7],
  ])('the next place after %s', async (_what, changes: Change[], expected) => {
    const { store } = await openStore();
    await store.apply('c', changes, 5);
    expect((await store.leftOff('c', 50))?.nextOrdinal).toBe(expected);
  });

  it('a message that can not be read any more keeps its place', async () => {
    const { store, database } = await openStore();
    await database.put('messages', { ...question({ ordinal: 9 }), status: 'sent', text: 7 } as never);
    expect((await store.leftOff('c', 50))?.nextOrdinal).toBeGreaterThan(9);
  });
});

describe('a window of messages', () => {
  const fill = async (count: number) => {
    const opened = await openStore();
    for (let place = 1; place <= count; place += 1) {
      await opened.store.apply('c', [put(question({ id: `q${place}`, ordinal: place * 2 }))], 5);
    }
    return opened;
  };

  it.each([
    ['the newest', 5, Infinity, 2, ['q4', 'q5'], true],
    ['those before a place, without it', 5, 8, 2, ['q2', 'q3'], true],
    ['the oldest', 5, 4, 2, ['q1'], false],
    ['exactly all', 5, Infinity, 5, ['q1', 'q2', 'q3', 'q4', 'q5'], false],
    ['more than all', 5, Infinity, 99, ['q1', 'q2', 'q3', 'q4', 'q5'], false],
    ['none of none', 0, Infinity, 2, [], false],
    ['none before the first', 5, 2, 2, [], false],
  ])('holds %s', async (_what, count, before, limit, ids, hasEarlier) => {
    const { store } = await fill(count);
    const window = await store.messages('c', before, limit);
    expect(window.messages.map(({ id }) => id)).toEqual(ids);
    expect(window.hasEarlier).toBe(hasEarlier);
  });

  it('reaches over what was removed, however much that was', async () => {
    const { store } = await openStore();
    const places = [...Array(30).keys(), ...Array.from({ length: 40 }, (_, place) => 500 + place)];
    await store.apply(
      'c',
      places.map((ordinal) => put(question({ id: `q${ordinal}`, ordinal }))),
      5,
    );
    const { messages, hasEarlier } = await store.messages('c', Infinity, 50);
    expect(messages.map(({ ordinal }) => ordinal)).toEqual(places.slice(-50));
    expect(hasEarlier).toBe(true);
    expect(await store.messages('c', 20, 50)).toMatchObject({ hasEarlier: false, messages: { length: 20 } });
  });

  it('leaves out a record that no longer fits, and keeps its neighbours', async () => {
    const { store, database } = await fill(3);
    await database.put('messages', { ...question({ id: 'q2', ordinal: 4 }), attachments: 'none' } as never);
    expect((await store.messages('c', Infinity, 10)).messages.map(({ id }) => id)).toEqual(['q1', 'q3']);
  });

  it('holds no other conversation’s', async () => {
    const { store } = await fill(1);
    await store.create(conversation('cc'));
    await store.apply('cc', [put(question({ id: 'other', conversationId: 'cc' }))], 5);
    expect((await store.messages('c', Infinity, 10)).messages.map(({ id }) => id)).toEqual(['q1']);
  });
});

describe('partitions', () => {
  it('know only their own conversations', async () => {
    const { store } = await openStore();
    await store.create(conversation('e', { partition: 'p2' }));
    expect((await store.latest('p'))?.id).toBe('c');
    expect((await store.latest('p2'))?.id).toBe('e');
    expect(await store.latest('p3')).toBeNull();
    expect(await store.get('nobody')).toBeNull();
  });
});

describe('the draft', () => {
  const attachment = question({ attachments: 1 }).attachments[0] ?? null;

  it('is empty at first, and each half is kept without the other', async () => {
    const { store } = await openStore();
    expect(await store.draft('c')).toEqual({ text: '', attachment: null });
    await store.saveDraft('c', { text: 'typed' });
    await store.saveDraft('c', { attachment });
    expect(await store.draft('c')).toEqual({ text: 'typed', attachment });
    await store.saveDraft('c', { text: '' });
    expect(await store.draft('c')).toEqual({ text: '', attachment });
    await store.saveDraft('c', { attachment: null });
    expect(await store.draft('c')).toEqual({ text: '', attachment: null });
  });

  it('saved twice at once loses neither half', async () => {
    const { store } = await openStore();
    await Promise.all([store.saveDraft('c', { text: 'typed' }), store.saveDraft('c', { attachment })]);
    expect(await store.draft('c')).toEqual({ text: 'typed', attachment });
  });
});

describe('a conversation that was deleted', () => {
  const attachment = question({ attachments: 1 }).attachments[0] ?? null;

  it.each([
    ['what was typed for it', { text: 'typed' }],
    ['a page that was being read for it', { attachment }],
  ])('does not come back by %s', async (_what, draft) => {
    const { store, database } = await openStore();
    await expect(store.saveDraft('gone', draft)).rejects.toBeInstanceOf(ConversationGone);
    expect(await database.count('drafts')).toBe(0);
  });

  it.each([
    ['a question', put(question({ conversationId: 'gone' }))],
    ['text of its answer', { type: 'text-appended', messageId: 'a1', batch: 1, text: 'late' } as const],
    ['the end of its answer', finished()],
    ['a budget', { type: 'budget-changed', budget: freshBudget } as const],
    ['its draft', { type: 'draft-spent', attachmentIds: [] } as const],
  ])('does not come back by %s', async (_what, change) => {
    const { store, database } = await openStore();
    await expect(store.apply('gone', [change], 5)).rejects.toBeInstanceOf(ConversationGone);
    for (const name of ['messages', 'batches', 'drafts', 'budgets'] as const)
      expect(await database.count(name)).toBe(0);
    expect(await store.get('gone')).toBeNull();
  });

  it('is moved nowhere', async () => {
    const { store } = await openStore();
    await store.move('gone', 'p2');
    expect(await store.latest('p2')).toBeNull();
  });
});

describe('a database that can not be opened', () => {
  it('rejects every call, and not the process', async () => {
    const store = createConversationStore(
      () => Promise.reject(new Error('no storage')),
      () => 5,
    );
    await expect(store.get('c')).rejects.toThrow('no storage');
    await expect(store.apply('c', [put(question())], 1)).rejects.toThrow('no storage');
  });
});

describe('a write', () => {
  const broken = new DOMException('full', 'QuotaExceededError');

  it.each([
    ['create', (store: ConversationStore) => store.create(conversation('new'))],
    ['move', (store: ConversationStore) => store.move('c', 'other')],
    ['saveDraft', (store: ConversationStore) => store.saveDraft('c', { text: 'typed' })],
    ['apply', (store: ConversationStore) => store.apply('c', [put(question())], 5)],
  ] as const)('is over when it is stored, and rejects where it could not be: %s', async (_, write) => {
    const { store, database } = await openStore();
    await write(store);
    // Read at once, over another connection's transaction: nothing of it is still on its way.
    const [record, drafts, messages, created] = await Promise.all([
      database.get('conversations', 'c'),
      database.getAll('drafts'),
      database.getAll('messages'),
      database.get('conversations', 'new'),
    ]);
    expect(
      [
        created !== undefined,
        record?.partition === 'other',
        drafts.length === 1,
        messages.length === 1,
      ].filter(Boolean),
    ).toHaveLength(1);

    const failing = createConversationStore(
      () => Promise.reject(broken),
      () => 5,
    );
    await expect(write(failing)).rejects.toThrow('full');
  });

  it('that the disk refuses in the middle rejects too: create', async () => {
    const { store, database } = await openStore();
    database.close();
    await expect(store.create(conversation('new'))).rejects.toBeInstanceOf(Error);
    await expect(store.move('c', 'other')).rejects.toBeInstanceOf(Error);
  });
});
