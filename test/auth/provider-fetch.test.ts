import {
  clockTolerance,
  JSON_ATTRIBUTE_COMPARISON,
  RESPONSE_IS_NOT_CONFORM,
  RESPONSE_IS_NOT_JSON,
} from 'oauth4webapi';
import { describe, expect, it, vi } from 'vitest';
import { toOpenIdFailure } from '../../lib/auth/openid-failure.ts';
import { createProviderFetch, isTrustworthy } from '../../lib/auth/openid-fetch.ts';
import { clientOf } from '../../lib/auth/openid-provider.ts';
import { isOffline, leadsTo, scopesFor } from '../../lib/auth/openid-request.ts';
import { hostOf } from '../../lib/shared/host-of.ts';
import { passTime, settled } from '../doubles/pass-time.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';

const address = 'https://login.test/token';
const host = 'login.test';
const get = { method: 'GET', headers: { Accept: 'application/json' }, body: undefined } as const;

/** Asks, and is answered so. */
function ask(
  answer: (init: RequestInit) => Promise<Response> | Response,
  request: Parameters<ReturnType<typeof createProviderFetch>>[1] = get,
  to = address,
) {
  const abort = new AbortController();
  const clock = createVirtualClock();
  const fetched = vi.fn<typeof fetch>((_, init = {}) => Promise.resolve(init).then(answer));
  return {
    abort: () => abort.abort(),
    clock,
    fetched,
    asking: createProviderFetch({ fetch: fetched, clock }, abort.signal)(to, request),
  };
}

const failureOf = (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => null,
    (error: unknown) => (error as { failure?: unknown }).failure,
  );

/** A body that goes on when the test says so. */
function slowBody() {
  const pipe = new TransformStream<Uint8Array>();
  const writer = pipe.writable.getWriter();
  return { response: new Response(pipe.readable), writer };
}

describe('an address', () => {
  it.each([
    ['https://login.test', true],
    ['https://login.test:8443/x?y', true],
    ['http://localhost:8080', true],
    ['http://127.0.0.1', true],
    ['http://[::1]:1', true],
    ['http://login.test', false],
    ['https://me@login.test', false],
    ['https://:secret@login.test', false],
    ['https://me:secret@login.test', false],
    ['ftp://localhost', false],
    ['wss://login.test', false],
    ['login.test', false],
    ['', false],
  ])('%j may be trusted: %s', (text, expected) => {
    expect(isTrustworthy(text)).toBe(expected);
  });

  it('that can’t be trusted is not asked', async () => {
    const { asking, fetched } = ask(() => new Response(), get, 'http://login.test');
    expect(await failureOf(asking)).toEqual({ kind: 'untrusted', what: 'address' });
    expect(fetched).not.toHaveBeenCalled();
  });

  it('has a host; what is no address is its own name', () => {
    expect(hostOf('https://login.test:8443/x')).toBe('login.test:8443');
    expect(hostOf('nowhere')).toBe('nowhere');
  });
});

describe('a request', () => {
  it('leaves without anything of ours, and is not led elsewhere', async () => {
    const body = new URLSearchParams({ a: 'b' });
    const { asking, fetched } = ask(() => new Response('{}'), { method: 'POST', headers: { X: 'y' }, body });
    await asking;
    expect(fetched.mock.calls[0]).toMatchObject([
      address,
      {
        method: 'POST',
        headers: { X: 'y' },
        body,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      },
    ]);
  });

  it('has a body only where there is one', async () => {
    const { asking, fetched } = ask(() => new Response('{}'));
    await asking;
    expect(Object.keys(fetched.mock.calls[0]?.[1] ?? {})).not.toContain('body');
  });

  it('leaves no timer behind', async () => {
    const answered = ask(() => new Response('{}'));
    await answered.asking;
    expect(answered.clock.count()).toBe(0);
    const failed = ask(() => Promise.reject(new TypeError('offline')));
    await failureOf(failed.asking);
    expect(failed.clock.count()).toBe(0);
  });

  it('that nobody wants any more does not leave', async () => {
    const abort = new AbortController();
    abort.abort();
    const fetched = vi.fn<typeof fetch>();
    const send = createProviderFetch({ fetch: fetched, clock: createVirtualClock() }, abort.signal);
    expect(await failureOf(send(address, get))).toEqual({ kind: 'cancelled' });
    expect(fetched).not.toHaveBeenCalled();
  });

  const never = ({ signal }: RequestInit): Promise<Response> =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));

  it('that is called off is told as such', async () => {
    const { asking, abort } = ask(never);
    await settled();
    abort();
    expect(await failureOf(asking)).toEqual({ kind: 'cancelled' });
  });

  it('is given up after 15 s', async () => {
    const { asking, clock } = ask(never);
    const failed = failureOf(asking);
    let isOver = false;
    void failed.then(() => (isOver = true));
    await passTime(clock, 14_999);
    expect(isOver).toBe(false);
    await passTime(clock, 1);
    expect(await failed).toEqual({ kind: 'network', host });
  });

  it('that can’t be made is one of the network', async () => {
    expect(await failureOf(ask(() => Promise.reject(new TypeError('offline'))).asking)).toEqual({
      kind: 'network',
      host,
    });
  });
});

describe('an answer', () => {
  it.each([
    [200, null],
    [299, null],
    [400, null],
    [401, null],
    [428, null],
    [429, 'unavailable'],
    [430, null],
    [499, null],
    [500, 'unavailable'],
    [599, 'unavailable'],
    [300, 'no-provider'],
    [302, 'no-provider'],
    [399, 'no-provider'],
    [0, 'no-provider'],
    [199, 'no-provider'],
  ])('of status %d: %s', async (status, kind) => {
    // `Response` itself takes no status below 200, and a browser gives 0 for a redirect that it hides.
    const answer = { status, body: null, headers: new Headers() } as Response;
    const { asking } = ask(() => answer);
    expect(await failureOf(asking)).toEqual(kind === null ? null : { kind, host });
    if (kind === null) expect((await asking).status).toBe(status);
  });

  it('has its words and what they are, and no other header', async () => {
    const headers = { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Bearer' };
    const read = await ask(() => new Response('{"a":1}', { headers })).asking;
    expect(await read.text()).toBe('{"a":1}');
    expect([...read.headers.keys()]).toEqual(['content-type']);
  });

  it('without words has no body', async () => {
    const read = await ask(() => ({ status: 200, body: null, headers: new Headers() }) as Response).asking;
    expect(read.body).toBeNull();
    expect([...read.headers.keys()]).toEqual([]);
  });

  it('is read up to 256 kB', async () => {
    const of = (length: number) => ask(() => new Response('x'.repeat(length))).asking;
    expect(await (await of(256 * 1024)).text()).toHaveLength(256 * 1024);
    expect(await failureOf(of(256 * 1024 + 1))).toEqual({ kind: 'no-provider', host });
  });

  it('that breaks off is one of the network', async () => {
    const { response, writer } = slowBody();
    const failed = failureOf(ask(() => response).asking);
    await writer.abort(new Error('reset'));
    expect(await failed).toEqual({ kind: 'network', host });
  });

  it('that comes to no end is one of the network', async () => {
    const { response } = slowBody();
    const { asking, clock } = ask(() => response);
    const failed = failureOf(asking);
    await passTime(clock, 15_000);
    expect(await failed).toEqual({ kind: 'network', host });
  });

  it('that nobody wants any more is cancelled', async () => {
    const { response } = slowBody();
    const { asking, abort } = ask(() => response);
    const failed = failureOf(asking);
    await settled();
    abort();
    expect(await failed).toEqual({ kind: 'cancelled' });
  });
});

describe('what was thrown while an answer was read', () => {
  const coded = (code: string): Error => Object.assign(new Error('x'), { code });
  const context = { otherwise: 'token', host } as const;

  it.each([
    [coded(RESPONSE_IS_NOT_CONFORM), { kind: 'no-provider', host }],
    [coded(RESPONSE_IS_NOT_JSON), { kind: 'no-provider', host }],
    [coded(JSON_ATTRIBUTE_COMPARISON), { kind: 'untrusted', what: 'token' }],
    [new Error('x'), { kind: 'untrusted', what: 'token' }],
    [{ code: RESPONSE_IS_NOT_JSON }, { kind: 'untrusted', what: 'token' }],
    [undefined, { kind: 'untrusted', what: 'token' }],
  ])('%s means %j', (error, failure) => {
    expect(toOpenIdFailure(error, context)).toEqual(failure);
  });
});

describe('what is asked for', () => {
  const scopes = (wanted: string, supported?: readonly string[]) =>
    scopesFor({ scopes: wanted }, supported === undefined ? {} : { scopes_supported: [...supported] });

  it.each<[string, readonly string[] | undefined, readonly string[]]>([
    ['', undefined, ['openid']],
    ['openid email', undefined, ['openid', 'email']],
    [' email  email ', undefined, ['openid', 'email']],
    ['email offline_access', undefined, ['openid', 'email', 'offline_access']],
    ['email offline_access', ['openid', 'offline_access'], ['openid', 'email', 'offline_access']],
    ['email offline_access', ['openid'], ['openid', 'email']],
    ['email', ['openid'], ['openid', 'email']],
  ])('%j of a provider that lists %j: %j', (wanted, supported, expected) => {
    expect(scopes(wanted, supported)).toEqual(expected);
    expect(isOffline(scopes(wanted, supported))).toBe(expected.includes('offline_access'));
  });

  it('in the name of a client whose clock may be a quarter of an hour off', () => {
    expect(clientOf({ issuer: '', clientId: 'panel', scopes: '' })).toEqual({
      client_id: 'panel',
      [clockTolerance]: 900,
    });
  });
});

describe('an address that the window came back with', () => {
  const ours = 'https://panel.test/sso';

  it.each([
    ['https://panel.test/sso', true],
    ['https://panel.test/sso?code=x#y', true],
    ['https://panel.test/sso/', false],
    ['https://panel.test/', false],
    ['https://panel.test:8443/sso', false],
    ['https://other.test/sso', false],
    ['http://panel.test/sso', false],
    ['nowhere', false],
  ])('%s is ours: %s', (text, expected) => {
    expect(leadsTo(ours, text)).toBe(expected);
  });
});
