import { z } from 'zod/mini';
import { identifier } from './identifier.ts';

/** `context` of `POST /api/v1/chat`: there when, and only when, the user attached the page (R20). */
export interface ChatContext {
  readonly pageUrl: string;
}

export interface NewChat {
  readonly title: string;
  /** Ours, stored before the call: the same one always gets the same chat. */
  readonly sessionId: string;
  readonly context?: ChatContext;
}

/** The body of `POST /api/v1/chat` (rule R20). */
export function newChatBody({ title, sessionId, context }: NewChat, tenantId: string) {
  return {
    title,
    tenant_id: tenantId,
    session_id: sessionId,
    ...(context === undefined ? {} : { context: { page_url: context.pageUrl, tenant_id: tenantId } }),
  };
}

/** Its answer → the chat's id. */
export const chatReply = z.lazy(() =>
  z.pipe(
    z.union([z.object({ id: identifier }), z.object({ chat_id: identifier })]),
    z.transform((reply) => ('id' in reply ? reply.id : reply.chat_id)),
  ),
);
