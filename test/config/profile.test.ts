import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../lib/config/endpoint-rules.ts';
import { productionProfile, profile, toSettingsInput } from '../../lib/config/profile.ts';

describe('a stored profile', () => {
  it('obeys the rules where it is the default', () => {
    expect(profile.parse(productionProfile)).toEqual(productionProfile);
    const { id: _, ...connection } = productionProfile;
    expect(parseSettings(toSettingsInput(productionProfile))).toEqual({ ok: true, value: connection });
  });

  it.each([
    { apiUrl: 'http://api.example.org' },
    { apiUrl: 'https://api.example.org/' },
    { wsUrl: 'wss://api.example.org/api/v1/ws/chat?token=a' },
    { wsUrl: 'wss://elsewhere.example.org/api/v1/ws/chat' }, // said to be derived, and is not
    { tenantId: 'a b' },
    { protocol: 'v9' },
    { compatibilityHeaders: 'yes' },
    { id: '' },
    { id: 'x'.repeat(401) },
    { name: '' },
    { name: 'x'.repeat(61) },
    { sso: undefined },
    { sso: { issuer: 'https://id.example.org', clientId: 'panel' } },
    { sso: { issuer: 'http://id.example.org', clientId: 'panel', scopes: 'openid' } },
    { sso: { issuer: 'https://id.example.org', clientId: '', scopes: 'openid' } },
    { sso: { issuer: 'https://id.example.org', clientId: 'panel', scopes: 'email' } },
  ])('is refused with %j', (change) => {
    expect(profile.safeParse({ ...productionProfile, ...change }).success).toBe(false);
  });

  it('from before there was a setting has it as if it had been left empty, where it may be', () => {
    const { compatibilityHeaders: _, protocol: __, ...older } = productionProfile;
    expect(profile.parse(older)).toEqual(productionProfile);
    const { tenantId: ___, ...broken } = productionProfile;
    expect(profile.safeParse(broken).success).toBe(false);
  });
});
