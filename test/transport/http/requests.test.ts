import { describe, expect, it } from 'vitest';
import { clientFor, json, profile, signal, tokensOf } from './fake-platform.ts';

describe('every request', () => {
  it('R15: carries the tenant and its type, and no credential while signed out', async () => {
    const { client, requests } = clientFor([json(200, [])]);
    await client.readMessages('c1', signal());
    const headers = Object.fromEntries(requests[0]?.headers ?? []);
    expect(headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-tenant-id': 'acme',
    });
  });

  it('R15: carries the token once signed in, in its header and nowhere else', async () => {
    const { client, requests } = clientFor([json(200, { id: 'c1' })], {
      tokens: tokensOf('access-1').source,
    });
    await client.createChat({ title: 'T', sessionId: 's' }, signal());
    const [request] = requests;
    expect(request?.headers.get('Authorization')).toBe('Bearer access-1');
    expect(request?.url).not.toContain('access-1');
    expect(await request?.text()).not.toContain('access-1');
  });

  it('R15: repeats the tenant under its older names where the profile says so, and never sends an API key', async () => {
    const { client, requests } = clientFor([json(200, [])], {
      profile: { ...profile, compatibilityHeaders: true },
    });
    await client.readMessages('c1', signal());
    const headers = new Headers(requests[0]?.headers);
    expect(['X-Tenant-ID', 'X-Tenant', 'Tenant-ID', 'tenant'].map((name) => headers.get(name))).toEqual(
      Array(4).fill('acme'),
    );
    expect(headers.has('X-API-Key')).toBe(false);
  });

  it('R16: takes no cookies, referrer, cache or redirect along', async () => {
    const { client, requests } = clientFor([json(200, [])]);
    await client.readMessages('c1', signal());
    const { credentials, referrerPolicy, cache, redirect } = requests[0] ?? {};
    expect({ credentials, referrerPolicy, cache, redirect }).toEqual({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'manual',
    });
  });

  it('R16: escapes what the server chose before it enters a path', async () => {
    const { client, requests } = clientFor([json(200, [])]);
    await client.readMessages('a/../b?c#d', signal());
    expect(requests[0]?.url).toBe('https://api.example.org/api/v1/chat/a%2F..%2Fb%3Fc%23d/messages');
  });

  it('is made by a fetch that refuses to be a method of anything, as a browser’s does', async () => {
    const strict = function (this: unknown): Promise<Response> {
      if (this !== undefined) throw new TypeError('Illegal invocation');
      return Promise.resolve(json(200, []));
    };
    const { client } = clientFor([], { fetch: strict });
    expect(await client.readMessages('c1', signal())).toEqual({
      ok: true,
      value: { messages: [], isWhole: true },
    });
  });
});

describe('R20: creating a chat', () => {
  it('posts exactly the fields of the contract, and tells a new chat from an old one', async () => {
    const { client, requests } = clientFor([
      json(201, { id: 'c1' }),
      json(200, { success: true, data: { chat_id: 'c1' } }),
    ]);
    expect(await client.createChat({ title: 'T', sessionId: 's' }, signal())).toEqual({
      ok: true,
      value: { chatId: 'c1', isNew: true },
    });
    expect(await client.createChat({ title: 'T', sessionId: 's' }, signal())).toEqual({
      ok: true,
      value: { chatId: 'c1', isNew: false },
    });
    expect(requests[0]?.method).toBe('POST');
    expect(requests[0]?.url).toBe('https://api.example.org/api/v1/chat');
    expect(await requests[0]?.json()).toEqual({ title: 'T', tenant_id: 'acme', session_id: 's' });
  });

  it.each([
    ['redirects there', new Response(null, { status: 307, headers: { Location: '/api/v1/chat/' } })],
    ['knows no other', json(404, { detail: 'Not Found' })],
  ])('tries the older path, once, where the server %s', async (_, answer) => {
    const { client, requests } = clientFor([answer, json(201, { id: 'c1' })]);
    expect(await client.createChat({ title: 'T', sessionId: 's' }, signal())).toMatchObject({ ok: true });
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(['/api/v1/chat', '/api/v1/chat/']);
  });

  it('does not try the older path for an unknown tenant', async () => {
    const { client, requests } = clientFor([json(404, { error_code: 'TENANT_NOT_FOUND' })]);
    expect(await client.createChat({ title: 'T', sessionId: 's' }, signal())).toMatchObject({
      failure: { kind: 'tenant-unknown' },
    });
    expect(requests).toHaveLength(1);
  });
});

describe('the other calls', () => {
  it('R21: reads the history', async () => {
    const { client } = clientFor([json(200, { items: [{ id: 1, role: 'assistant', content: 'Hi' }] })]);
    expect(await client.readMessages('c1', signal())).toEqual({
      ok: true,
      value: { messages: [{ id: '1', role: 'assistant', content: 'Hi', createdAt: null }], isWhole: true },
    });
  });

  it.each([
    ['', true],
    ['<https://api.example.test/x?page=2>; rel="next"', false],
    ['<https://api.example.test/x?page=1>; rel="prev"', true],
    ['<https://api.example.test/x?page=1>; rel=prev, <https://api.example.test/x?page=3>; rel=next', false],
  ])('R21: a history with Link: %s is whole: %s', async (link, isWhole) => {
    const { client } = clientFor([json(200, [], { Link: link })]);
    expect(await client.readMessages('c1', signal())).toMatchObject({ value: { isWhole } });
  });

  it('R22: checks a tenant', async () => {
    const { client, requests } = clientFor([json(200, { tenant_id: 'x' }), json(200, { exists: false })]);
    expect(await client.checkTenant('other', signal())).toEqual({ ok: true, value: null });
    expect(await client.checkTenant('other', signal())).toEqual({
      ok: false,
      failure: { kind: 'tenant-unknown' },
    });
    expect(requests[0]?.url).toBe('https://api.example.org/api/v1/auth/tenant/other');
  });

  it('R23: reads the health, at the path it is told', async () => {
    const { client, requests } = clientFor([json(200, { status: 'healthy' })]);
    expect(await client.readHealth(signal())).toEqual({
      ok: true,
      value: { isHealthy: true, isAiReady: true },
    });
    await client.readHealth(signal(), '/healthz');
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(['/api/v1/health', '/healthz']);
  });

  it('R24: reads the branding', async () => {
    const { client, requests } = clientFor([json(200, { success: true, data: { title: 'Acme' } })]);
    expect(await client.readChatConfig(signal())).toEqual({
      ok: true,
      value: { title: 'Acme', suggestions: [], maxMessageLength: 4000 },
    });
    expect(requests[0]?.url).toBe('https://api.example.org/api/v1/chat/config');
  });
});
