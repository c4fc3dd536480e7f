import type { SettingsErrors, SettingsInput } from '../messaging/settings-shapes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { deriveWebSocketUrl, readApiUrl, readTenantId, readWebSocketUrl } from './address.ts';
import { nameLimit, type Profile } from './profile.ts';
import { readSso } from './sso.ts';

/** A profile, but for what makes it one of several. */
export type Connection = Omit<Profile, 'id'>;

/** A profile without a name is called after its server. */
const readName = (typed: string, apiUrl: string): string =>
  (typed.trim() || apiUrl.replace(/^https?:\/\//, '')).slice(0, nameLimit).trimEnd();

/**
 * Settings as typed → a profile, trimmed and complete; or what is wrong, by field (platform §1).
 * Takes any strings and never throws.
 */
export const parseSettings = (input: SettingsInput): Result<Connection, SettingsErrors> => {
  const apiUrl = readApiUrl(input.apiUrl);
  const wsUrlIsDerived = input.wsUrl.trim() === '';
  // With a refused API URL nothing can be derived: one mistake is told once.
  const wsUrl = wsUrlIsDerived
    ? ok(apiUrl.ok ? deriveWebSocketUrl(apiUrl.value) : '')
    : readWebSocketUrl(input.wsUrl);
  const tenantId = readTenantId(input.tenantId);
  const sso = readSso(input);

  if (apiUrl.ok && wsUrl.ok && tenantId.ok && sso.ok) {
    return ok({
      name: readName(input.name, apiUrl.value),
      apiUrl: apiUrl.value,
      wsUrl: wsUrl.value,
      wsUrlIsDerived,
      tenantId: tenantId.value,
      protocol: input.protocol,
      compatibilityHeaders: input.compatibilityHeaders,
      sso: sso.value,
    });
  }
  return fail({
    ...(apiUrl.ok ? {} : { apiUrl: apiUrl.failure }),
    ...(wsUrl.ok ? {} : { wsUrl: wsUrl.failure }),
    ...(tenantId.ok ? {} : { tenantId: tenantId.failure }),
    ...(sso.ok ? {} : sso.failure),
  });
};

/** What an empty WebSocket URL would stand for; empty while the API URL breaks a rule. */
export const derivedWsUrl = (typedApiUrl: string): string => {
  const apiUrl = readApiUrl(typedApiUrl);
  return apiUrl.ok ? deriveWebSocketUrl(apiUrl.value) : '';
};
