import { describe, expect, it } from 'vitest';
import {
  waitingChats,
  withFates,
  type AskedQuestion,
} from '../../../lib/background/attention/attention-entry.ts';
import type { AssistantMessage } from '../../../lib/shared/conversation.ts';
import type { AttentionEntry } from '../../../lib/storage/attention-entry.ts';
import { answer, question } from '../../storage/records.ts';

const left: AttentionEntry = { partition: 'p', windowId: 1, awaited: ['a', 'b'], end: null, about: null };

function asked(id: string, status: AssistantMessage['status']): AskedQuestion {
  return {
    id,
    question: { ...question({ id, conversationId: 'c' }), status: 'sent' },
    answer: { ...answer({ id: `answer-to-${id}`, conversationId: 'c', replyTo: id }), status },
  };
}

describe('a chat that was left', () => {
  it('is the very same while all goes on', () => {
    expect(withFates(left, [asked('a', 'streaming'), asked('b', 'pending')])).toBe(left);
  });

  it('tells of the last that has ended, and waits for the others', () => {
    expect(withFates(left, [asked('a', 'interrupted'), asked('b', 'pending')])).toEqual({
      ...left,
      awaited: ['b'],
      end: 'cut-off',
      about: 'a',
    });
    expect(withFates(left, [asked('a', 'failed'), asked('b', 'complete')])).toEqual({
      ...left,
      awaited: [],
      end: 'answered',
      about: 'b',
    });
  });

  it('has nothing to tell of answers that were stopped', () => {
    expect(withFates(left, [asked('a', 'stopped'), asked('b', 'stopped')])).toBeNull();
  });

  it('still tells what had ended before one was stopped', () => {
    const told: AttentionEntry = { ...left, awaited: ['b'], end: 'answered', about: 'a' };
    expect(withFates(told, [asked('b', 'stopped')])).toEqual({ ...told, awaited: [] });
  });
});

describe('what the button says', () => {
  it('counts chats, those that need a person apart, and none that is still awaited', () => {
    const ended = (end: AttentionEntry['end']): AttentionEntry => ({ ...left, end });
    expect(
      waitingChats([left, ended('answered'), ended('cut-off'), ended('needs-person'), ended('answered')]),
    ).toEqual({ answers: 3, needs: 1 });
    expect(waitingChats([])).toEqual({ answers: 0, needs: 0 });
  });
});
