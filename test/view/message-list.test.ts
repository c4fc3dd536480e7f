import { describe, expect, it } from 'vitest';
import { isOpen, isOpenAnswer, type Message } from '../../lib/shared/conversation.ts';
import {
  answerInProgress,
  lastQuestion,
  putMessage,
  unsentMessage,
  withEarlier,
} from '../../lib/view/message-list.ts';
import { answer, question } from './messages.ts';

const ids = (messages: readonly Message[]): string[] => messages.map(({ id }) => id);
const at = (ordinal: number, id = `u${ordinal}`): Message => question({ id, ordinal });

describe('a message that is put', () => {
  const messages = [at(1), at(3), at(5)];

  it.each([
    [0, ['u0', 'u1', 'u3', 'u5']],
    [2, ['u1', 'u2', 'u3', 'u5']],
    [4, ['u1', 'u3', 'u4', 'u5']],
    [6, ['u1', 'u3', 'u5', 'u6']],
  ])('new at %d goes where its place is', (ordinal, expected) => {
    expect(ids(putMessage(messages, at(ordinal)))).toEqual(expected);
  });

  it('with the place of another goes behind that', () => {
    expect(ids(putMessage(messages, at(3, 'other')))).toEqual(['u1', 'u3', 'other', 'u5']);
  });

  it('takes the place of its former self, and leaves the others what they are', () => {
    const next = putMessage(messages, question({ id: 'u3', ordinal: 3, text: 'Changed' }));
    expect(ids(next)).toEqual(['u1', 'u3', 'u5']);
    expect(next[1]).toMatchObject({ text: 'Changed' });
    expect(next[0]).toBe(messages[0]);
    expect(next[2]).toBe(messages[2]);
  });

  it('moves with its place, and is there once', () => {
    expect(ids(putMessage(messages, at(4, 'u1')))).toEqual(['u3', 'u1', 'u5']);
    expect(ids(putMessage(messages, at(9, 'u3')))).toEqual(['u1', 'u5', 'u3']);
    expect(ids(putMessage(messages, at(0, 'u5')))).toEqual(['u5', 'u1', 'u3']);
  });

  it('is the first of none', () => {
    expect(ids(putMessage([], at(7)))).toEqual(['u7']);
  });
});

describe('earlier messages', () => {
  it('come in front, but for those that are there', () => {
    const shown = [question({ id: 'u3', ordinal: 3, text: 'As shown' }), at(5)];
    const all = withEarlier(shown, [at(1), at(3)]);
    expect(ids(all)).toEqual(['u1', 'u3', 'u5']);
    expect(all[1]).toBe(shown[0]);
  });
});

describe('what a message is at', () => {
  it.each([
    ['pending', true, false],
    ['streaming', true, false],
    ['complete', false, true],
    ['failed', false, true],
    ['stopped', false, true],
    ['interrupted', false, true],
  ] as const)('an answer that is %s: open %s, settled %s', (status, open, settled) => {
    expect(isOpenAnswer(answer({ status }))).toBe(open);
    expect(!isOpen(answer({ status }))).toBe(settled);
    expect(answerInProgress([question(), answer({ status })]) !== null).toBe(open);
  });

  it.each([
    ['queued', false],
    ['sending', false],
    ['sent', true],
    ['failed', true],
    ['unknown', true],
  ] as const)('a question that is %s: settled %s, and never open', (status, settled) => {
    expect(!isOpen(question({ status }))).toBe(settled);
    expect(isOpenAnswer(question({ status }))).toBe(false);
  });

  it('is told of the last one', () => {
    const first = answer({ id: 'a1', status: 'streaming' });
    const second = answer({ id: 'a2', status: 'streaming' });
    expect(answerInProgress([first, second])).toBe(second);
    expect(answerInProgress([question()])).toBeNull();
    const asked = [question({ id: 'u1', status: 'sent' }), question({ id: 'u2', status: 'queued' })];
    expect(lastQuestion([...asked, answer()])).toBe(asked[1]);
    expect(lastQuestion([answer()])).toBeNull();
  });
});

describe('a message that the background has not confirmed', () => {
  const fields = { id: 'u9', conversationId: 'c1', text: 'New', attachments: [], createdAt: 7 };

  it('is queued, behind all that is there', () => {
    expect(unsentMessage([at(1), at(8)], fields)).toEqual({
      role: 'user',
      status: 'queued',
      ordinal: 9,
      ...fields,
    });
    expect(unsentMessage([], fields).ordinal).toBe(0);
  });
});
