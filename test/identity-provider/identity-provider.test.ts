import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, expect, it } from 'vitest';
import { createOpenId } from '../../lib/auth/openid.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import { platformResource } from './configuration.ts';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import type { IdentityProviderOptions } from './options.ts';
import { createScriptedWindow } from './scripted-window.ts';

const redirectUrl = 'https://panel.example.org/sso';
const open: IdentityProvider[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((provider) => provider.close()));
});

const provide = async (options: IdentityProviderOptions = {}): Promise<IdentityProvider> => {
  const provider = await createIdentityProvider({ redirectUrls: [redirectUrl], ...options });
  open.push(provider);
  return provider;
};

const signIn = ({ issuer, clientId }: IdentityProvider, onPage?: () => Record<string, string>) => {
  const webAuth = createScriptedWindow({ redirectUrl, ...(onPage === undefined ? {} : { onPage }) });
  const scopes = 'openid email offline_access chat:send';
  return createOpenId({ fetch, clock: systemClock, webAuth }).signIn(
    { issuer, clientId, scopes },
    new AbortController().signal,
  );
};

it('signs access tokens for the platform, with the scopes that were asked for', async () => {
  const provider = await provide({ accessTokenSeconds: 5 });
  const result = await signIn(provider);
  const keys = createRemoteJWKSet(new URL('/jwks', provider.issuer));
  const token = result.ok ? result.value.accessToken : '';
  const { payload } = await jwtVerify(token, keys, { issuer: provider.issuer, audience: platformResource });
  expect(payload).toMatchObject({ tenant_id: 'miptech-company', user_id: 'user-ada', scope: 'chat:send' });
  expect(Number(payload.exp) - Number(payload.iat)).toBe(5);
});

it('lets in whoever is there', async () => {
  const provider = await provide();
  provider.comes(provider.users[1]!);
  expect(await signIn(provider)).toMatchObject({ value: { user: { email: 'bob@example.org' } } });
});

it('asks again for an address that nobody has', async () => {
  const provider = await provide({ login: 'form', offline: 'always' });
  const onPage = () => ({ answer: 'approve', email: 'eve@example.org' });
  expect(await signIn(provider, onPage)).toMatchObject({ ok: false, failure: { kind: 'no-page' } });
});

it.each([
  ['any', 'chrome-extension://a', 'chrome-extension://a'],
  [['chrome-extension://a'], 'chrome-extension://a', 'chrome-extension://a'],
  [['chrome-extension://a'], 'chrome-extension://b', null],
] as const)('lets %s read what its token endpoint says: %s, %s', async (allowedOrigins, origin, allowed) => {
  const { issuer, clientId } = await provide({ allowedOrigins });
  const body = new URLSearchParams({ client_id: clientId, grant_type: 'refresh_token', refresh_token: 'x' });
  const response = await fetch(`${issuer}/token`, { method: 'POST', headers: { Origin: origin }, body });
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe(allowed);
});
