import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WebAuthOutcome } from '../../lib/shared/web-auth-flow.ts';
import {
  changed,
  discovery,
  formOf,
  redirectUrl,
  setUpFixture,
  scopes,
  signal,
  withClaims,
} from './openid-fixture.ts';

const fixture = setUpFixture();
afterEach(() => void vi.useRealTimers());

const query = (url: URL | undefined): Record<string, string> => Object.fromEntries(url?.searchParams ?? []);

describe('signing in at a provider', () => {
  it('gives tokens, how long the access token is good for, and who it is', async () => {
    const { signIn, provider } = await fixture({ provider: { accessTokenSeconds: 90 } });
    const result = await signIn();
    expect(result).toEqual({
      ok: true,
      value: {
        issuerHosts: [new URL(provider.issuer).host],
        accessToken: expect.any(String),
        refreshToken: expect.any(String),
        lifetime: 90_000,
        user: { id: 'user-ada', name: 'Ada Example', email: 'ada@example.org' },
      },
    });
    expect(decodeJwt(result.ok ? result.value.accessToken : '')).toMatchObject({
      tenant_id: 'miptech-company',
      user_id: 'user-ada',
      scope: 'chat:create chat:send',
    });
  });

  it('works through the pages of a provider that asks who it is', async () => {
    const onPage = () => ({ email: 'bob@example.org', answer: 'approve' });
    const { signIn } = await fixture({ provider: { login: 'form' }, window: { onPage } });
    expect(await signIn()).toMatchObject({ ok: true, value: { user: { id: 'user-bob' } } });
  });

  it('opens the window with what the code flow needs, and no more', async () => {
    const { screen, signIn, sentTo } = await fixture();
    await signIn();
    await signIn();
    const [first, second] = screen.launched.map(query);
    expect(first).toEqual({
      response_type: 'code',
      client_id: 'sidepanel',
      redirect_uri: redirectUrl,
      scope: scopes,
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    const [redeemed] = sentTo('/token').map(formOf);
    const once = [first?.['state'], first?.['nonce'], first?.['code_challenge'], redeemed?.['code_verifier']];
    const again = [second?.['state'], second?.['nonce'], second?.['code_challenge']];
    expect(new Set([...once, ...again]).size).toBe(7);
  });

  it('sends no credential, follows no redirect and leaves nothing in a cache or URL', async () => {
    const { provider, openId, sso, sent, signIn } = await fixture();
    const result = await signIn();
    if (!result.ok) throw new Error(result.failure.kind);
    await openId.refresh(sso, String(result.value.refreshToken), signal());
    expect(sent).toHaveLength(3);
    for (const { init } of sent) {
      expect(init).toMatchObject({ credentials: 'omit', cache: 'no-store', redirect: 'manual' });
      expect(init).toMatchObject({ referrerPolicy: 'no-referrer' });
      expect(new Headers(init.headers).has('Authorization')).toBe(false);
    }
    expect(sent.slice(1).map((request) => Object.keys(formOf(request)).toSorted())).toEqual([
      ['client_id', 'code', 'code_verifier', 'grant_type', 'redirect_uri'],
      ['client_id', 'grant_type', 'refresh_token'],
    ]);
    const verifier = formOf(sent[1]!)['code_verifier'];
    const secrets = [result.value.accessToken, result.value.refreshToken, verifier];
    for (const secret of secrets) expect(provider.requests.join('\n')).not.toContain(secret);
  });

  it('asks for what the provider is once, and for nothing before that', async () => {
    const { provider, signIn, sentTo } = await fixture();
    expect(provider.requests).toEqual([]);
    await signIn();
    await signIn();
    expect(sentTo(discovery)).toHaveLength(1);
  });

  it('keeps the parameters of an authorization endpoint that has some', async () => {
    const { screen, signIn } = await fixture({
      tamper: (url, response) =>
        url.endsWith(discovery)
          ? changed(response, (body) => ({
              ...body,
              authorization_endpoint: `${String(body['authorization_endpoint'])}?policy=staff`,
              revocation_endpoint: null,
            }))
          : response,
    });
    expect(await signIn()).toMatchObject({ ok: true });
    expect(query(screen.launched[0])).toMatchObject({ policy: 'staff', response_type: 'code' });
  });

  it.each([
    [{}, 'Ada Example', 'ada@example.org'],
    [{ name: undefined }, 'ada@example.org', 'ada@example.org'],
    [{ name: undefined, preferred_username: undefined, email: undefined }, null, null],
    [{ name: '', preferred_username: ['Ada'], email: 7 }, null, null],
    [{ name: 'x'.repeat(257), email: null }, 'ada@example.org', null],
    [{ name: '\u202eAda\n Example\u2066', email: ' \u200f' }, 'Ada Example', null],
  ])('%#: reads who it is from what the ID token says', async (claims, name, email) => {
    const { signIn } = await fixture({
      tamper: (url, response) =>
        url.endsWith('/token')
          ? changed(response, (body) => ({ ...body, id_token: withClaims(body['id_token'], claims) }))
          : response,
    });
    expect(await signIn()).toMatchObject({ value: { user: { id: 'user-ada', name, email } } });
  });

  it.each([-10, 10])('works on a computer whose clock is off by %i minutes', async (minutes) => {
    const { signIn } = await fixture({
      tamper: (url, response) => {
        // The ID token, good for a minute, has been issued: from here on the clock is ours alone.
        if (url.endsWith('/token')) {
          vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
        }
        return response;
      },
    });
    expect(await signIn()).toMatchObject({ ok: true });
  });
});

describe('a refresh token', () => {
  it('costs one window where the provider gives it for the scope alone', async () => {
    const { screen, signIn } = await fixture({ provider: { offline: 'always' } });
    expect(await signIn()).toMatchObject({ value: { refreshToken: expect.any(String) } });
    expect(screen.launched.map((url) => url.searchParams.get('prompt'))).toEqual([null]);
  });

  it('is asked for once more, with consent, where the standard is followed to the letter', async () => {
    const { screen, signIn } = await fixture({ provider: { offline: 'with-consent' } });
    expect(await signIn()).toMatchObject({ value: { refreshToken: expect.any(String) } });
    expect(screen.launched.map((url) => url.searchParams.get('prompt'))).toEqual([null, 'consent']);
  });

  it('is done without where the user closes the window that asks for consent', async () => {
    let visits = 0;
    const onReturn = (url: URL): WebAuthOutcome => {
      visits += 1;
      return visits === 1 ? { redirectedTo: url.href } : 'closed';
    };
    const { signIn } = await fixture({ provider: { offline: 'with-consent' }, window: { onReturn } });
    expect(await signIn()).toMatchObject({ ok: true, value: { refreshToken: null } });
    expect(visits).toBe(2);
  });

  it('is not asked for where the settings do not', async () => {
    const { openId, sso, screen } = await fixture({ provider: { offline: 'with-consent' } });
    const result = await openId.signIn({ ...sso, scopes: 'profile' }, signal());
    expect(result).toMatchObject({ ok: true, value: { refreshToken: null } });
    expect(screen.launched.map((url) => url.searchParams.get('scope'))).toEqual(['openid profile']);
  });

  it('is not asked for where the provider lists its scopes without that one', async () => {
    const { screen, signIn } = await fixture({
      provider: { offline: 'with-consent' },
      tamper: (url, response) =>
        url.endsWith(discovery)
          ? changed(response, (body) => ({ ...body, scopes_supported: ['openid', 'email'] }))
          : response,
    });
    expect(await signIn()).toMatchObject({ ok: true, value: { refreshToken: null } });
    expect(screen.launched.map((url) => url.searchParams.get('scope'))).toEqual([
      'openid profile email chat:create chat:send',
    ]);
  });
});
