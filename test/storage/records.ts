import type { Change } from '../../lib/session/effect.ts';
import type { AssistantMessage, Attachment, UserMessage } from '../../lib/shared/conversation.ts';

export const attachment: Attachment = {
  id: '3b241101-e2bb-4255-8caf-4136c566a962',
  revision: 1,
  title: 'A page',
  url: 'https://example.test/page',
  text: 'Its text.',
  pageLength: 9,
  source: 'article',
  capturedAt: '2026-01-15T12:00:00.000Z',
};

/** Question q1 of conversation c; `attachments` counts them. */
export function question(
  changes: Partial<Omit<UserMessage, 'attachments'>> & { attachments?: number } = {},
): UserMessage {
  const { attachments = 0, ...rest } = changes;
  return {
    role: 'user',
    id: 'q1',
    conversationId: 'c',
    ordinal: 1,
    text: 'Why?',
    attachments: Array.from({ length: attachments }, () => attachment),
    status: 'sent',
    createdAt: 5,
    ...rest,
  };
}

/** Answer a1, to q1. */
export function answer(changes: Partial<AssistantMessage> = {}): AssistantMessage {
  return {
    role: 'assistant',
    id: 'a1',
    conversationId: 'c',
    ordinal: 2,
    replyTo: 'q1',
    text: '',
    status: 'pending',
    sources: [],
    createdAt: 6,
    ...changes,
  };
}

export function put(message: UserMessage | AssistantMessage): Change {
  return { type: 'message-put', message };
}

export function finished(changes: Partial<Extract<Change, { type: 'answer-finished' }>> = {}): Change {
  return {
    type: 'answer-finished',
    messageId: 'a1',
    status: 'complete',
    text: 'Because.',
    replaces: false,
    sources: [],
    totalTokens: null,
    completedAt: 7,
    serverId: null,
    problem: null,
    ...changes,
  };
}
