import type { Transport } from '../transport.ts';
import { createRestConnection, type RestConnectionOptions } from './rest-connection.ts';

export type RestTransportOptions = Omit<RestConnectionOptions, 'chatId' | 'tell' | 'ended'>;

/** No WebSocket: each message is a request, whose reply is the whole answer (rule R32). */
export function createRestTransport(options: RestTransportOptions): Transport {
  return {
    // The silence: longer than the request itself may take, which tells better what became of it.
    capabilities: { streams: false, hasHistory: true, silenceMs: 200_000 },
    // There is nothing to open.
    expectConnection: () => undefined,
    connect: (chatId, tell, ended) => createRestConnection({ ...options, chatId, tell, ended }),
  };
}
