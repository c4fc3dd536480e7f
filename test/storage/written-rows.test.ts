import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod/mini';
import type { Change } from '../../lib/session/effect.ts';
import { ConversationGone } from '../../lib/storage/conversation-gone.ts';
import { createItem } from '../../lib/storage/item.ts';
import { createItems } from '../../lib/storage/items.ts';
import { readAhead } from '../../lib/storage/read-ahead.ts';
import { createReport } from '../../lib/shared/report.ts';
import { inStorage, StorageError } from '../../lib/shared/storage-error.ts';
import { isOfStorage } from '../../lib/storage/storage-problem.ts';
import { createMemoryArea } from '../doubles/storage-area.ts';
import { createMemoryAreas } from '../doubles/storage-areas.ts';
import { answer, attachment, finished, put, question } from './records.ts';
import { openStore } from './test-store.ts';

const text: Change = { type: 'text-appended', messageId: 'a1', batch: 0, text: 'Be' };

describe('an answer that has ended', () => {
  it('is stored with all that came with its end', async () => {
    const { store } = await openStore();
    const source = { title: 'A book', url: 'https://a.test/' };
    const problem = { code: 'answer-failed', messageId: 'a1' } as const;
    await store.apply('c', [put(answer()), text], 5);
    await store.apply('c', [finished({ sources: [source], totalTokens: 7, serverId: 's1', problem })], 6);
    expect(await store.message('a1')).toEqual(
      answer({
        status: 'complete',
        text: 'Because.',
        sources: [source],
        totalTokens: 7,
        serverId: 's1',
        problem,
        completedAt: 7,
      }),
    );
  });

  it('has nothing of what did not come', async () => {
    const { store, database } = await openStore();
    await store.apply('c', [put(answer()), text, finished()], 5);
    const stored = await database.get('messages', 'a1');
    expect(
      Object.keys(stored ?? {}).filter((key) => ['serverId', 'totalTokens', 'problem', 'open'].includes(key)),
    ).toEqual([]);
    expect(await database.getAll('batches')).toEqual([]);
  });

  it('is none where a question has its id, or nothing', async () => {
    const { store } = await openStore();
    await store.apply('c', [put(question({ id: 'a1' })), finished(), finished({ messageId: 'nobody' })], 5);
    expect(await store.message('a1')).toEqual(question({ id: 'a1' }));
    expect(await store.message('nobody')).toBeNull();
  });
});

describe('a draft that is spent', () => {
  const spend = (...attachmentIds: string[]): Change => ({ type: 'draft-spent', attachmentIds });

  it.each([
    ['with the page that left', attachment, [attachment.id], null],
    ['without a page', null, [], null],
    ['and a page that was attached since', attachment, ['other'], attachment],
    ['and no page that left', attachment, [], attachment],
  ])('%s', async (_, before, ids, after) => {
    const { store, database } = await openStore();
    await store.saveDraft('c', { text: 'Words', attachment: before });
    await store.apply('c', [spend(...ids)], 8);
    expect(await store.draft('c')).toEqual({ text: '', attachment: after });
    expect(await database.get('drafts', 'c')).toMatchObject({ savedAt: 8 });
  });

  it('and was never stored stays so', async () => {
    const { store, database } = await openStore();
    await store.apply('c', [spend()], 8);
    expect(await database.getKey('drafts', 'c')).toBeUndefined();
  });
});

describe('text of an answer, thirty times a second', () => {
  it('opens no more than it needs', async () => {
    const { store, database } = await openStore();
    const opened = vi.spyOn(database, 'transaction');
    await store.apply('c', [text, { ...text, batch: 1 }], 5);
    expect(opened.mock.calls.map(([stores]) => stores)).toEqual([['conversations', 'batches']]);
    await store.apply('c', [text, { type: 'titled', title: 'T' }], 5);
    expect(opened).toHaveBeenCalledTimes(2);
  });

  it('that can’t be stored is told, and nothing of it stays', async () => {
    const { store, database } = await openStore();
    const unwritable = { ...text, batch: 1, text: (() => undefined) as unknown as string } as const;
    await expect(store.apply('c', [text, unwritable], 5)).rejects.toMatchObject({ name: 'DataCloneError' });
    expect(await database.getAll('batches')).toEqual([]);
  });

  it('of a conversation that was deleted is told as such', async () => {
    const { store, database } = await openStore();
    await expect(store.apply('nobody', [text], 5)).rejects.toBeInstanceOf(ConversationGone);
    expect(await database.getAll('batches')).toEqual([]);
  });
});

describe('messages under way', () => {
  it('come in the order of their places, whatever their ids', async () => {
    const { store } = await openStore();
    const waiting = (id: string, ordinal: number): Change => put(question({ id, ordinal, status: 'queued' }));
    await store.apply('c', [waiting('a', 9), waiting('b', 1), waiting('c', 5)], 5);
    expect((await store.open('c')).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });
});

describe('what fills a window', () => {
  const of = (id: string, ordinal: number, length: number): Change =>
    put(question({ id, ordinal, text: 'x'.repeat(length) }));

  it('is counted to the character', async () => {
    const { store } = await openStore();
    await store.apply('c', [of('a', 1, 1), of('b', 2, 999_999), of('c', 3, 1_000_000)], 5);
    expect((await store.messages('c', Infinity, 9)).messages).toHaveLength(3);
    await store.apply('c', [of('b', 2, 1_000_000)], 5);
    expect((await store.messages('c', Infinity, 9)).messages).toHaveLength(2);
  });

  it('counts nothing for a row without a text', async () => {
    const { store, database } = await openStore();
    await store.apply('c', [of('a', 1, 1), of('b', 2, 1), of('c', 3, 999_999), of('d', 4, 1_000_000)], 5);
    await database.put('messages', { ...question({ id: 'b', ordinal: 2 }), text: undefined } as never);
    expect((await store.messages('c', Infinity, 9)).messages.map(({ id }) => id)).toEqual(['a', 'c', 'd']);
  });
});

describe('an item', () => {
  it('without a value is none, even where nothing would be a value', async () => {
    const area = createMemoryArea();
    const item = createItem({ area, key: 'k', version: 1, schema: z.optional(z.string()), fallback: 'none' });
    area.stored.set('k', { version: 1 });
    expect(await item.read()).toBe('none');
    area.stored.set('k', { value: 'x' });
    expect(await item.read()).toBe('none');
  });

  it.each([
    ['profiles', 'local', 'profile', 2, null],
    ['branding', 'local', 'branding', 2, {}],
    ['unsentMessages', 'local', 'left-behind', 1, null],
    ['keepDays', 'local', 'keep-days', 1, null],
    ['signIns', 'session', 'sign-ins', 1, {}],
    ['keptSignIns', 'vault', 'sign-ins', 1, {}],
    ['knownTenants', 'local', 'known-tenants', 1, []],
    ['policy', 'local', 'policy', 1, null],
    ['accessRequests', 'session', 'access-requests', 2, {}],
    ['windows', 'session', 'windows', 1, {}],
  ] as const)(
    '%s stands in %s under %s, as version %d, and is %j at first',
    async (name, area, key, version, fallback) => {
      const areas = createMemoryAreas();
      const item = createItems(areas)[name];
      expect(await item.read()).toEqual(fallback);
      await item.write(fallback as never);
      expect(areas[area].stored.get(key)).toEqual({ version, value: fallback });
      expect(Object.values(areas).reduce((sum, { stored }) => sum + stored.size, 0)).toBe(1);
    },
  );
});

describe('an area that is read ahead', () => {
  it('counts from when it was read, whenever that is', async () => {
    let now = 5_000;
    const get = vi.fn((key: string | null) => Promise.resolve({ [key ?? 'a']: 1 }));
    const area = readAhead({ ...createMemoryArea(), get }, () => now);
    now += 1_000;
    await area.get('a');
    expect(get.mock.calls).toEqual([[null]]);
    now += 1;
    await area.get('a');
    expect(get.mock.calls).toEqual([[null], ['a']]);
  });

  it('does not wait for what was read ahead to know what was written since', async () => {
    const memory = createMemoryArea();
    const get = (key: string | null): Promise<Record<string, unknown>> =>
      key === null ? new Promise(() => undefined) : memory.get(key);
    const area = readAhead({ ...memory, get }, () => 0);
    await area.set({ a: 2 });
    expect(await area.get('a')).toEqual({ a: 2 });
  });
});

describe('a write that was refused', () => {
  it.each([
    [new DOMException('x', 'QuotaExceededError'), 'storage-full'],
    [new Error('QUOTA_BYTES exceeded'), 'storage-full'],
    [new Error('disk'), 'storage-failed'],
    ['quota', 'storage-failed'],
    [undefined, 'storage-failed'],
    [new StorageError('gone'), 'conversation-changed'],
  ])('%s means %s', async (error, code) => {
    const report = createReport(() => undefined);
    const write = vi.fn<() => Promise<void>>().mockRejectedValue(error);
    let told: unknown;
    try {
      await inStorage(write);
    } catch (thrown) {
      told = report(thrown, 'session');
    }
    expect(told).toEqual({ code });
  });

  it.each([
    ['storage-full', true],
    ['storage-failed', true],
    ['conversation-changed', false],
    ['internal', false],
  ] as const)('%s is of storage: %s', (code, expected) => {
    expect(isOfStorage({ code })).toBe(expected);
  });

  it('is none where there is no problem', () => {
    expect(isOfStorage(null)).toBe(false);
  });
});
