import { z } from 'zod';
import { parseBody } from '../http-body.ts';
import { chatNotFound, Refusal, tenantMismatch } from '../http-reply.ts';
import type { Call, Route } from '../route.ts';
import type { Store, StoredChat } from '../store/store.ts';

const newChat = z.object({
  title: z.string().max(500),
  tenant_id: z.string(),
  session_id: z.string().min(1).max(200),
  visitor_id: z.string().max(200).nullish(),
  user_id: z.string().max(200).nullish(),
  context: z.record(z.string(), z.unknown()).nullish(),
});

const publicChat = (chat: StoredChat) => ({
  id: chat.id,
  title: chat.title,
  tenant_id: chat.tenant,
  session_id: chat.sessionId,
  created_at: chat.createdAt,
  message_count: chat.messageCount,
});

export const mayUse = (chat: StoredChat, { tenant, caller }: Pick<Call, 'tenant' | 'caller'>): boolean =>
  chat.tenant === tenant && chat.owner === (caller?.userId ?? null);

/** Throws a Refusal (404) also for somebody else's chat: its existence is not the caller's business. */
export const ownChat = (store: Store, call: Call): StoredChat => {
  const chat = store.findChat(call.params['id'] ?? '');
  if (chat === undefined || !mayUse(chat, call)) throw new Refusal(chatNotFound());
  return chat;
};

export const chatRoutes = (store: Store): Route[] => [
  {
    method: 'POST',
    path: '/api/v1/chat',
    access: 'chat',
    scope: 'chat:create',
    handle: ({ body, tenant, caller }) => {
      const wanted = parseBody(newChat, body);
      if (wanted.tenant_id !== tenant) throw new Refusal(tenantMismatch());
      const { chat, created } = store.openChat({
        sessionId: wanted.session_id,
        tenant,
        owner: caller?.userId ?? null,
        title: wanted.title,
        context: wanted.context ?? null,
      });
      return { status: created ? 201 : 200, body: publicChat(chat) };
    },
  },
  {
    method: 'GET',
    path: '/api/v1/chat/list',
    access: 'chat',
    handle: (call) => ({
      status: 200,
      body: {
        items: store.chatsOf(call.tenant, call.caller?.userId ?? null).map(publicChat),
      },
    }),
  },
  {
    method: 'GET',
    path: '/api/v1/chat/{id}',
    access: 'chat',
    handle: (call) => ({ status: 200, body: publicChat(ownChat(store, call)) }),
  },
];
