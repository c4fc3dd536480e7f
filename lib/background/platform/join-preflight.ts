import type { Clock } from '../../shared/clock.ts';
import { readClaims } from '../../auth/jwt.ts';
import { missingScope } from '../../auth/scopes.ts';
import { isOfOtherTenant, placeKey } from '../../auth/sign-in.ts';
import type { TokenSource } from '../../auth/token-source.ts';
import type { Profile } from '../../config/profile.ts';
import type { Problem } from '../../shared/problem.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RestClient } from '../../transport/http/rest-client.ts';
import { withTimeout } from '../../shared/with-timeout.ts';
import type { KnownTenants } from './known-tenants.ts';

/**
 * Whether the platform would let us in (P38), asked before it is: a mismatch can be told in words that name it, where
 * the server would only close. Neither call rejects.
 */
export interface JoinPreflight {
  /** The token to join with; null where signed out. */
  toJoin(signal: AbortSignal): Promise<Result<string | null, Problem>>;
  toCreate(): Promise<Result<null, Problem>>;
}

export interface JoinPreflightOptions {
  readonly profile: Profile;
  readonly tokens: TokenSource;
  readonly knownTenants: KnownTenants;
  readonly checkTenant: RestClient['checkTenant'];
  readonly clock: Clock;
}

/** ms. A platform that does not say is asked to join all the same. */
const tenantCheckMs = 3000;

export function createJoinPreflight(options: JoinPreflightOptions): JoinPreflight {
  const { profile, tokens, knownTenants } = options;
  const { tenantId } = profile;
  const place = placeKey(profile);

  async function admit(scope: string): Promise<Result<string | null, Problem>> {
    const token = await tokens.accessToken();
    if (token === null) return (await tokens.hasEnded()) ? fail({ code: 'sign-in-needed' }) : ok(null);
    const claims = readClaims(token);
    if (isOfOtherTenant(claims, profile)) return fail({ code: 'tenant-mismatch', subject: tenantId });
    return missingScope(claims, scope) ? fail({ code: 'scope-missing', subject: scope }) : ok(token);
  }

  async function checkTenant(signal: AbortSignal): Promise<Problem | null> {
    if (await knownTenants.has(place)) return null;
    const checked = await withTimeout({ clock: options.clock, ms: tenantCheckMs, signal }, (limited) =>
      options.checkTenant(tenantId, limited),
    );
    if (!checked.ok)
      return checked.failure.kind === 'tenant-unknown' ? { code: 'tenant-unknown', subject: tenantId } : null;
    await knownTenants.add(place);
    return null;
  }

  return {
    async toJoin(signal) {
      const [admitted, unknown] = await Promise.all([admit('chat:send'), checkTenant(signal)]);
      return admitted.ok && unknown !== null ? fail(unknown) : admitted;
    },
    async toCreate() {
      const admitted = await admit('chat:create');
      return admitted.ok ? ok(null) : admitted;
    },
  };
}
