import { describe, expect, it } from 'vitest';
import type { UserMessage } from '../../lib/shared/conversation.ts';
import type { ConversationStore } from '../../lib/storage/conversation-store.ts';
import { answer, attachment, put, question } from './records.ts';
import { conversation, openStore } from './test-store.ts';

async function fill(store: ConversationStore, ordinals: readonly number[], text = 'x'): Promise<void> {
  await store.apply(
    'c',
    ordinals.map((ordinal) => put(question({ id: `q${ordinal}`, ordinal, text }))),
    5,
  );
}

const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('a window of messages', () => {
  it.each<[all: number[], before: number, limit: number, seen: number[], hasEarlier: boolean]>([
    [from(1, 5), Infinity, 5, from(1, 5), false],
    [from(1, 5), Infinity, 4, from(2, 5), true],
    [from(1, 5), Infinity, 1, [5], true],
    [from(1, 5), 5, 10, from(1, 4), false],
    [from(1, 5), 1, 10, [], false],
    [from(1, 5), 2, 10, [1], false],
    // Read in stretches of 25 places.
    [from(1, 60), Infinity, 60, from(1, 60), false],
    [from(1, 60), Infinity, 59, from(2, 60), true],
    [from(1, 60), Infinity, 25, from(36, 60), true],
    [from(1, 60), Infinity, 26, from(35, 60), true],
    [from(1, 60), 31, 25, from(6, 30), true],
    // Places that nobody has had.
    [[1, 2, 40, 90, 91], Infinity, 4, [2, 40, 90, 91], true],
    [[1, 2, 40, 90, 91], Infinity, 5, [1, 2, 40, 90, 91], false],
    [[1, 90], 90, 5, [1], false],
    [[], Infinity, 5, [], false],
  ])(
    'of %j before %d, at most %d: %j, and earlier ones: %s',
    async (all, before, limit, seen, hasEarlier) => {
      const { store } = await openStore();
      await fill(store, all);
      const found = await store.messages('c', before, limit);
      expect(found.messages.map(({ ordinal }) => ordinal)).toEqual(seen);
      expect(found.hasEarlier).toBe(hasEarlier);
    },
  );

  it('holds those of its conversation alone', async () => {
    const { store } = await openStore();
    await store.create(conversation('b'));
    await store.create(conversation('d'));
    await store.apply('b', [put(question({ id: 'b', conversationId: 'b', ordinal: 1 }))], 5);
    await store.apply('d', [put(question({ id: 'd', conversationId: 'd', ordinal: 3 }))], 5);
    await fill(store, [2]);
    expect(await store.messages('c', Infinity, 9)).toMatchObject({
      messages: [{ id: 'q2' }],
      hasEarlier: false,
    });
  });

  it('ends with the message that fills it up: two million characters', async () => {
    const { store } = await openStore();
    await fill(store, [1, 2, 3], 'x'.repeat(999_999));
    const short = await store.messages('c', Infinity, 9);
    expect(short.messages.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
    await fill(store, [2, 3], 'x'.repeat(1_000_000));
    const full = await store.messages('c', Infinity, 9);
    expect(full.messages.map(({ ordinal }) => ordinal)).toEqual([2, 3]);
    expect(full.hasEarlier).toBe(true);
  });

  it('counts the pages that went along', async () => {
    const { store } = await openStore();
    const heavy = (ordinal: number): UserMessage => ({
      ...question({ id: `q${ordinal}`, ordinal, text: '' }),
      attachments: Array.from({ length: 5 }, () => ({ ...attachment, text: 'x'.repeat(400_000) })),
    });
    await store.apply('c', [put(heavy(1)), put(heavy(2))], 5);
    const found = await store.messages('c', Infinity, 9);
    expect(found.messages.map(({ ordinal }) => ordinal)).toEqual([2]);
    expect(found.hasEarlier).toBe(true);
  });

  it('leaves out a row that is none of ours, and counts its place', async () => {
    const { store, database } = await openStore();
    await fill(store, [1, 2, 3]);
    await database.put('messages', { ...question({ id: 'q2', ordinal: 2 }), text: undefined } as never);
    const found = await store.messages('c', Infinity, 3);
    expect(found.messages.map(({ ordinal }) => ordinal)).toEqual([1, 3]);
    expect(found.hasEarlier).toBe(false);
  });
});

describe('what a session goes on with', () => {
  it('is nothing where there is no such conversation', async () => {
    const { store } = await openStore();
    expect(await store.leftOff('nobody', 9)).toBeNull();
  });

  it.each([
    [[], 1],
    [[put(question({ ordinal: 1 }))], 3],
    [[put(question({ ordinal: 1 })), put(answer({ ordinal: 2, status: 'complete' }))], 3],
    [[put(question({ ordinal: 7 }))], 9],
  ])('begins behind what is there: %#', async (changes, nextOrdinal) => {
    const { store } = await openStore();
    await store.apply('c', changes, 5);
    expect(await store.leftOff('c', 9)).toMatchObject({ record: { id: 'c' }, nextOrdinal });
  });

  it('holds what is under way, oldest first, with the text that has come, wherever it stands', async () => {
    const { store } = await openStore();
    await fill(store, [3, 5, 7]);
    await store.apply(
      'c',
      [
        put(question({ id: 'second', ordinal: 9, status: 'queued' })),
        put(answer({ id: 'first', ordinal: 2, status: 'streaming' })),
        { type: 'text-appended', messageId: 'first', batch: 0, text: 'Be' },
        { type: 'text-appended', messageId: 'first', batch: 1, text: 'cause' },
      ],
      5,
    );
    const left = await store.leftOff('c', 2);
    expect(left?.open).toMatchObject([{ id: 'first', text: 'Because' }, { id: 'second' }]);
    expect(left?.latest).toMatchObject({ messages: [{ id: 'q7' }, { id: 'second' }], hasEarlier: true });
    expect(await store.openConversations()).toEqual(['c']);
  });

  it('shows text that has come only of an answer that goes on', async () => {
    const { store } = await openStore();
    const batch = { type: 'text-appended', messageId: 'a1', batch: 0, text: 'Bec' } as const;
    for (const [status, text] of [
      ['pending', 'Bec'],
      ['streaming', 'Bec'],
      ['complete', 'Because.'],
      ['interrupted', 'Because.'],
    ] as const) {
      await store.apply('c', [put(answer({ status, text: 'Because.' })), batch], 5);
      expect((await store.messages('c', Infinity, 9)).messages).toMatchObject([{ status, text }]);
    }
  });
});
