import type { Profile } from '../../config/profile.ts';
import { socketUrl } from '../../protocol/client-frame.ts';
import { retryDelay } from '../../protocol/rest/retry-after.ts';
import type { Clock } from '../../shared/clock.ts';
import { hostOf } from '../../shared/host-of.ts';
import type { Problem } from '../../shared/problem.ts';
import { look, type KnockOptions } from './knock.ts';

/** A limit that stands in the way of a connection. */
export interface RefusedByLimit {
  readonly kind: 'rate-limited';
  readonly retryAfterMs: number;
}

/**
 * A browser hides with which status an upgrade was refused (P26). Whoever refuses it by path mostly refuses a plain request
 * there, too; and a server that would have taken the upgrade says that it wants one (426, 400). null: nothing is learnt.
 */
export async function explainUpgrade(
  { wsUrl, tenantId }: Pick<Profile, 'wsUrl' | 'tenantId'>,
  asking: KnockOptions & { readonly clock: Clock },
): Promise<Problem | RefusedByLimit | null> {
  // The token is not for this: it goes into a join, and into nothing before it (P1).
  const seen = await look(socketUrl(wsUrl, tenantId).replace(/^ws/, 'http'), asking);
  if (typeof seen === 'string') return null;
  const { status, headers } = seen;
  switch (status) {
    case 401:
    case 403:
      return { code: 'websocket-blocked', subject: wsUrl, count: status };
    case 400:
    case 426:
      return { code: 'websocket-blocked', subject: wsUrl };
    case 429:
      return { kind: 'rate-limited', retryAfterMs: retryDelay(headers, undefined, asking.clock.now()) };
    default:
      return status >= 500 ? { code: 'server-error', subject: hostOf(wsUrl) } : null;
  }
}
