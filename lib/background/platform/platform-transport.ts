import type { KnownWay } from '../../config/known-way.ts';
import type { Profile } from '../../config/profile.ts';
import type { PlatformWay, WayInUse } from '../../shared/connection-way.ts';
import type { RestClient } from '../../transport/http/rest-client.ts';
import {
  createAutomaticTransport,
  type AutomaticTransport,
  type AutomaticTransportOptions,
} from '../../transport/automatic/automatic-transport.ts';
import { createRestTransport } from '../../transport/rest/rest-transport.ts';
import type { PlatformCredentials } from '../../transport/transport.ts';
import { createV1Transport } from '../../transport/websocket-v1/v1-transport.ts';
import { createWebSocketTransport } from '../../transport/websocket-v3/websocket-transport.ts';
import { knownVariant } from './known-variant.ts';

export interface WayFinding {
  /** By the policy; null: all. A protocol that is chosen and not allowed gets no gateway. */
  readonly allowedProtocols: readonly string[] | null;
  readonly known: KnownWay | null;
  readonly keep: (known: KnownWay) => void;
}

export interface PlatformTransportOptions
  extends
    Pick<AutomaticTransportOptions, 'elsewhere' | 'fetch' | 'WebSocket' | 'clock' | 'log'>,
    Pick<WayFinding, 'known' | 'keep'> {
  readonly profile: Profile;
  /** The one that is chosen; several, from the best on: whichever is found to work. */
  readonly way: PlatformWay | AutomaticTransportOptions['allowed'];
  /** Asks once. */
  readonly rest: RestClient;
  readonly credentials: PlatformCredentials;
}

/** The way of the profile to its platform. */
export function createPlatformTransport(options: PlatformTransportOptions): AutomaticTransport {
  const { profile, way } = options;
  const transports: AutomaticTransportOptions['transports'] = {
    v3: (wsUrl) => createWebSocketTransport({ ...options, profile: { ...profile, wsUrl } }),
    v1: (wsUrl, variant) => createV1Transport({ ...options, profile: { ...profile, wsUrl }, variant }),
    rest: () => createRestTransport(options),
  };
  if (typeof way !== 'string')
    return createAutomaticTransport({
      ...{ ...options, transports, allowed: way },
      isDerived: profile.wsUrlIsDerived,
    });
  return {
    ...transports[way](profile.wsUrl, knownVariant(options, options.clock)),
    inUse: () => chosenWay(way, profile),
    lookAgain: () => undefined,
  };
}

/** As it is set. */
export function chosenWay(
  way: WayInUse['way'],
  { apiUrl, wsUrl }: Pick<Profile, 'apiUrl' | 'wsUrl'>,
): WayInUse {
  const address = way === 'rest' || way === 'proxy' ? apiUrl : wsUrl;
  return { way, address, isFound: false, why: null, looksAgainAt: null };
}
