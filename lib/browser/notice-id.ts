import type { ChatNotice } from '../shared/attention-signs.ts';

/** A press tells no more than this, and has to be followed in its own turn: so all that it needs is in it. */
export function noticeId({
  conversationId,
  windowId,
}: Pick<ChatNotice, 'conversationId' | 'windowId'>): string {
  return `chat:${windowId ?? ''}:${conversationId}`;
}

/** null: it is no notification of a chat. */
export function readNoticeId(id: string): Pick<ChatNotice, 'conversationId' | 'windowId'> | null {
  const [, window, conversationId] = /^chat:(\d*):(.+)$/.exec(id) ?? [];
  if (window === undefined || conversationId === undefined) return null;
  return { conversationId, windowId: window === '' ? null : Number(window) };
}
