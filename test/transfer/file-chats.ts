import type { Attachment } from '../../lib/shared/conversation.ts';
import type { ChatFile, FileChat, FileMessage } from '../../lib/transfer/chat-file.ts';

export const page: Attachment = {
  id: '3b241101-e2bb-4255-8caf-4136c566a962',
  revision: 2,
  title: 'Tides',
  url: 'https://tides.example/today?a=1',
  text: 'High water at 10:04.\n<h2>Not ours</h2>',
  pageLength: 40,
  source: 'article',
  capturedAt: '2026-01-10T12:00:00.000Z',
};

export function fileQuestion(changes: Partial<Extract<FileMessage, { role: 'user' }>> = {}): FileMessage {
  return { role: 'user', id: 'q1', at: '2026-01-10T12:00:00.000Z', status: 'sent', text: 'Why?', ...changes };
}

export function fileAnswer(changes: Partial<Extract<FileMessage, { role: 'assistant' }>> = {}): FileMessage {
  return {
    role: 'assistant',
    id: 'answer-to-q1',
    at: '2026-01-10T12:00:01.000Z',
    status: 'complete',
    text: 'Because.',
    replyTo: 'q1',
    ...changes,
  };
}

/** One question and its answer, of January 2026. */
export function chatOfFile(changes: Partial<FileChat> = {}): FileChat {
  return {
    id: 'chat-1',
    title: 'Why?',
    createdAt: '2026-01-10T11:59:00.000Z',
    updatedAt: '2026-01-10T12:00:00.000Z',
    messages: [fileQuestion(), fileAnswer()],
    ...changes,
  };
}

export function fileOf(
  ...chats: readonly unknown[]
): Omit<ChatFile, 'chats'> & { chats: readonly unknown[] } {
  return { format: 'miptech-chats', version: 1, exportedAt: '2026-01-16T00:00:00.000Z', chats };
}

/** Epoch ms, a month later. */
export const readAt = Date.parse('2026-02-15T00:00:00.000Z');
