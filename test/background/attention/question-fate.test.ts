import { describe, expect, it } from 'vitest';
import { questionFate } from '../../../lib/background/attention/question-fate.ts';
import type { AssistantMessage, Message, UserMessage } from '../../../lib/shared/conversation.ts';
import { answer, question } from '../../storage/records.ts';

const asked = (status: UserMessage['status'], more: Partial<UserMessage> = {}): Message => ({
  ...question({ id: 'q', conversationId: 'c' }),
  status,
  ...more,
});
const answered = (status: AssistantMessage['status']): Message => ({
  ...answer({ id: 'answer-to-q', conversationId: 'c', replyTo: 'q' }),
  status,
});

describe('what has become of a question', () => {
  it.each([
    ['queued', 'open'],
    ['sending', 'open'],
    ['checking', 'open'],
    ['failed', 'needs-person'],
    ['unknown', 'needs-person'],
  ] as const)('that is %s: %s, whatever stands in the place of its answer', (status, fate) => {
    expect(questionFate(asked(status), null)).toBe(fate);
    expect(questionFate(asked(status), answered('pending'))).toBe(fate);
  });

  it.each([
    ['pending', 'open'],
    ['streaming', 'open'],
    ['complete', 'answered'],
    ['interrupted', 'cut-off'],
    ['failed', 'needs-person'],
    ['stopped', 'over'],
  ] as const)('that has arrived, with an answer that is %s: %s', (status, fate) => {
    expect(questionFate(asked('sent'), answered(status))).toBe(fate);
  });

  it('that is not there, is none, has no answer, or was asked on another device: nobody is told', () => {
    expect(questionFate(null, null)).toBe('over');
    expect(questionFate(answered('complete'), null)).toBe('over');
    expect(questionFate(asked('sent'), null)).toBe('over');
    expect(questionFate(asked('sent', { isElsewhere: true }), answered('complete'))).toBe('over');
  });
});
