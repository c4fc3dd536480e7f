import type { Message } from '../shared/conversation.ts';
import type { FileChat, FileMessage } from './chat-file.ts';
import { filePage } from './file-page.ts';
import { fileIdOf } from './message-id.ts';

/** What the background tells of a chat that is to be exported, beside what was said in it. */
export interface ChatHead {
  readonly id: string;
  /** The id that it had in the file it came from. */
  readonly importedFrom?: string | undefined;
  readonly title: string;
  readonly titledBy?: 'person' | 'platform' | undefined;
  readonly isPinned?: boolean | undefined;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** @param id it has in the file. @param messages oldest first */
export function toFileChat(head: ChatHead, id: string, messages: readonly Message[]): FileChat {
  return {
    id,
    title: head.title,
    ...(head.titledBy === undefined ? {} : { titledBy: head.titledBy }),
    ...(head.isPinned === true ? { isPinned: true } : {}),
    createdAt: isoOf(head.createdAt),
    updatedAt: isoOf(head.updatedAt),
    messages: messages.map(toFileMessage),
  };
}

function toFileMessage(message: Message): FileMessage {
  const id = fileIdOf(message.id, message.conversationId);
  const at = isoOf(message.createdAt);
  const elsewhere = message.isElsewhere === true ? { isElsewhere: true } : {};
  if (message.role === 'user') {
    const { role, status, text, attachments, replaces } = message;
    return {
      role,
      id,
      at,
      status,
      text,
      ...(attachments.length > 0 ? { pages: attachments.map(filePage) } : {}),
      ...elsewhere,
      ...(replaces === undefined ? {} : { replaces: fileIdOf(replaces, message.conversationId) }),
    };
  }
  const { role, status, text, sources, completedAt, totalTokens } = message;
  return {
    role,
    id,
    at,
    status,
    text,
    replyTo: fileIdOf(message.replyTo, message.conversationId),
    ...(sources.length > 0 ? { sources } : {}),
    ...(completedAt === undefined ? {} : { completedAt: isoOf(completedAt) }),
    ...(totalTokens === undefined ? {} : { totalTokens }),
    ...elsewhere,
  };
}

/** A stored time that is none, as of a broken row, is the beginning of all times. */
function isoOf(ms: number): string {
  const time = new Date(ms);
  return (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString();
}

/**
 * Each chat's id in a file, in their order. One that came from a file has the id that it had there, so that it is known
 * again; but no two have the same, as a chat and the copy of an earlier state of it would.
 */
export function idsInFile(heads: readonly Pick<ChatHead, 'id' | 'importedFrom'>[]): string[] {
  const own = new Set(heads.map(({ id }) => id));
  const used = new Set<string>();
  return heads.map(({ id, importedFrom }) => {
    const isFree = importedFrom !== undefined && !used.has(importedFrom) && !own.has(importedFrom);
    const chosen = isFree ? importedFrom : id;
    used.add(chosen);
    return chosen;
  });
}
