import type { ErrorFrame } from './behaviour.ts';
import { mayUse } from './routes/chat.ts';
import type { JoinData } from './socket-frames.ts';
import type { SocketServices } from './socket-services.ts';
import type { StoredChat } from './store/store.ts';
import type { Caller } from './tokens.ts';

export type JoinOutcome =
  | { readonly kind: 'accepted'; readonly chat: StoredChat; readonly caller: Caller | null }
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string; readonly errorCode?: string }
  | { readonly kind: 'objected'; readonly error: ErrorFrame }
  | { readonly kind: 'silent' };

const refused = (code: number, reason: string, errorCode?: string): JoinOutcome => ({
  kind: 'refused',
  code,
  reason,
  ...(errorCode === undefined ? {} : { errorCode }),
});

/** The codes that §6 announces with an `error` frame. */
const announced: Readonly<Record<number, true>> = { 4401: true, 4403: true };

/** Checks a join in the order of §6's table: token, tenant, scope, chat. */
export const createJoinCheck =
  (tenant: string, { script, tokens, store, auth }: SocketServices) =>
  async (data: JoinData): Promise<JoinOutcome> => {
    const fault = script.take('connection', 'refuses-join', 'objects-to-join', 'never-joins');
    if (fault?.kind === 'never-joins') return { kind: 'silent' };
    if (fault?.kind === 'objects-to-join') return { kind: 'objected', error: fault.error };
    if (fault !== undefined) {
      const implied = announced[fault.code] && (fault.reason || 'join_refused');
      return refused(fault.code, fault.reason, fault.errorCode ?? implied);
    }

    let caller: Caller | null = null;
    if (auth === 'required') {
      if (!data.token) return refused(4401, 'auth_required', 'auth_required');
      const verified = await tokens.verify(data.token);
      if (verified === undefined) return refused(4401, 'invalid_token', 'invalid_token');
      caller = verified;
    }
    const named = data.tenant_id ?? data.tenantId;
    if (named !== tenant || (caller !== null && caller.tenant !== tenant)) {
      return refused(4403, 'tenant_mismatch', 'tenant_mismatch');
    }
    if (caller !== null && !caller.scope.includes('chat:send')) {
      return refused(4403, 'insufficient_scope', 'insufficient_scope');
    }
    const chat = store.findChat(data.chat_id ?? data.chatId ?? '');
    if (chat === undefined || !mayUse(chat, { tenant, caller })) {
      return refused(1008, 'chat not found', 'CHAT_NOT_FOUND');
    }
    return { kind: 'accepted', chat, caller };
  };
