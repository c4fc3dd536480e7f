import { describe, expect, it } from 'vitest';
import type { AssistantStatus, UserMessage } from '../../../lib/shared/conversation.ts';
import { answer, put, question } from '../../storage/records.ts';
import { attachedPage } from '../../view/messages.ts';
import { done, openFixture } from './panel-fixture.ts';

const page = attachedPage();

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

describe('regenerating', () => {
  const asked = { ...question({ text: 'Why?' }), attachments: [page] };
  const press = () => ({ type: 'message/regenerate', messageId: 'a1', newId: crypto.randomUUID() }) as const;

  it.each<[AssistantStatus, boolean]>([
    ['pending', false],
    ['streaming', false],
    ['complete', true],
    ['interrupted', false],
    ['stopped', false],
    ['failed', false],
  ])('an answer that is %s: %s', async (status, isAsked) => {
    const { store, events, perform } = await openFixture();
    await store.apply('c', [put(asked), put(answer({ status }))], 5);
    const command = press();
    expect(await perform(command)).toEqual(done);
    const { text, attachments } = asked;
    const message = { role: 'user', id: command.newId, text, attachments, createdAt: 5, replaces: 'q1' };
    expect(events).toEqual(isAsked ? [{ type: 'sent', message, spent: [] }] : []);
  });

  it('a version replaces what that one replaced', async () => {
    const { store, events, perform } = await openFixture();
    await store.apply('c', [put({ ...asked, replaces: 'q0' }), put(answer({ status: 'complete' }))], 5);
    await perform(press());
    expect(events).toMatchObject([{ message: { replaces: 'q0' } }]);
  });

  it.each([
    ['an answer that is not the last', [put(question({ id: 'q2', ordinal: 3 }))], {}],
    ['while a question waits', [], { queue: [question({ id: 'q2' })] }],
    ['an answer whose question is gone', [{ type: 'message-removed', messageId: 'q1' } as const], {}],
  ])('does nothing for %s', async (_name, changes, state) => {
    const { store, events, perform } = await openFixture(state);
    await store.apply('c', [put(asked), put(answer({ status: 'complete' })), ...changes], 5);
    expect(await perform(press())).toEqual(done);
    expect(events).toEqual([]);
  });

  it('is refused what no message may be by now', async () => {
    const { store, events, perform } = await openFixture();
    await store.apply('c', [put({ ...asked, text: 'x'.repeat(21) }), put(answer({ status: 'complete' }))], 5);
    expect(await perform(press())).toMatchObject({ failure: { code: 'message-too-long' } });
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
