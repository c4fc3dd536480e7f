/** What a session says to the platform; the wire form of each is written here and nowhere else. */
export type ClientFrame =
  | {
      readonly type: 'join';
      readonly chatId: string;
      readonly tenantId: string;
      /** The access token; null where signed out (P7). */
      readonly token: string | null;
    }
  | {
      readonly type: 'message';
      readonly chatId: string;
      /** The whole wire text: fenced pages, then the user's words. */
      readonly text: string;
      readonly clientMessageId: string;
    }
  | { readonly type: 'ping' }
  | { readonly type: 'pong'; readonly now: number };

export function encodeClientFrame(frame: ClientFrame): string {
  switch (frame.type) {
    case 'join':
      return JSON.stringify({
        type: 'join_chat',
        data: {
          chatId: frame.chatId,
          chat_id: frame.chatId,
          tenantId: frame.tenantId,
          tenant_id: frame.tenantId,
          token: frame.token,
        },
      });
    case 'message':
      return JSON.stringify({
        type: 'user_message',
        data: {
          chatId: frame.chatId,
          chat_id: frame.chatId,
          text: frame.text,
          client_message_id: frame.clientMessageId,
        },
      });
    case 'ping':
      return JSON.stringify({ type: 'ping', data: {} });
    case 'pong':
      return JSON.stringify({ type: 'pong', data: { ts: frame.now } });
    default:
      return frame satisfies never;
  }
}

/** P1: the tenant and nothing else in the query. `wsUrl` is checked by lib/config. */
export function socketUrl(wsUrl: string, tenantId: string): string {
  const url = new URL(wsUrl);
  url.search = '';
  url.hash = '';
  url.searchParams.set('tenant_id', tenantId);
  return url.href;
}
