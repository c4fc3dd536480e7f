import type { Profile } from '../../config/profile.ts';
import type { Clock } from '../../shared/clock.ts';
import type { RestClient } from '../http/rest-client.ts';
import type { Credentials, Transport } from '../transport.ts';
import { createRestConnection } from './rest-connection.ts';

export interface RestTransportOptions {
  readonly profile: Pick<Profile, 'apiUrl' | 'tenantId'>;
  readonly rest: Pick<RestClient, 'readHealth' | 'readMessages' | 'sendMessage'>;
  readonly credentials: Credentials;
  readonly clock: Clock;
}

/** No WebSocket (platform §8): each message is a request, whose reply is the whole answer (rule R32). */
export function createRestTransport(options: RestTransportOptions): Transport {
  return {
    // The silence: longer than the request itself may take, which tells better what became of it.
    capabilities: { streams: false, hasHistory: true, silenceMs: 200_000 },
    // There is nothing to open.
    expectConnection: () => undefined,
    connect: (chatId, tell) => createRestConnection({ ...options, chatId, tell }),
  };
}
