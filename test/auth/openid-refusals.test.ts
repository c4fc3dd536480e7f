import { describe, expect, it } from 'vitest';
import type { OpenIdFailure } from '../../lib/auth/openid-failure.ts';
import { createOpenId } from '../../lib/auth/openid.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import type { WebAuthOutcome } from '../../lib/shared/web-auth-flow.ts';
import { passTime } from '../doubles/pass-time.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';
import { otherClientId } from '../identity-provider/configuration.ts';
import {
  changed,
  discovery,
  formOf,
  redirectUrl,
  setUpFixture,
  scopes,
  signal,
  withClaims,
  type Tamper,
} from './openid-fixture.ts';

const fixture = setUpFixture();

const untrusted = (what: string) => ({ kind: 'untrusted', what });
const refused = (code: string) => ({
  kind: 'refused',
  detail: expect.stringMatching(new RegExp(`^${code}`)) as string,
});

/** These two say where. */
const at = (issuer: string, failure: { readonly kind: string }) =>
  ['network', 'unavailable', 'no-provider'].includes(failure.kind)
    ? { ...failure, host: new URL(issuer).host }
    : failure;

const set = (name: string, value: string | null) => (url: URL) => {
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
};

describe('a window that comes back with', () => {
  const returning =
    (change: (url: URL) => unknown) =>
    (url: URL): WebAuthOutcome => {
      change(url);
      return { redirectedTo: url.href };
    };

  it.each<[string, (url: URL) => unknown, unknown]>([
    ['another state', set('state', 'someone-elses'), untrusted('response')],
    ['no state', set('state', null), untrusted('response')],
    ['two states', (url) => url.searchParams.append('state', 'x'), untrusted('response')],
    ['another issuer', set('iss', 'https://login.example.com'), untrusted('response')],
    ['no issuer, though the provider names itself', set('iss', null), untrusted('response')],
    ['tokens in its URL', set('id_token', 'eyJ.e30.x'), untrusted('response')],
    ['no code', set('code', null), untrusted('response')],
    ['a code that nobody issued', set('code', 'guessed'), refused('invalid_grant')],
    ['a refusal', set('error', 'access_denied'), refused('access_denied$')],
    [
      'a refusal for another state',
      (url) => [set('error', 'x')(url), set('state', 'y')(url)],
      untrusted('response'),
    ],
    ['a refusal in no known words', set('error', 'An\u202e <b>error</b>'), { kind: 'refused' }],
  ])('%s is refused', async (_name, change, failure) => {
    const { signIn } = await fixture({ window: { onReturn: returning(change) } });
    expect(await signIn()).toEqual({ ok: false, failure });
  });

  it.each([
    ['another host', 'https://evil.example.org/sso'],
    ['a longer host', 'https://panel.example.org.evil.example/sso'],
    ['another path of our host', 'https://panel.example.org/sso/../other'],
    ['a longer path', 'https://panel.example.org/sso2'],
    ['a path below ours', 'https://panel.example.org/sso/x'],
    ['another scheme', 'http://panel.example.org/sso'],
    ['another port', 'https://panel.example.org:8443/sso'],
    ['no address', 'sso'],
  ])('%s is foreign, whatever it brings', async (_name, foreign) => {
    const onReturn = (url: URL) => ({ redirectedTo: foreign + url.search });
    const { signIn, sentTo } = await fixture({ window: { onReturn } });
    expect(await signIn()).toEqual({ ok: false, failure: untrusted('redirect') });
    expect(sentTo('/token')).toEqual([]);
  });

  it('a code that was used before is refused', async () => {
    const codes: string[] = [];
    const onReturn = returning((url) => {
      codes.push(url.searchParams.get('code') ?? '');
      set('code', codes[0] ?? null)(url);
    });
    const { signIn } = await fixture({ window: { onReturn } });
    expect(await signIn()).toMatchObject({ ok: true });
    expect(await signIn()).toEqual({ ok: false, failure: refused('invalid_grant') });
    expect(new Set(codes).size).toBe(2);
  });
});

describe('a window that was opened with', () => {
  it.each<[string, (url: URL) => unknown, unknown]>([
    ['another state', set('state', 'someone-elses'), untrusted('response')],
    ['another nonce', set('nonce', 'someone-elses'), untrusted('token')],
    ['no nonce', set('nonce', null), untrusted('token')],
    ['the challenge of another verifier', set('code_challenge', 'x'.repeat(43)), refused('invalid_grant')],
    ['another client', set('client_id', otherClientId), refused('invalid_grant')],
  ])('%s gives nothing that we accept', async (_name, onLaunch, failure) => {
    const { signIn } = await fixture({ window: { onLaunch } });
    expect(await signIn()).toEqual({ ok: false, failure });
  });

  it('a client ID or redirect URL that the provider does not know shows no page', async () => {
    const { openId, sso, provider } = await fixture();
    const failure = { kind: 'no-page', host: new URL(provider.issuer).host };
    expect(await openId.signIn({ ...sso, clientId: 'nobody' }, signal())).toEqual({ ok: false, failure });
    const { signIn } = await fixture({ provider: { redirectUrls: ['https://other.example.org/'] } });
    expect(await signIn()).toMatchObject({ ok: false, failure: { kind: 'no-page' } });
  });
});

describe('a user', () => {
  it('who closes the window is signed in nowhere', async () => {
    const { signIn, sentTo } = await fixture({ window: { onReturn: () => 'closed' } });
    expect(await signIn()).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(sentTo('/token')).toEqual([]);
  });

  it('who says no at the provider is refused in its words', async () => {
    const onPage = () => ({ answer: 'deny' });
    const { signIn } = await fixture({ provider: { login: 'form' }, window: { onPage } });
    expect(await signIn()).toEqual({
      ok: false,
      failure: { kind: 'refused', detail: 'access_denied: The user said no' },
    });
  });

  it('who gives up while the window is open leaves it open, and what comes of it is dropped', async () => {
    const abort = new AbortController();
    const onLaunch = () => abort.abort();
    const { openId, sso, screen, sentTo } = await fixture({ window: { onLaunch } });
    const result = await openId.signIn(sso, abort.signal);
    expect(result).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(await openId.signIn(sso, abort.signal)).toEqual(result);
    expect(screen.launched).toHaveLength(1);
    expect(sentTo('/token')).toEqual([]);
  });
});

describe('an issuer', () => {
  const html = { 'Content-Type': 'text/html' };
  const unavailable = { kind: 'unavailable' };
  const none = { kind: 'no-provider' };
  it.each<[string, number, string, Record<string, string> | undefined, { kind: string }]>([
    ['that has no such page', 404, 'Not Found', html, none],
    ['that answers with a web page', 200, '<!doctype html>', html, none],
    ['that answers with half a document', 200, '{"issuer":', undefined, none],
    ['that answers with a list', 200, '[]', undefined, none],
    ['that answers with null', 200, 'null', undefined, none],
    ['that answers with nothing', 200, '', undefined, none],
    ['that answers with 204', 204, '', undefined, none],
    ['that has moved', 302, '', { Location: 'https://elsewhere.example.org/' }, none],
    [
      'that speaks for another',
      200,
      '{"issuer":"https://login.example.com"}',
      undefined,
      untrusted('issuer'),
    ],
    ['that is broken', 500, '{}', undefined, unavailable],
    ['that has had enough', 429, '{}', undefined, unavailable],
  ])('%s opens no window', async (_name, status, body, headers, failure) => {
    const { provider, screen, signIn } = await fixture();
    provider.breaks(discovery, status, body, headers);
    expect(await signIn()).toEqual({ ok: false, failure: at(provider.issuer, failure) });
    expect(screen.launched).toEqual([]);
    provider.mends();
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it.each([discovery, '/token'])('that sends 16 MB of %s is not listened to', async (path) => {
    const tamper: Tamper = (url, response) =>
      url.endsWith(path)
        ? changed(response, (body) => ({ ...body, more: 'x'.repeat(16 * 1024 * 1024) }))
        : response;
    const { signIn } = await fixture({ tamper });
    expect(await signIn()).toMatchObject({ ok: false, failure: { kind: 'no-provider' } });
  });

  it('that is down opens no window', async () => {
    const { provider, screen, signIn } = await fixture();
    await provider.stop();
    expect(await signIn()).toMatchObject({ ok: false, failure: { kind: 'network' } });
    expect(screen.launched).toEqual([]);
  });

  it.each([
    ['http://login.example.org', 'untrusted'],
    ['http://localhost.example.org', 'untrusted'],
    ['https://ada:pw@login.example.org', 'untrusted'],
    ['file:///etc/passwd', 'untrusted'],
    ['login.example.org', 'untrusted'],
    ['https://login.example.org', 'network'],
    ['http://[::1]:9', 'network'],
  ])('at %s is %s', async (issuer, kind) => {
    const asked: string[] = [];
    const fetch = (input: RequestInfo | URL) => {
      asked.push(new Request(input).url);
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    const webAuth = { redirectUrl: () => redirectUrl, launch: () => Promise.resolve('closed' as const) };
    const openId = createOpenId({ fetch, clock: systemClock, webAuth });
    const result = await openId.signIn({ issuer, clientId: 'sidepanel', scopes }, signal());
    expect(result).toMatchObject({ ok: false, failure: { kind } });
    expect(asked).toEqual(kind === 'network' ? [`${issuer}${discovery}`] : []);
  });

  it.each([
    ['authorization_endpoint', 'http://login.example.org/auth', 'untrusted'],
    ['authorization_endpoint', 'javascript:alert(1)', 'untrusted'],
    ['token_endpoint', 'http://login.example.org/token', 'untrusted'],
    ['token_endpoint', 'ftp://login.example.org/token', 'untrusted'],
    ['revocation_endpoint', 'http://login.example.org/revoke', 'untrusted'],
    ['token_endpoint', undefined, 'no-provider'],
    ['authorization_endpoint', 7, 'no-provider'],
    ['scopes_supported', 'openid', 'no-provider'],
  ])('whose %s is %s is %s', async (name, value, kind) => {
    const tamper: Tamper = (url, response) =>
      url.endsWith(discovery) ? changed(response, (body) => ({ ...body, [name]: value })) : response;
    const { screen, signIn } = await fixture({ tamper });
    expect(await signIn()).toMatchObject({ ok: false, failure: { kind } });
    expect(screen.launched).toEqual([]);
  });
});

describe('a token endpoint', () => {
  const html = { 'Content-Type': 'text/html' };
  it.each<[string, number, string, Record<string, string> | undefined, { kind: string }]>([
    ['that is broken', 500, '{}', undefined, { kind: 'unavailable' }],
    ['that has had enough', 429, '{}', undefined, { kind: 'unavailable' }],
    ['that shows a web page', 200, '<!doctype html>', html, { kind: 'no-provider' }],
    ['that is not there', 404, 'Not Found', html, { kind: 'no-provider' }],
    ['that sends us on', 307, '', { Location: '/jwks' }, { kind: 'no-provider' }],
    ['that gives no token', 200, '{}', undefined, untrusted('token')],
    [
      'that gives no ID token',
      200,
      '{"access_token":"a","token_type":"Bearer"}',
      undefined,
      untrusted('token'),
    ],
    [
      'that gives another kind of token',
      200,
      '{"access_token":"a","token_type":"mac"}',
      undefined,
      untrusted('token'),
    ],
    ['that refuses', 400, '{"error":"invalid_grant"}', undefined, refused('invalid_grant$')],
    ['that refuses the client', 401, '{"error":"invalid_client"}', undefined, refused('invalid_client$')],
  ])('%s signs nobody in', async (_name, status, body, headers, failure) => {
    const { provider, signIn } = await fixture();
    provider.breaks('/token', status, body, headers);
    expect(await signIn()).toEqual({ ok: false, failure: at(provider.issuer, failure) });
    expect(provider.requests.filter((path) => path === '/jwks')).toEqual([]);
  });

  it('that refuses by challenge is understood by its words', async () => {
    const { provider, signIn } = await fixture();
    const headers = { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Basic realm="login"' };
    provider.breaks('/token', 401, '{"error":"invalid_client"}', headers);
    expect(await signIn()).toMatchObject({ failure: refused('invalid_client$') });
  });

  it('that repeats our secrets is quoted without them', async () => {
    const spent: string[] = [];
    const tamper: Tamper = (url, response, sent) => {
      if (!url.endsWith('/token')) return response;
      const { code = '', code_verifier: verifier = '' } = formOf(sent);
      spent.push(code, verifier);
      return Response.json(
        { error: 'invalid_grant', error_description: `no code ${code} for ${verifier}` },
        { status: 400 },
      );
    };
    const { signIn } = await fixture({ tamper });
    expect(await signIn()).toEqual({
      ok: false,
      failure: { kind: 'refused', detail: 'invalid_grant: no code ••• for •••' },
    });
    expect(spent.every((secret) => secret.length > 20)).toBe(true);
  });

  const now = Math.floor(Date.now() / 1000);
  it.each<[string, Record<string, unknown>]>([
    ['for another client', { aud: otherClientId }],
    ['for others as well', { aud: ['sidepanel', otherClientId], azp: otherClientId }],
    ['from another issuer', { iss: 'https://login.example.com' }],
    ['that ended an hour ago', { exp: now - 3600 }],
    ['that begins in an hour', { nbf: now + 3600 }],
    ['about nobody', { sub: undefined }],
    ['about a number', { sub: 7 }],
    ['for another sign-in', { nonce: 'someone-elses' }],
  ])('that gives an ID token %s is not believed', async (_name, claims) => {
    const tamper: Tamper = (url, response) =>
      url.endsWith('/token')
        ? changed(response, (body) => ({ ...body, id_token: withClaims(body['id_token'], claims) }))
        : response;
    const { signIn } = await fixture({ tamper });
    expect(await signIn()).toEqual({ ok: false, failure: untrusted('token') });
  });
});

describe('a provider that never answers', () => {
  const silent = (_input: unknown, init?: RequestInit): Promise<Response> =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  const endless = (): Promise<Response> =>
    Promise.resolve(new Response(new ReadableStream(), { headers: { 'Content-Type': 'application/json' } }));

  it.each([
    ['not at all', silent],
    ['not to the end', endless],
  ])('%s, is given up after 15 seconds', async (_name, fetch) => {
    const webAuth = { redirectUrl: () => redirectUrl, launch: () => Promise.resolve('closed' as const) };
    const clock = createVirtualClock();
    const openId = createOpenId({ fetch, clock, webAuth });
    const results: unknown[] = [];
    const sso = { issuer: 'https://login.example.org', clientId: 'sidepanel', scopes };
    void openId.signIn(sso, signal()).then((result) => results.push(result));
    void openId.refresh(sso, 'refresh-1', signal()).then((result) => results.push(result));
    void openId.revoke(sso, 'refresh-1', signal()).then(() => results.push('done'));
    await passTime(clock, 14_999);
    expect(results).toEqual([]);
    await passTime(clock, 1);
    const failure: OpenIdFailure = { kind: 'network', host: 'login.example.org' };
    expect(results).toEqual([{ ok: false, failure }, 'unavailable', 'done']);
    expect(clock.count()).toBe(0);
  });
});
