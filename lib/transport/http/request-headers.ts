import type { Profile } from '../../config/profile.ts';

/** Rule R15. There is no `X-API-Key`, and no way to add one: keys live on a server. */
export function requestHeaders(
  { tenantId, compatibilityHeaders }: Pick<Profile, 'tenantId' | 'compatibilityHeaders'>,
  accessToken: string | null,
): Record<string, string> {
  return {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'X-Tenant-ID': tenantId,
    ...(compatibilityHeaders ? { 'X-Tenant': tenantId, 'Tenant-ID': tenantId, tenant: tenantId } : {}),
    ...(accessToken === null ? {} : { Authorization: `Bearer ${accessToken}` }),
  };
}
