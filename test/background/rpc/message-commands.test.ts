import { describe, expect, it } from 'vitest';
import type { AssistantStatus, UserMessage } from '../../../lib/shared/conversation.ts';
import { answer, put, question } from '../../storage/records.ts';
import { done, openFixture } from './panel-fixture.ts';

type UserStatus = UserMessage['status'];

describe('removing', () => {
  it.each<[UserStatus, boolean]>([
    ['queued', true],
    ['sending', false],
    ['checking', true],
    ['sent', false],
    ['failed', true],
    ['unknown', true],
  ])('a message that is %s: %s', async (status, isRemoved) => {
    const { store, events, perform } = await openFixture();
    await store.apply('c', [put(question({ status }))], 5);
    expect(await perform({ type: 'message/remove', messageId: 'q1' })).toEqual(done);
    expect(events).toEqual(isRemoved ? [{ type: 'removed', messageId: 'q1' }] : []);
  });

  it.each([
    ['an answer', put(answer({ id: 'q1', status: 'failed' }))],
    ['another conversation’s message', put(question({ conversationId: 'd', status: 'failed' }))],
  ])('does not touch %s', async (_name, change) => {
    const { store, events, perform } = await openFixture();
    await store.apply('c', [change], 5);
    expect(await perform({ type: 'message/remove', messageId: 'q1' })).toEqual(done);
    expect(await perform({ type: 'message/remove', messageId: 'nobody' })).toEqual(done);
    expect(events).toEqual([]);
  });
});

describe('asking again', () => {
  it.each<[UserStatus, boolean]>([
    ['queued', false],
    ['sending', false],
    ['sent', false],
    ['failed', true],
    ['unknown', true],
  ])('for a question that is %s: %s', async (status, isAsked) => {
    const { store, events, perform } = await openFixture();
    await store.apply('c', [put(question({ status }))], 5);
    const newId = crypto.randomUUID();
    await perform({ type: 'message/retry', messageId: 'q1', newId });
    const again = { type: 'retried', message: question({ status }), answer: null, newId };
    expect(events).toEqual(isAsked ? [again] : []);
  });

  it.each<[AssistantStatus, boolean]>([
    ['pending', false],
    ['streaming', false],
    ['complete', false],
    ['interrupted', true],
    ['stopped', true],
    ['failed', true],
  ])('for an answer that is %s: %s', async (status, isAsked) => {
    const { store, events, perform } = await openFixture();
    await store.apply('c', [put(question()), put(answer({ status }))], 5);
    const newId = crypto.randomUUID();
    await perform({ type: 'message/retry', messageId: 'a1', newId });
    const again = { type: 'retried', message: question(), answer: answer({ status }), newId };
    expect(events).toEqual(isAsked ? [again] : []);
  });

  it('is done already where an earlier worker has stored the question asked anew', async () => {
    const { store, events, perform } = await openFixture();
    await store.apply('c', [put(question()), put(answer({ status: 'stopped' }))], 5);
    const press = () => ({ type: 'message/retry', messageId: 'a1', newId: crypto.randomUUID() }) as const;
    const first = press();
    await perform(first);
    await store.apply('c', [put(question({ id: first.newId, ordinal: 9 }))], 6);
    expect(await perform(first, true)).toEqual(done);
    expect(events).toHaveLength(1);
  });

  it('does nothing for an answer whose question is gone', async () => {
    const { store, events, perform } = await openFixture();
    await store.apply('c', [put(answer({ status: 'failed' }))], 5);
    expect(await perform({ type: 'message/retry', messageId: 'a1', newId: crypto.randomUUID() })).toEqual(
      done,
    );
    expect(events).toEqual([]);
  });
});
