import { socketUrl } from './client-frame.ts';

/** What a session says in dialect v1 (P41–P44); the wire form of each is written here and nowhere else. */
export type V1ClientFrame =
  | { readonly type: 'auth' }
  | {
      readonly type: 'message';
      /** null: the platform creates the chat with it (P46). */
      readonly chatId: string | null;
      /** The whole wire text: fenced pages, then the user's words. */
      readonly text: string;
      readonly clientMessageId: string;
    }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' };

/** Who talks, and when. */
export interface V1Speaker {
  readonly tenantId: string;
  /** What we call the conversation (R20). */
  readonly sessionId: string;
  /** Epoch ms. */
  readonly now: number;
}

/** P42: a program says what it is. Of the browser and the system it runs on it says nothing. */
const userAgent = 'miptech-side-panel';

export function encodeV1Frame(frame: V1ClientFrame, { tenantId, sessionId, now }: V1Speaker): string {
  const timestamp = new Date(now).toISOString();
  switch (frame.type) {
    case 'auth':
      return JSON.stringify({
        type: 'auth',
        data: { tenant_id: tenantId, session_id: sessionId, user_agent: userAgent },
      });
    case 'message':
      return JSON.stringify({
        type: 'chat_message',
        data: {
          message: frame.text,
          chat_id: frame.chatId,
          tenant_id: tenantId,
          stream: true,
          timestamp,
          client_message_id: frame.clientMessageId,
        },
        timestamp,
        clientId: sessionId,
      });
    case 'ping':
    case 'pong':
      return JSON.stringify({ type: frame.type, timestamp });
    default:
      return frame satisfies never;
  }
}

/** P41. `wsUrl` is checked by lib/config. */
export function v1SocketUrl(
  wsUrl: string,
  { tenantId, sessionId }: Omit<V1Speaker, 'now'>,
  chatId: string | null,
): string {
  const url = new URL(socketUrl(wsUrl, tenantId));
  url.searchParams.set('client_id', sessionId);
  url.searchParams.set('session_id', sessionId);
  if (chatId !== null) url.searchParams.set('chat_id', chatId);
  return url.href;
}
