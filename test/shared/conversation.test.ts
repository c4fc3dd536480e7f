import { describe, expect, it } from 'vitest';
import {
  isOpen,
  isOpenAnswer,
  type AssistantStatus,
  type UserMessage,
} from '../../lib/shared/conversation.ts';
import { answer, question } from '../storage/records.ts';

describe('is under way:', () => {
  it.each<[UserMessage['status'], boolean]>([
    ['queued', true],
    ['sending', true],
    ['sent', false],
    ['failed', false],
    ['unknown', false],
  ])('a question that is %s: %s', (status, expected) => {
    expect(isOpen(question({ status }))).toBe(expected);
    expect(isOpenAnswer(question({ status }))).toBe(false);
  });

  it.each<[AssistantStatus, boolean]>([
    ['pending', true],
    ['streaming', true],
    ['complete', false],
    ['interrupted', false],
    ['stopped', false],
    ['failed', false],
  ])('an answer that is %s: %s', (status, expected) => {
    expect(isOpen(answer({ status }))).toBe(expected);
    expect(isOpenAnswer(answer({ status }))).toBe(expected);
  });
});
