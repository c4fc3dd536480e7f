import type { Profile } from '../../config/profile.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { PlatformCredentials, Transport } from '../transport.ts';
import type { WebSocketConstructor } from '../websocket/text-socket.ts';
import { createChatSocket, type ChatSocket, type ChatSocketListener } from './chat-socket.ts';
import { createEarlySocket, type EarlySocket } from './early-socket.ts';
import { createWebSocketConnection } from './websocket-connection.ts';

export interface WebSocketTransportOptions {
  readonly profile: Pick<Profile, 'wsUrl' | 'tenantId'>;
  readonly credentials: PlatformCredentials;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
  readonly log: Log;
}

/** ms. Half of what the server grants a socket that doesn't join. */
const earlySocketMs = 5000;

/** Dialect v3 (lib/protocol/README.md): a socket to each conversation, and text as it is written. */
export function createWebSocketTransport(options: WebSocketTransportOptions): Transport {
  const { profile, clock } = options;
  let early: { readonly socket: EarlySocket; readonly timer: unknown } | null = null;

  const open = (listener: ChatSocketListener): ChatSocket =>
    createChatSocket(
      { wsUrl: profile.wsUrl, tenantId: profile.tenantId, WebSocket: options.WebSocket },
      listener,
    );

  function takeEarly(): EarlySocket | null {
    const taken = early;
    early = null;
    clock.clearTimeout(taken?.timer);
    return taken?.socket ?? null;
  }

  return {
    // The silence: of a server that keeps the socket alive and says nothing.
    capabilities: { streams: true, hasHistory: true, silenceMs: 60_000 },
    expectConnection() {
      early ??= {
        socket: createEarlySocket(open),
        timer: clock.setTimeout(() => takeEarly()?.close(), earlySocketMs),
      };
    },
    connect: (chatId, tell, ended, _sessionId, opened) =>
      createWebSocketConnection({
        tenantId: profile.tenantId,
        chatId,
        credentials: options.credentials,
        openSocket: (listener) => takeEarly()?.take(listener) ?? open(listener),
        tell,
        ended,
        ...(opened === undefined ? {} : { opened }),
        clock,
        log: options.log,
      }),
  };
}
