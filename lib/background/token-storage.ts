import type { Tokens, TokenSourceOptions } from '../auth/token-source.ts';
import type { Profile } from '../config/profile.ts';
import type { Items } from '../storage/items.ts';

/** The signed-in pair of one profile; another profile's is not there (architecture, law 9). */
export function createTokenStorage(
  item: Items['tokens'],
  { apiUrl, tenantId }: Pick<Profile, 'apiUrl' | 'tenantId'>,
): Pick<TokenSourceOptions, 'read' | 'write'> {
  return {
    async read(): Promise<Tokens | null> {
      const stored = await item.read();
      if (stored === null || stored.apiUrl !== apiUrl || stored.tenantId !== tenantId) return null;
      return { accessToken: stored.accessToken, refreshToken: stored.refreshToken };
    },
    write: (tokens) => (tokens === null ? item.remove() : item.write({ apiUrl, tenantId, ...tokens })),
  };
}
