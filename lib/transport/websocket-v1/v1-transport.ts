import type { Profile } from '../../config/profile.ts';
import { apiPrefix, webSocketPath } from '../../config/platform-paths.ts';
import type { TransportEvent } from '../../session/transport-event.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { RestClient } from '../http/rest-client.ts';
import type { Connection, PlatformCredentials, Transport } from '../transport.ts';
import type { WebSocketConstructor } from '../websocket/text-socket.ts';
import { createV1Connection } from './v1-connection.ts';
import { createV1Socket } from './v1-socket.ts';
import { createVariantMemory, type VariantRecord } from './variant.ts';

export interface V1TransportOptions {
  readonly profile: Pick<Profile, 'apiUrl' | 'wsUrl' | 'wsUrlIsDerived' | 'tenantId'>;
  readonly credentials: PlatformCredentials;
  readonly rest: Pick<RestClient, 'readMessages' | 'sendMessage'>;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
  readonly log: Log;
  /** Which of the three servers it is, where that is remembered. Default: it is found out by each worker. */
  readonly variant?: VariantRecord;
}

const forgotten: VariantRecord = { remembered: null, found: () => undefined };

/** Dialect v1 (lib/protocol/README.md): three older servers under one name, told apart while talking to them. */
export function createV1Transport(options: V1TransportOptions): Transport {
  const { profile } = options;
  const memory = createVariantMemory(options.variant ?? forgotten);
  /** P41: where the socket is, unless somebody has typed it. The last that was not refused. */
  const addresses = profile.wsUrlIsDerived
    ? [profile.wsUrl, profile.wsUrl.replace(webSocketPath, `${apiPrefix}/ws`)]
    : [profile.wsUrl];
  let at = 0;

  function connect(
    chatId: string | null,
    tell: (event: TransportEvent) => void,
    ended: () => void,
    sessionId: string,
    opened?: () => void,
  ): Connection {
    const wsUrl = addresses[at % addresses.length] ?? profile.wsUrl;
    const { tenantId } = profile;
    const { WebSocket, clock } = options;
    return createV1Connection({
      ...{ ...options, chatId, memory, tell, ended },
      opened: () => opened?.(),
      refused: () => void (at += 1),
      openSocket: (listener) =>
        createV1Socket({ wsUrl, tenantId, sessionId, chatId, WebSocket, clock }, listener),
    });
  }

  return {
    // An answer may come in one piece. The silence: as long as one has to be waited for (R32).
    capabilities: { streams: false, hasHistory: true, silenceMs: 120_000 },
    // What the address holds is not known before.
    expectConnection: () => undefined,
    connect,
    connectUnnamed: (tell, ended, sessionId) => connect(null, tell, ended, sessionId),
  };
}
