import type { Profile } from '../../config/profile.ts';
import type { Clock } from '../../shared/clock.ts';
import type { StartingProblem } from '../../shared/connection-status.ts';
import { explainUpgrade, type RefusedByLimit } from '../../transport/http/explain-upgrade.ts';
import type { RestFailure } from '../../transport/http/failure.ts';
import type { RestClient } from '../../transport/http/rest-client.ts';

export interface RefusalCausesOptions {
  readonly profile: Profile;
  /** Asks once: one look is enough to tell the causes apart, and the user is waiting for the word. */
  readonly probe: Pick<RestClient, 'checkTenant' | 'readHealth' | 'readReadiness' | 'checkChat'>;
  /** A failure of REST as a person meets it. */
  readonly explain: (failure: RestFailure, signal: AbortSignal) => Promise<StartingProblem>;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** Tells why a connection was refused, by what the platform answers to requests (P26). Never rejects. */
export type RefusalCauses = (
  signal: AbortSignal,
  chatId?: string,
) => Promise<StartingProblem | RefusedByLimit>;

export function createRefusalCauses({
  profile,
  probe,
  explain,
  fetch,
  clock,
}: RefusalCausesOptions): RefusalCauses {
  return async (signal, chatId) => {
    const cause = (failure: RestFailure): Promise<StartingProblem> | RefusedByLimit =>
      failure.kind === 'rate-limited' ? failure : explain(failure, signal);
    const tenant = await probe.checkTenant(profile.tenantId, signal);
    // A deployment without that call has answered all the same.
    if (!tenant.ok && tenant.failure.kind !== 'wrong-path') return cause(tenant.failure);
    const health = await probe.readHealth(signal);
    if (health.ok && !health.value.isAiReady) {
      const { progress } = health.value;
      return { code: 'platform-starting', ...(progress && { progress }) };
    }
    if (!health.ok && health.failure.kind === 'starting') return cause(health.failure);
    const ready = await probe.readReadiness(signal);
    if (!ready.ok) return cause(ready.failure);
    // What a socket is refused for, the chat that it is for is most often refused for as well.
    const chat = chatId === undefined ? null : await probe.checkChat(chatId, signal);
    if (chat !== null && !chat.ok && isOfCaller(chat.failure)) return cause(chat.failure);
    const refusal = await explainUpgrade(profile, { fetch, clock, signal });
    // P49: whoever we are, there is no token that this dialect could show.
    if (profile.protocol === 'v1' && refusal !== null && 'count' in refusal && refusal.count === 401)
      return { code: 'token-in-url-only' };
    return refusal ?? { code: 'websocket-refused', subject: profile.wsUrl };
  };
}

/** It says something of who asks, or of the platform as a whole, and not of this one thing. */
function isOfCaller({ kind }: RestFailure): boolean {
  switch (kind) {
    case 'unauthorised':
    case 'scope':
    case 'tenant-mismatch':
    case 'rate-limited':
    case 'starting':
    case 'unavailable':
      return true;
    default:
      return false;
  }
}
