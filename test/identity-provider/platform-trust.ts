import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Trust } from '../platform/tokens.ts';
import { platformResource } from './configuration.ts';
import type { IdentityProvider } from './identity-provider.ts';

/** What makes a platform take a provider's access tokens. */
export interface PlatformTrust {
  /** For the platform's `trusts`. */
  readonly trusts: Trust;
  /** The platform takes this one no more, whatever it says of itself. */
  refuses(accessToken: string): void;
}

export const createPlatformTrust = ({
  issuer,
  users,
}: Pick<IdentityProvider, 'issuer' | 'users'>): PlatformTrust => {
  const keys = createRemoteJWKSet(new URL('/jwks', issuer));
  const refused = new Set<string>();
  return {
    trusts: async (accessToken) => {
      if (refused.has(accessToken)) return undefined;
      try {
        const { payload } = await jwtVerify(accessToken, keys, { issuer, audience: platformResource });
        const known = users.find(({ id }) => id === payload['user_id']);
        if (known === undefined || payload['tenant_id'] !== known.tenant) return undefined;
        const { id, email, name: fullName, tenant } = known;
        const scope = typeof payload['scope'] === 'string' ? payload['scope'].split(' ') : [];
        return { user: { id, email, fullName, tenant }, scope, expiresAt: (payload.exp ?? 0) * 1000 };
      } catch {
        return undefined;
      }
    },
    refuses: (accessToken) => void refused.add(accessToken),
  };
};
