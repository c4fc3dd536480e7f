import type { AssistantMessage, Attachment, Message, Source, UserMessage } from '../shared/conversation.ts';
import type { FileChat, FileMessage } from './chat-file.ts';
import { filePage } from './file-page.ts';
import { soundLine, soundText } from './sound-text.ts';

/** @param now epoch ms; nothing was said later than that. Nothing of what comes out is under way. */
export function fromFileChat(chat: FileChat, now: number) {
  const messages: Message[] = [];
  let ordinal = 0;
  for (const message of chat.messages) {
    // A question keeps the place behind it for its answer.
    ordinal += message.role === 'user' && messages.at(-1)?.role === 'user' ? 2 : 1;
    messages.push(toMessage(message, ordinal, now));
  }
  return {
    id: chat.id,
    title: soundLine(chat.title),
    ...(chat.titledBy === undefined ? {} : { titledBy: chat.titledBy }),
    ...(chat.isPinned === true ? { isPinned: true as const } : {}),
    createdAt: timeOf(chat.createdAt, now),
    updatedAt: timeOf(chat.updatedAt, now),
    messages,
  };
}

function toMessage(message: FileMessage, ordinal: number, now: number): Message {
  const common = {
    id: message.id,
    // Given by the background, as its id is.
    conversationId: '',
    ordinal,
    text: soundText(message.text),
    createdAt: timeOf(message.at, now),
    ...(message.isElsewhere === true ? { isElsewhere: true } : {}),
  };
  if (message.role === 'user')
    return {
      ...common,
      role: 'user',
      attachments: (message.pages ?? []).map(soundPage),
      status: settledQuestion(message.status),
      ...(message.replaces === undefined ? {} : { replaces: message.replaces }),
    };
  const { sources = [], completedAt, totalTokens } = message;
  return {
    ...common,
    role: 'assistant',
    replyTo: message.replyTo,
    status: settledAnswer(message.status),
    sources: sources.map(soundSource),
    ...(completedAt === undefined ? {} : { completedAt: timeOf(completedAt, now) }),
    ...(totalTokens === undefined ? {} : { totalTokens }),
  };
}

function soundSource({ title, url, snippet }: Source): Source {
  const sound = { title: soundLine(title), url: soundLine(url) };
  return snippet === undefined ? sound : { ...sound, snippet: soundText(snippet) };
}

function soundPage(page: Attachment): Attachment {
  return {
    ...filePage(page),
    title: soundLine(page.title),
    url: soundLine(page.url),
    text: soundText(page.text),
  };
}

/** Nothing leaves unasked: what waited is not sent from here, and what was on its way may have arrived. */
function settledQuestion(status: UserMessage['status']): UserMessage['status'] {
  if (status === 'queued') return 'failed';
  return status === 'sending' || status === 'checking' ? 'unknown' : status;
}

function settledAnswer(status: AssistantMessage['status']): AssistantMessage['status'] {
  return status === 'pending' || status === 'streaming' ? 'interrupted' : status;
}

function timeOf(iso: string, now: number): number {
  return Math.min(Date.parse(iso), now);
}
