import type { Transport } from '../transport.ts';
import { createProxyConnection, type ProxyConnectionOptions } from './proxy-connection.ts';

export type ProxyTransportOptions = Omit<ProxyConnectionOptions, 'chatId' | 'tell'>;

/** A customer's own server, which holds the key of the platform: no WebSocket, no history, no sign-in (rules R40–R43). */
export function createProxyTransport(options: ProxyTransportOptions): Transport {
  return {
    capabilities: {
      streams: false,
      hasHistory: false,
      describesChats: false,
      // Longer than the request itself may take, which tells better what became of it.
      silenceMs: 200_000,
    },
    // There is nothing to open.
    expectConnection: () => undefined,
    // Nobody reports when what was let go can't arrive any more: the proxy goes on by itself.
    connect: (chatId, tell) => createProxyConnection({ ...options, chatId, tell }),
  };
}
