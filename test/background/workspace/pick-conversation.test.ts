import { describe, expect, it } from 'vitest';
import { createPickConversation } from '../../../lib/background/workspace/pick-conversation.ts';
import { createResumeRule } from '../../../lib/background/workspace/resume-rule.ts';
import type { Preferences } from '../../../lib/config/preferences-record.ts';
import type { ConversationStore } from '../../../lib/storage/conversation-store.ts';
import { answer, attachment, put, question } from '../../storage/records.ts';
import { conversation, openStore } from '../../storage/test-store.ts';

const day = 24 * 60 * 60 * 1000;
const now = 10 * day;

async function open(resume: Preferences['resume'] = 'day') {
  const { store } = await openStore();
  let ids = 0;
  const leaving = new AbortController();
  const pick = createPickConversation({
    store,
    partition: 'p',
    newId: () => `new-${(ids += 1)}`,
    now: () => now,
    mayResume: createResumeRule({ store, resume: () => resume, now: () => now }),
    signal: leaving.signal,
  });
  return { store, pick, leave: () => leaving.abort() };
}

describe('the conversation that a panel goes on with', () => {
  it('is stored by nobody once its workspace was left', async () => {
    const { store, pick, leave } = await open();
    leave();
    const picked = [await pick.create(null, () => true), await pick.createTemporary(null)];
    for (const { id } of picked) expect(await store.get(id)).toBeNull();
    expect(picked.map(({ id }) => id)).not.toContain('c');
  });

  it.each([
    ['a moment', 0, 'used'],
    ['a day to the millisecond', day, 'used'],
    ['a millisecond more than a day', day + 1, 'new-1'],
    ['a week', 7 * day, 'new-1'],
  ])('is the latest, or a new one once %s has gone by', async (_, ago, expected) => {
    const { store, pick } = await open();
    await store.create(conversation('used', { updatedAt: now - ago }));
    await store.apply('used', [put(question({ id: 'q', conversationId: 'used' }))], now - ago);
    expect((await pick.current(null)).id).toBe(expected);
  });

  it.each([
    ['is fresh', { updatedAt: now - day }, 'wished'],
    ['is not fresh any more', { updatedAt: now - day - 1 }, 'new-1'],
    ['has old words, but was opened since', { updatedAt: 1, openedAt: now - day }, 'wished'],
    ['was opened too long ago, too', { updatedAt: 1, openedAt: now - day - 1 }, 'new-1'],
    ['is of another partition', { updatedAt: now, partition: 'other' }, 'latest'],
  ])('is the one that the window showed, where that %s', async (_, changes, expected) => {
    const { store, pick } = await open();
    await store.create(conversation('wished', changes));
    await store.create(conversation('latest', { updatedAt: now }));
    await store.apply('latest', [put(question({ id: 'q', conversationId: 'latest' }))], now);
    expect((await pick.current('wished')).id).toBe(expected);
  });

  it.each([
    ['always', 100 * day, false, 'used'],
    ['day', day, false, 'used'],
    ['day', day + 1, false, 'new-1'],
    ['day', 100 * day, true, 'used'],
    ['never', 0, false, 'new-1'],
    ['never', 0, true, 'used'],
  ] as const)(
    'by the choice %s, %i ms after its last word, on screen: %s, is %s',
    async (choice, ago, isOnScreen, expected) => {
      const { store, pick } = await open(choice);
      await store.create(conversation('used', { updatedAt: now - ago }));
      await store.apply('used', [put(question({ id: 'q', conversationId: 'used' }))], now - ago);
      expect((await pick.current('used', { isAsked: false, isOnScreen, isTaken: () => false })).id).toBe(
        expected,
      );
    },
  );

  it.each([
    [
      'a question that waits',
      (store: ConversationStore) =>
        store.apply('used', [put(question({ id: 'w', conversationId: 'used', status: 'queued' }))], 1),
    ],
    [
      'an answer under way',
      (store: ConversationStore) =>
        store.apply('used', [put(answer({ conversationId: 'used', status: 'streaming' }))], 1),
    ],
    ['words that were typed', (store: ConversationStore) => store.saveDraft('used', { text: 'half a th' })],
    ['a page that was attached', (store: ConversationStore) => store.saveDraft('used', { attachment })],
  ])('is never hidden by a new one where there is %s in it', async (_, leave) => {
    for (const choice of ['day', 'never'] as const) {
      const { store, pick } = await open(choice);
      await store.create(conversation('used', { updatedAt: now - 2 * day }));
      await store.apply('used', [put(question({ id: 'q', conversationId: 'used' }))], now - 2 * day);
      expect((await pick.current('used')).id).toBe('new-1');
      await leave(store);
      expect((await pick.current('used')).id).toBe('used');
    }
  });

  it('is the latest where the window showed none that is still there', async () => {
    const { store, pick } = await open();
    await store.create(conversation('latest', { updatedAt: now }));
    expect((await pick.current('gone')).id).toBe('latest');
  });
});

describe('a new conversation', () => {
  it('is the latest itself where nothing was said in it yet, however old', async () => {
    const { pick } = await open();
    expect((await pick.create()).id).toBe('c');
  });

  it('is another one where something was, stored when it is handed over', async () => {
    const { store, pick } = await open();
    await store.apply('c', [put(question())], 5);
    expect((await pick.create()).id).toBe('new-1');
    expect(await store.get('new-1')).toMatchObject({ partition: 'p', chatId: null, createdAt: now });
  });

  it('is one for all who ask at once, and another for who asks later', async () => {
    const { store, pick } = await open();
    await store.apply('c', [put(question())], 5);
    const [one, other] = await Promise.all([pick.create(), pick.create()]);
    expect([one.id, other.id]).toEqual(['new-1', 'new-1']);
    await store.apply('new-1', [put(question({ id: 'q9', conversationId: 'new-1' }))], now);
    expect((await pick.create()).id).toBe('new-2');
  });

  it('that could not be stored is not handed over, nor to who asks after that', async () => {
    const { store, pick } = await open();
    await store.apply('c', [put(question())], 5);
    const { create } = store;
    store.create = () => Promise.reject(new Error('full'));
    await expect(pick.create()).rejects.toThrow('full');
    store.create = create;
    expect((await pick.create()).id).toBe('new-2');
  });
});
