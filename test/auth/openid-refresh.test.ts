import { describe, expect, it } from 'vitest';
import { changed, discovery, formOf, setUpFixture, signal, type FixtureOptions } from './openid-fixture.ts';

const fixture = setUpFixture();

/** With the refresh token of somebody who is signed in. */
const signedIn = async (options: FixtureOptions = {}) => {
  const set = await fixture(options);
  const result = await set.signIn();
  if (!result.ok || result.value.refreshToken === null) throw new Error('not signed in');
  const refresh = (token: string) => set.openId.refresh(set.sso, token, signal());
  return { ...set, refresh, ...result.value, refreshToken: result.value.refreshToken };
};

describe('a refresh', () => {
  it('rotates: new tokens, and the old refresh token is dead', async () => {
    const { refresh, refreshToken, accessToken } = await signedIn();
    const second = await refresh(refreshToken);
    expect(second).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      lifetime: 300_000,
    });
    if (typeof second === 'string') return;
    expect(new Set([accessToken, second.accessToken, refreshToken, second.refreshToken]).size).toBe(4);
    expect(await refresh(String(second.refreshToken))).toMatchObject({ lifetime: 300_000 });
  });

  it('with a refresh token that was used before is refused, and so is every later one', async () => {
    const { refresh, refreshToken } = await signedIn();
    const second = await refresh(refreshToken);
    expect(await refresh(refreshToken)).toBe('refused');
    expect(await refresh(typeof second === 'string' ? '' : String(second.refreshToken))).toBe('refused');
  });

  it('gives no refresh token where the provider does not rotate', async () => {
    const { provider, refresh, refreshToken } = await signedIn();
    provider.breaks('/token', 200, '{"access_token":"access-2","token_type":"bearer","expires_in":"60"}');
    expect(await refresh(refreshToken)).toEqual({
      accessToken: 'access-2',
      refreshToken: null,
      lifetime: 60_000,
    });
  });

  it('is refused once the provider has ended the sign-in', async () => {
    const { provider, refresh, refreshToken } = await signedIn();
    provider.forgetsEverybody();
    expect(await refresh(refreshToken)).toBe('refused');
  });

  it('is refused for another client', async () => {
    const { openId, sso, refreshToken } = await signedIn();
    expect(await openId.refresh({ ...sso, clientId: 'another-app' }, refreshToken, signal())).toBe('refused');
  });

  it.each([
    [400, '{"error":"invalid_grant"}', 'refused'],
    [400, '{"error":"unauthorized_client"}', 'refused'],
    [400, '{"error":"interaction_required"}', 'refused'],
    [401, '{"error":"invalid_client"}', 'refused'],
    [400, '{"error":"temporarily_unavailable"}', 'unavailable'],
    [400, '{"error":"server_error"}', 'unavailable'],
    [400, '{"message":"no"}', 'unavailable'],
    [400, '<!doctype html>', 'unavailable'],
    [403, '', 'unavailable'],
    [404, '', 'unavailable'],
    [429, '{"error":"invalid_grant"}', 'unavailable'],
    [500, '{"error":"invalid_grant"}', 'unavailable'],
    [503, '', 'unavailable'],
    [302, '', 'unavailable'],
    [200, '', 'unavailable'],
    [200, '{"access_token":7,"token_type":"bearer"}', 'unavailable'],
    [200, '{"access_token":"a","token_type":"bearer","refresh_token":""}', 'unavailable'],
  ])('that is answered with %i %s is %s, and asked for once', async (status, body, outcome) => {
    const { provider, refresh, refreshToken, sentTo } = await signedIn();
    provider.breaks('/token', status, body);
    const before = sentTo('/token').length;
    expect(await refresh(refreshToken)).toBe(outcome);
    expect(sentTo('/token').length - before).toBe(1);
  });

  it('at a provider that is down is unavailable, and works once it is back', async () => {
    const { provider, refresh, refreshToken } = await signedIn();
    await provider.stop();
    expect(await refresh(refreshToken)).toBe('unavailable');
    await provider.start();
    expect(await refresh(refreshToken)).toMatchObject({ lifetime: 300_000 });
  });

  it('that fails has the next one ask where the token endpoint is: it may have moved', async () => {
    const { provider, refresh, refreshToken, sentTo } = await signedIn();
    provider.breaks('/token', 404);
    expect(await refresh(refreshToken)).toBe('unavailable');
    expect(sentTo(discovery)).toHaveLength(1);
    provider.mends();
    expect(await refresh(refreshToken)).toMatchObject({ lifetime: 300_000 });
    expect(sentTo(discovery)).toHaveLength(2);
  });

  it('that nobody waits for any more is unavailable', async () => {
    const { openId, sso, refreshToken } = await signedIn();
    expect(await openId.refresh(sso, refreshToken, AbortSignal.abort())).toBe('unavailable');
  });
});

describe('signing out', () => {
  it('ends the sign-in at the provider', async () => {
    const { openId, sso, refresh, refreshToken, sent } = await signedIn();
    await openId.revoke(sso, refreshToken, signal());
    expect(formOf(sent.at(-1)!)).toEqual({
      client_id: 'sidepanel',
      token: refreshToken,
      token_type_hint: 'refresh_token',
    });
    expect(await refresh(refreshToken)).toBe('refused');
  });

  it('says nothing to a provider that does not want to know', async () => {
    const { openId, sso, refreshToken, sent } = await signedIn({
      tamper: (url, response) =>
        url.endsWith(discovery)
          ? changed(response, (body) => ({ ...body, revocation_endpoint: null }))
          : response,
    });
    const before = sent.length;
    await openId.revoke(sso, refreshToken, signal());
    expect(sent).toHaveLength(before);
  });

  it.each(['down', 'broken'])('does not mind a provider that is %s', async (state) => {
    const { provider, openId, sso, refreshToken } = await signedIn();
    if (state === 'down') await provider.stop();
    else provider.breaks('/token/revocation', 503);
    await expect(openId.revoke(sso, refreshToken, signal())).resolves.toBeUndefined();
  });
});

describe('a token whose issuer has moved', () => {
  it('is not sent to a host that its sign-in was not made for: the sign-in has ended', async () => {
    const { provider, openId, sso, refreshToken, sentTo, issuerHosts } = await signedIn();
    expect(issuerHosts).toEqual([new URL(provider.issuer).host]);
    const before = sentTo('/token').length;
    expect(await openId.refresh(sso, refreshToken, signal(), ['elsewhere.example'])).toBe('refused');
    await openId.revoke(sso, refreshToken, signal(), ['elsewhere.example']);
    expect(sentTo('/token')).toHaveLength(before);
    expect(sentTo('/token/revocation')).toEqual([]);
    expect(await openId.refresh(sso, refreshToken, signal(), issuerHosts)).toMatchObject({
      lifetime: 300_000,
    });
  });
});
