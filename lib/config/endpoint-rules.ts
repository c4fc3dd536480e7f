import type { SettingsField, SettingsInput } from '../messaging/contract.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { deriveWebSocketUrl, readApiUrl, readTenantId, readWebSocketUrl } from './address.ts';
import type { Profile } from './profile.ts';

/** One sentence per refused field. */
export type SettingsErrors = Partial<Record<SettingsField, string>>;

/** What the options page does not ask for, and a save must not lose. */
export type KeptSettings = Pick<Profile, 'compatibilityHeaders'>;

/**
 * Settings as typed → a profile, trimmed and complete; or what is wrong, by field (platform §1).
 * Takes any strings and never throws.
 */
export const parseSettings = (
  input: SettingsInput,
  kept: KeptSettings = { compatibilityHeaders: false },
): Result<Profile, SettingsErrors> => {
  const apiUrl = readApiUrl(input.apiUrl);
  const wsUrlIsDerived = input.wsUrl.trim() === '';
  // With a refused API URL nothing can be derived: one mistake, one sentence.
  const wsUrl = wsUrlIsDerived
    ? ok(apiUrl.ok ? deriveWebSocketUrl(apiUrl.value) : '')
    : readWebSocketUrl(input.wsUrl);
  const tenantId = readTenantId(input.tenantId);

  if (apiUrl.ok && wsUrl.ok && tenantId.ok) {
    return ok({
      apiUrl: apiUrl.value,
      wsUrl: wsUrl.value,
      wsUrlIsDerived,
      tenantId: tenantId.value,
      protocol: input.protocol,
      compatibilityHeaders: kept.compatibilityHeaders,
    });
  }
  return fail({
    ...(apiUrl.ok ? {} : { apiUrl: apiUrl.failure }),
    ...(wsUrl.ok ? {} : { wsUrl: wsUrl.failure }),
    ...(tenantId.ok ? {} : { tenantId: tenantId.failure }),
  });
};

/** What an empty WebSocket URL would stand for; empty while the API URL breaks a rule. */
export const derivedWsUrl = (typedApiUrl: string): string => {
  const apiUrl = readApiUrl(typedApiUrl);
  return apiUrl.ok ? deriveWebSocketUrl(apiUrl.value) : '';
};
