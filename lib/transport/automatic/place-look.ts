import type { WhyNoSocket } from '../../shared/connection-way.ts';
import type { Clock } from '../../shared/clock.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import { explainUpgrade } from '../http/explain-upgrade.ts';
import type { RestClient } from '../http/rest-client.ts';
import { lookAtRest } from './rest-look.ts';
import type { RestSeen, SocketFailure } from './way-choice.ts';

/** What there is where a socket was looked for. */
export interface SeenOfPlace {
  readonly rest: RestSeen;
  readonly why: WhyNoSocket;
  /** The address answers what no other path of it will answer better. */
  readonly isHopeless: boolean;
  /** A limit stands in the way; ms. null: none. */
  readonly waitMs: number | null;
}

export interface PlaceLookOptions {
  readonly rest: Pick<RestClient, 'readHealth' | 'readMessages'>;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly tenantId: string;
}

/** ms. The platform's documents give a look at its health as long. */
const lookMs = 5000;

/** REST and, where a socket was refused, how the same address answers a plain request (P26), beside each other. Never rejects. */
export function lookAtPlace(
  { rest, fetch, clock, tenantId }: PlaceLookOptions,
  asked: { readonly how: SocketFailure; readonly wsUrl: string; readonly chatId: string },
  signal: AbortSignal,
): Promise<SeenOfPlace> {
  return withTimeout({ clock, ms: lookMs, signal }, async (limited) => {
    const { how, wsUrl, chatId } = asked;
    const [seen, answered] = await Promise.all([
      lookAtRest(rest, chatId, limited),
      how === 'refused' ? explainUpgrade({ wsUrl, tenantId }, { fetch, clock, signal: limited }) : null,
    ]);
    const found = { rest: seen, waitMs: null, isHopeless: false };
    if (answered === null)
      return { ...found, why: how === 'unanswered' || how === 'objected' ? 'dropped' : how };
    if ('kind' in answered) return { ...found, why: 'refused', waitMs: answered.retryAfterMs };
    if (answered.code !== 'websocket-blocked') return { ...found, why: 'refused' };
    return { ...found, isHopeless: true, why: answered.count === undefined ? 'stripped' : 'denied' };
  });
}
