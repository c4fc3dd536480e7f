import { describe, expect, it } from 'vitest';
import { moveDrafts } from '../../../lib/background/switching/move-drafts.ts';
import type { ConversationStore } from '../../../lib/storage/conversation-store.ts';
import { attachment, put, question } from '../../storage/records.ts';
import { conversation, openStore } from '../../storage/test-store.ts';
import { mortal } from '../mortal.ts';

const from = 'signed out';
const to = 'ann';

/** Five conversations signed out, and one of somebody else, each named for what it has. */
async function open() {
  const { store } = await openStore();
  const records = [
    conversation('draft', { partition: from }),
    conversation('queue', { partition: from }),
    conversation('nothing', { partition: from }),
    conversation('chat and draft', { partition: from, chatId: 'chat-1', accepted: 1 }),
    conversation('chat', { partition: from, chatId: 'chat-2', accepted: 1 }),
    conversation('somebody else’s', { partition: 'ben' }),
  ];
  for (const record of records) await store.create(record);
  await store.saveDraft('draft', { text: 'Half a', attachment });
  await store.saveDraft('nothing', { text: ' \n' });
  await store.saveDraft('chat and draft', { text: 'And then?', attachment });
  await store.saveDraft('somebody else’s', { text: 'Mine.' });
  const waiting = question({ id: 'waiting', conversationId: 'queue', status: 'queued' });
  await store.apply('queue', [put(waiting)], 5);
  for (const id of ['chat and draft', 'chat']) {
    await store.apply(id, [put(question({ id: `said in ${id}`, conversationId: id }))], 5);
  }
  const stuck = question({ id: 'stuck', conversationId: 'chat', ordinal: 3, status: 'queued' });
  await store.apply('chat', [put(stuck)], 5);
  let made = 0;
  const carry = async (shown: readonly string[], by: ConversationStore = store) => {
    const moved = new Map<string, string>();
    const options = { store: by, newId: () => `new-${(made += 1)}`, now: () => 7 };
    await moveDrafts(options, { from, to, shown: new Set(shown), moved });
    return Object.fromEntries(moved);
  };
  const partitionOf = async (id: string) => (await store.get(id))?.partition;
  return { store, carry, partitionOf };
}

const all = ['draft', 'queue', 'nothing', 'chat and draft', 'chat', 'somebody else’s', 'nobody’s'];
const texts = async (store: ConversationStore, id: string): Promise<string[]> =>
  (await store.messages(id, Infinity, 10)).messages.map((message) => message.id);

describe('what was typed signed out', () => {
  it('goes along with its conversation, where no server has seen that', async () => {
    const { store, carry, partitionOf } = await open();
    expect(await carry(['draft', 'queue'])).toEqual({ draft: 'draft', queue: 'queue' });
    expect([await partitionOf('draft'), await partitionOf('queue')]).toEqual([to, to]);
    expect(await store.draft('draft')).toEqual({ text: 'Half a', attachment });
    expect(await store.open('queue')).toMatchObject([{ id: 'waiting', status: 'queued' }]);
  });

  it('goes into a new conversation, where a server has seen its own, which stays', async () => {
    const { store, carry, partitionOf } = await open();
    expect(await carry(['chat and draft'])).toEqual({ 'chat and draft': 'new-1' });
    expect(await store.get('new-1')).toEqual({
      ...conversation('new-1', { partition: to }),
      createdAt: 7,
      updatedAt: 7,
    });
    expect(await store.draft('new-1')).toEqual({ text: 'And then?', attachment });
    expect(await texts(store, 'new-1')).toEqual([]);
    expect(await partitionOf('chat and draft')).toBe(from);
    expect(await store.get('chat and draft')).toMatchObject({ chatId: 'chat-1', accepted: 1 });
    expect(await store.draft('chat and draft')).toEqual({ text: '', attachment: null });
    expect(await texts(store, 'chat and draft')).toEqual(['said in chat and draft']);
  });

  it('goes along where it is a page without a word', async () => {
    const { store, carry, partitionOf } = await open();
    await store.saveDraft('draft', { text: '' });
    await store.saveDraft('chat and draft', { text: '' });
    expect(await carry(['draft', 'chat and draft'])).toEqual({ draft: 'draft', 'chat and draft': 'new-1' });
    expect(await partitionOf('draft')).toBe(to);
    expect(await store.draft('new-1')).toEqual({ text: '', attachment });
  });

  it('takes pages of other tabs along, and leaves none of them behind', async () => {
    const { store, carry } = await open();
    await store.saveDraft('chat and draft', { text: '', attachment: null, tabs: [attachment] });
    expect(await carry(['chat and draft'])).toEqual({ 'chat and draft': 'new-1' });
    expect(await store.draft('new-1')).toEqual({ text: '', attachment: null, tabs: [attachment] });
    expect(await store.draft('chat and draft')).toEqual({ text: '', attachment: null });
  });
});

describe('nothing goes along', () => {
  it.each([
    ['of a conversation that is empty', 'nothing'],
    ['of what was said, or waits, in a chat that a server has seen', 'chat'],
    ['of another person’s conversation', 'somebody else’s'],
    ['of a conversation that is gone', 'nobody’s'],
  ])('%s', async (_what, id) => {
    const { store, carry, partitionOf } = await open();
    const before = [await store.get(id), await store.draft(id), await texts(store, id)];
    expect(await carry([id])).toEqual({});
    expect([await store.get(id), await store.draft(id), await texts(store, id)]).toEqual(before);
    expect(await partitionOf('new-1')).toBeUndefined();
  });

  it('of what nobody has on screen', async () => {
    const { store, carry, partitionOf } = await open();
    expect(await carry([])).toEqual({});
    for (const id of ['draft', 'queue', 'chat and draft', 'chat']) expect(await partitionOf(id)).toBe(from);
    expect(await store.latest(to)).toBeNull();
  });
});

describe('a worker that dies between two steps', () => {
  it('loses nothing, wherever that is, once the next one has done the same', async () => {
    const whole = await open();
    const counted = mortal(whole.store);
    await whole.carry(all, counted.alive);
    expect(counted.steps()).toBeGreaterThan(15);
    for (let step = 0; step < counted.steps(); step += 1) {
      const { store, carry, partitionOf } = await open();
      await expect(carry(all, mortal(store, step).alive)).rejects.toThrow('died');
      const again = await carry(all);
      expect([await partitionOf('draft'), await partitionOf('queue')], `step ${step}`).toEqual([to, to]);
      expect(await store.draft('draft')).toEqual({ text: 'Half a', attachment });
      expect(await texts(store, 'queue')).toEqual(['waiting']);
      const made = [...new Set(['new-1', 'new-2', again['chat and draft'] ?? 'new-1'])];
      const drafts = await Promise.all(made.map((id) => store.draft(id)));
      expect(drafts, `step ${step}`).toContainEqual({ text: 'And then?', attachment });
      expect(await store.draft('chat and draft')).toEqual({ text: '', attachment: null });
      expect(await texts(store, 'chat')).toEqual(['said in chat', 'stuck']);
      expect(await partitionOf('chat')).toBe(from);
      expect(await store.draft('somebody else’s')).toEqual({ text: 'Mine.', attachment: null });
      expect(await partitionOf('somebody else’s')).toBe('ben');
    }
  });
});
