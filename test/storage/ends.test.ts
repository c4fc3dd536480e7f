import { describe, expect, it } from 'vitest';
import { freshBudget } from '../../lib/session/budget.ts';
import type { Change } from '../../lib/session/effect.ts';
import { createConversationStore, type ConversationStore } from '../../lib/storage/conversation-store.ts';
import { createStoredData, type StoredData } from '../../lib/storage/stored-data.ts';
import { holdEnds } from './held-database.ts';
import { answer, attachment, put, question } from './records.ts';
import { conversation, openStore } from './test-store.ts';

/*
 * What is said to be stored is stored: a write resolves when its transaction has ended and not before, and rejects
 * where that fails in the last moment, as on a full disk.
 */
async function openHeld() {
  const { store, database } = await openStore();
  await store.saveDraft('c', { text: 'Draft', attachment });
  const held = holdEnds(database);
  const source = () => Promise.resolve(held.database);
  return {
    ...held,
    plain: store,
    store: createConversationStore(source, () => 9),
    data: createStoredData(source),
  };
}

const append: Change = { type: 'text-appended', messageId: 'a1', batch: 0, text: 'Be' };

const writes: Record<string, (at: { store: ConversationStore; data: StoredData }) => Promise<unknown>> = {
  'a step': ({ store }) => store.apply('c', [put(question()), put(answer())], 5),
  'text alone': ({ store }) => store.apply('c', [append], 5),
  'a chat that is read back': ({ store }) =>
    store.adopt({ record: { ...conversation('d'), chatId: 'x' }, messages: [question()] }),
  'a move': ({ store }) => store.move('c', 'other'),
  'a draft': ({ store }) => store.saveDraft('c', { text: 'Words' }),
  'a deletion': ({ data }) => data.remove('c', 100, () => false),
  'one that is not done': ({ data }) => data.remove('c', 0, () => false),
  'the deletion of everything': ({ data }) => data.erase(),
};

/** Long enough for all that fake storage does by itself. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));

describe.each(Object.entries(writes))('%s', (_, write) => {
  it('is not said to be stored before it is', async () => {
    const opened = await openHeld();
    let isSaid = false;
    const saying = write(opened).then(() => (isSaid = true));
    await aWhile();
    expect(isSaid).toBe(false);
    opened.release();
    await saying;
    expect(isSaid).toBe(true);
  });

  it('that fails at its end is told', async () => {
    const opened = await openHeld();
    opened.fail(new DOMException('No room.', 'QuotaExceededError'));
    await expect(write(opened)).rejects.toMatchObject({ name: 'StorageError', kind: 'full' });
  });
});

describe('a conversation that is made', () => {
  it('is there as soon as that is said, and what fails is told', async () => {
    const { store, database } = await openStore();
    await store.create(conversation('d'));
    expect(await database.getKey('conversations', 'd')).toBe('d');
    database.close();
    await expect(store.create(conversation('e'))).rejects.toMatchObject({
      name: 'StorageError',
      kind: 'failed',
    });
  });
});

describe('a conversation that is moved', () => {
  it('keeps all but whose it is', async () => {
    const { store } = await openStore();
    await store.apply('c', [{ type: 'titled', title: 'T' }], 7);
    await store.move('c', 'other');
    expect(await store.get('c')).toEqual(conversation('c', { title: 'T', partition: 'other' }));
    expect(await store.latest('p')).toBeNull();
  });

  it('and is not there stays that way', async () => {
    const { store } = await openStore();
    await store.move('nobody', 'other');
    expect(await store.get('nobody')).toBeNull();
  });
});

describe('a draft', () => {
  it('keeps the half that is not named', async () => {
    const { store, database } = await openStore();
    await store.saveDraft('c', { text: 'Words', attachment });
    await store.saveDraft('c', { text: 'Other' });
    expect(await store.draft('c')).toEqual({ text: 'Other', attachment });
    await store.saveDraft('c', { attachment: null });
    expect(await store.draft('c')).toEqual({ text: 'Other', attachment: null });
    await store.saveDraft('c', { text: '' });
    expect(await store.draft('c')).toEqual({ text: '', attachment: null });
    expect(await database.get('drafts', 'c')).toMatchObject({ savedAt: 5 });
  });

  it('is nothing where none was ever stored', async () => {
    const { store } = await openStore();
    expect(await store.draft('c')).toEqual({ text: '', attachment: null });
    await store.saveDraft('c', { attachment });
    expect(await store.draft('c')).toEqual({ text: '', attachment });
  });
});

describe('a budget', () => {
  it('is that of the partition whose conversation spent it, and null where none was', async () => {
    const { store } = await openStore();
    expect(await store.budget('p')).toBeNull();
    const budget = { ...freshBudget, fullAt: 7 };
    await store.apply('c', [{ type: 'budget-changed', budget }], 5);
    expect(await store.budget('p')).toEqual(budget);
    expect(await store.budget('other')).toBeNull();
  });

  it('that can’t be one is none', async () => {
    const { store, database } = await openStore();
    await database.put('budgets', { partition: 'p', fullAt: 'soon' } as never);
    expect(await store.budget('p')).toBeNull();
  });
});
