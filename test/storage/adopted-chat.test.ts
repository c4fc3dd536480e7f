import { describe, expect, it } from 'vitest';
import { createConversationStore } from '../../lib/storage/conversation-store.ts';
import { createMemoryStore } from '../../lib/storage/memory-store.ts';
import { question } from './records.ts';
import { conversation, openStore } from './test-store.ts';

const chat = (id: string) => ({
  record: { ...conversation(id), chatId: 'x' },
  messages: [question({ id: `${id}-0`, conversationId: id })],
});

async function both() {
  const { database } = await openStore();
  return [
    createConversationStore(
      () => Promise.resolve(database),
      () => 5,
    ),
    createMemoryStore(() => 5).store,
  ];
}

describe('a chat that is taken in', () => {
  it('is one conversation, whoever asks for it at once', async () => {
    for (const store of await both()) {
      const [one, other] = await Promise.all([store.adopt(chat('d')), store.adopt(chat('e'))]);
      expect([one.id, other.id]).toEqual(['d', 'd']);
      expect(await store.get('e')).toBeNull();
      expect((await store.messages('e', Infinity, 9)).messages).toEqual([]);
      expect((await store.messages('d', Infinity, 9)).messages).toHaveLength(1);
    }
  });

  it('is another one for another person', async () => {
    for (const store of await both()) {
      const theirs = { ...chat('e'), record: { ...chat('e').record, partition: 'other' } };
      expect([(await store.adopt(chat('d'))).id, (await store.adopt(theirs)).id]).toEqual(['d', 'e']);
    }
  });

  it('comes back as it was where it is on its way out', async () => {
    for (const store of await both()) {
      await store.create({ ...conversation('d'), chatId: 'x', title: 'T', deletedAt: 5 });
      expect(await store.ofChat('p', 'x')).toBeNull();
      expect(await store.chatIds('p')).toEqual([]);
      expect(await store.adopt(chat('e'))).toEqual({ ...conversation('d'), chatId: 'x', title: 'T' });
      expect(await store.chatIds('p')).toEqual(['x']);
    }
  });
});
