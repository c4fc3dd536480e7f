import type { AssistantMessage, Attachment, UserMessage } from '../../lib/shared/conversation.ts';

export const question = (changes: Partial<UserMessage> = {}): UserMessage => ({
  role: 'user',
  id: 'u1',
  conversationId: 'c1',
  ordinal: 1,
  text: 'A question',
  attachments: [],
  status: 'sent',
  createdAt: 0,
  ...changes,
});

export const answer = (changes: Partial<AssistantMessage> = {}): AssistantMessage => ({
  role: 'assistant',
  id: 'a1',
  conversationId: 'c1',
  ordinal: 2,
  replyTo: 'u1',
  text: '',
  status: 'pending',
  sources: [],
  createdAt: 0,
  ...changes,
});

export const attachedPage = (changes: Partial<Attachment> = {}): Attachment => ({
  id: '6b1f7d0e-3c51-4b8e-9f64-2a7c0f1e5d90',
  revision: 1,
  title: 'Tides & turbines',
  url: 'https://review.example/tides',
  text: 'The turbines turn slowly.',
  pageLength: 40,
  source: 'article',
  capturedAt: '2026-01-01T10:00:00.000Z',
  ...changes,
});
