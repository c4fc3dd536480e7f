import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../lib/browser/system-clock.ts';
import { createAccountClient } from '../../../lib/transport/http/account-client.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import { failsRest, hangsRest, wrongShape } from '../../platform/behaviours.ts';
import type { PlatformOptions } from '../../platform/platform.ts';
import { platformFixture } from '../../platform/platform-fixture.ts';
import { signal } from './fake-platform.ts';

const start = platformFixture();

const credentials = { email: 'grace@example.com', password: 'correct horse' };
const registration = { ...credentials, fullName: 'Grace Hopper' };
const login = { method: 'POST', path: '/api/v1/auth/login' };

const fixture = async (options: PlatformOptions = {}, tenantId = 'miptech-company') => {
  const platform = await start({ auth: 'required', ...options });
  const accounts = createAccountClient({
    profile: { ...productionProfile, apiUrl: platform.apiUrl, tenantId },
    fetch,
    clock: systemClock,
    random: Math.random,
  });
  const signIn = (password = credentials.password) => accounts.signIn({ ...credentials, password }, signal());
  const calls = () => platform.received.rest.map(({ method, path }) => `${method} ${path}`);
  return { platform, accounts, signIn, calls };
};

const failed = (failure: object) => ({ ok: false, failure });

describe.each([
  ['bare bodies', {}],
  ['envelopes', { envelope: true }],
])('against a platform with %s', (_, options) => {
  it('an account is created, known, signed out of, and signed in to', async () => {
    const { accounts, signIn } = await fixture(options);
    const created = await accounts.register(registration, signal());
    if (!created.ok) throw new Error(created.failure.kind);
    const { accessToken, refreshToken, lifetime, user } = created.value;
    expect(user).toEqual({ id: user.id, email: 'grace@example.com', name: 'Grace Hopper' });
    expect(typeof user.id).toBe('string');
    expect(refreshToken).not.toBeNull();
    expect(lifetime).toBe(900_000);
    expect(await accounts.me(accessToken, signal())).toEqual(user);
    await accounts.signOut(accessToken, signal());
    expect(await accounts.me(accessToken, signal())).toBeNull();
    expect(await signIn()).toMatchObject({ ok: true, value: { user } });
  });
});

describe('against the platform', () => {
  it('a wrong password, a locked account and a taken address are told apart, and none starts a refresh', async () => {
    const { platform, accounts, signIn, calls } = await fixture();
    await accounts.register(registration, signal());
    expect(await signIn('wrong horse')).toEqual(failed({ kind: 'wrong-credentials' }));
    expect(await accounts.register(registration, signal())).toEqual(failed({ kind: 'taken' }));
    platform.lockAccount(credentials.email);
    expect(await signIn()).toEqual(
      failed({ kind: 'locked', detail: 'This account is locked. Ask your administrator' }),
    );
    expect(calls().filter((call) => call.endsWith('/refresh'))).toEqual([]);
    expect(calls()).toHaveLength(4);
  });

  it('each refused field has its message', async () => {
    const { accounts } = await fixture();
    const typed = { email: 'grace', password: 'short', fullName: '' };
    expect(await accounts.register(typed, signal())).toEqual(
      failed({
        kind: 'fields',
        fields: {
          email: 'value is not a valid email address',
          password: 'String should have at least 8 characters',
          fullName: 'String should have at least 1 character',
        },
      }),
    );
  });

  it('an unknown tenant is said to be one', async () => {
    const { signIn } = await fixture({}, 'nobody');
    expect(await signIn()).toMatchObject(failed({ kind: 'other', failure: { kind: 'tenant-unknown' } }));
  });

  it.each([
    [
      'has no sign-in',
      failsRest({ ...login, status: 404, body: { detail: 'Not Found' } }),
      { kind: 'no-accounts' },
    ],
    ['answers nonsense', wrongShape(login), { kind: 'other', failure: { kind: 'unexpected-body' } }],
    [
      'is not ready',
      failsRest({ ...login, status: 503 }),
      { kind: 'other', failure: { kind: 'unavailable' } },
    ],
  ])('that %s is not taken for a wrong password', async (_, behaviour, failure) => {
    const { platform, signIn, calls } = await fixture();
    platform.script(behaviour);
    expect(await signIn()).toMatchObject(failed(failure));
    expect(calls()).toHaveLength(1);
  });

  it('that is down is no network, and a call given up is aborted', async () => {
    const { platform, accounts, signIn } = await fixture();
    platform.script(hangsRest(login));
    const abort = new AbortController();
    const pending = accounts.signIn(credentials, abort.signal);
    abort.abort();
    expect(await pending).toEqual(failed({ kind: 'other', failure: { kind: 'aborted' } }));
    await platform.stop();
    expect(await signIn()).toEqual(failed({ kind: 'other', failure: { kind: 'network' } }));
    await accounts.signOut('access-1', signal());
  });

  it('neither password nor token is in an address', async () => {
    const { platform, accounts, signIn } = await fixture();
    const created = await accounts.register(registration, signal());
    const token = created.ok ? created.value.accessToken : '';
    await accounts.me(token, signal());
    await signIn();
    const addresses = platform.received.rest.map(({ path }) => path).join();
    expect(addresses).not.toMatch(/horse|[?&]/);
    expect(addresses).not.toContain(token);
    expect(platform.received.violations).toEqual([]);
  });
});
