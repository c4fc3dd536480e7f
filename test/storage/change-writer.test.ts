import { describe, expect, it } from 'vitest';
import type { Change } from '../../lib/session/effect.ts';
import { applyChanges } from '../../lib/storage/change-writer.ts';
import type { Database } from '../../lib/storage/database.ts';
import { answer, attachment, finished, put, question } from './records.ts';
import { conversation, openStore } from './test-store.ts';

const append = (batch: number, text: string, messageId = 'a1'): Change => ({
  type: 'text-appended',
  messageId,
  batch,
  text,
});

describe('apply', () => {
  it('writes all changes of a step', async () => {
    const { store } = await openStore();
    await store.apply(
      'c',
      [put(question()), { type: 'titled', title: 'T' }, { type: 'chat-linked', chatId: 'x' }],
      5,
    );
    expect(await store.get('c')).toMatchObject({ title: 'T', chatId: 'x', updatedAt: 5 });
    expect(await store.message('q1')).toEqual(question());
  });

  it('writes none of them where one can not be written', async () => {
    const { store } = await openStore();
    const unwritable = {
      ...question({ id: 'q2', ordinal: 3 }),
      text: (() => undefined) as unknown as string,
    };
    const step: Change[] = [{ type: 'titled', title: 'T' }, put(question()), put(unwritable), put(answer())];
    await expect(store.apply('c', step, 5)).rejects.toMatchObject({ name: 'DataCloneError' });
    expect(await store.get('c')).toMatchObject({ title: '', updatedAt: 1 });
    expect((await store.messages('c', Infinity, 10)).messages).toEqual([]);
    expect(await store.openConversations()).toEqual([]);
  });

  it('moves the conversation to the front for a question, not for an answer', async () => {
    const { store } = await openStore();
    await store.create(conversation('d', { createdAt: 2, updatedAt: 2 }));
    expect((await store.latest('p'))?.id).toBe('d');
    await store.apply('c', [put(answer())], 9);
    expect((await store.latest('p'))?.id).toBe('d');
    await store.apply('c', [put(question())], 9);
    expect((await store.latest('p'))?.id).toBe('c');
  });

  it('removes a message with its text', async () => {
    const { store, database } = await openStore();
    await store.apply(
      'c',
      [put(answer({ status: 'streaming' })), append(0, 'some'), append(0, 'other', 'a2')],
      5,
    );
    await store.apply('c', [{ type: 'message-removed', messageId: 'a1' }], 6);
    expect(await store.message('a1')).toBeNull();
    expect(await database.getAll('batches')).toEqual([{ messageId: 'a2', batch: 0, text: 'other' }]);
  });

  it('does not invent an answer that is not there', async () => {
    const { store } = await openStore();
    await store.apply(
      'c',
      [finished({ messageId: 'nobody' }), put(question()), finished({ messageId: 'q1' })],
      5,
    );
    expect((await store.messages('c', Infinity, 10)).messages).toEqual([question()]);
  });
});

describe('a transaction that the browser ends', () => {
  it('is told by its cause, such as a full disk, and not by the request that was cut off', async () => {
    const { database } = await openStore();
    const full = new DOMException('It is full.', 'QuotaExceededError');
    const transaction = (...args: Parameters<Database['transaction']>): unknown => {
      const tx = database.transaction(...args);
      queueMicrotask(() => {
        Object.defineProperty(tx, 'error', { value: full });
        tx.abort();
      });
      return tx;
    };
    const ending = { transaction } as unknown as Database;
    await expect(applyChanges(ending, 'c', [put(question())], 5)).rejects.toBe(full);
  });
});

describe('a spent draft', () => {
  const spent = (...attachmentIds: string[]): Change => ({ type: 'draft-spent', attachmentIds });

  it('is empty from the moment its message is stored', async () => {
    const { store } = await openStore();
    await store.saveDraft('c', { text: 'Why?', attachment });
    await store.apply('c', [spent(attachment.id), put(question())], 5);
    expect(await store.draft('c')).toEqual({ text: '', attachment: null });
  });

  it('keeps a page that was not sent along', async () => {
    const { store } = await openStore();
    await store.saveDraft('c', { text: 'Why?', attachment });
    await store.apply('c', [spent(), put(question())], 5);
    expect(await store.draft('c')).toEqual({ text: '', attachment });
  });

  it('is whole where the message can not be stored', async () => {
    const { store } = await openStore();
    await store.saveDraft('c', { text: 'Why?', attachment });
    const unwritable = { ...question(), text: (() => undefined) as unknown as string };
    await expect(store.apply('c', [spent(attachment.id), put(unwritable)], 5)).rejects.toMatchObject({
      name: 'DataCloneError',
    });
    expect(await store.draft('c')).toEqual({ text: 'Why?', attachment });
  });
});

describe('streamed text', () => {
  it('is put together in the order of its batches, past the ninth too', async () => {
    const { store } = await openStore();
    const batches = Array.from({ length: 12 }, (_, batch) => append(batch, `${batch} `));
    await store.apply('c', [put(answer({ status: 'streaming' })), ...batches.toReversed()], 5);
    const text = '0 1 2 3 4 5 6 7 8 9 10 11 ';
    expect((await store.messages('c', Infinity, 10)).messages).toEqual([
      answer({ status: 'streaming', text }),
    ]);
    expect(await store.open('c')).toEqual([answer({ status: 'streaming', text })]);
  });

  it('written twice counts once', async () => {
    const { store } = await openStore();
    await store.apply('c', [put(answer({ status: 'streaming' })), append(0, 'once'), append(0, 'once')], 5);
    expect((await store.open('c')).map(({ text }) => text)).toEqual(['once']);
  });

  it('is folded into the message at its end', async () => {
    const { store, database } = await openStore();
    await store.apply('c', [put(answer({ status: 'streaming' })), append(0, 'a'), append(1, 'b')], 5);
    await store.apply('c', [finished({ text: 'ab!', totalTokens: 2, serverId: 's' })], 6);
    expect(await store.message('a1')).toEqual(
      answer({ status: 'complete', text: 'ab!', completedAt: 7, totalTokens: 2, serverId: 's' }),
    );
    expect(await database.count('batches')).toBe(0);
  });
});

describe('what is under way', () => {
  it.each([
    ['queued', put(question({ status: 'queued' })), true],
    ['sending', put(question({ status: 'sending' })), true],
    ['sent', put(question({ status: 'sent' })), false],
    ['failed', put(question({ status: 'failed' })), false],
    ['unknown', put(question({ status: 'unknown' })), false],
    ['pending', put(answer({ status: 'pending' })), true],
    ['streaming', put(answer({ status: 'streaming' })), true],
    ['complete', put(answer({ status: 'complete' })), false],
    ['interrupted', put(answer({ status: 'interrupted' })), false],
    ['stopped', put(answer({ status: 'stopped' })), false],
    ['failed (an answer)', put(answer({ status: 'failed' })), false],
  ])('a message that is %s', async (_status, change, isOpen) => {
    const { store } = await openStore();
    await store.apply('c', [change], 5);
    expect(await store.open('c')).toHaveLength(isOpen ? 1 : 0);
    expect(await store.openConversations()).toEqual(isOpen ? ['c'] : []);
  });

  it('ends, also for a record that was read back and put again', async () => {
    const { store, database } = await openStore();
    await store.apply('c', [put(question({ status: 'sending' }))], 5);
    const raw = await database.get('messages', 'q1');
    await store.apply(
      'c',
      [put({ ...question(), ...raw, status: 'sent' } as ReturnType<typeof question>)],
      6,
    );
    expect(await store.open('c')).toEqual([]);
    expect(await database.get('messages', 'q1')).not.toHaveProperty('open');
  });

  it('is listed oldest first, and each conversation once', async () => {
    const { store } = await openStore();
    await store.apply('c', [put(question({ id: 'q3', ordinal: 5, status: 'queued' }))], 5);
    await store.apply('c', [put(question({ id: 'q2', ordinal: 3, status: 'queued' }))], 5);
    await store.create(conversation('d'));
    await store.apply('d', [put(question({ id: 'q9', conversationId: 'd', status: 'queued' }))], 5);
    expect((await store.open('c')).map(({ id }) => id)).toEqual(['q2', 'q3']);
    expect(await store.openConversations()).toEqual(['c', 'd']);
  });

  it('never shows its mark to anyone', async () => {
    const { store } = await openStore();
    await store.apply('c', [put(question({ status: 'queued' }))], 5);
    const seen = [
      await store.message('q1'),
      ...(await store.open('c')),
      ...(await store.messages('c', Infinity, 1)).messages,
    ];
    expect(seen).toEqual(Array(3).fill(question({ status: 'queued' })));
  });
});
