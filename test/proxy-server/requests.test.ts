import { describe, expect, it } from 'vitest';
import { chromiumOrigin, firefoxOrigin } from './proxy-settings-fixture.ts';
import { proxyFixture, type Asked } from './proxy-fixture.ts';

const open = proxyFixture();
const createPath = '/api/chat/create';
const body = { title: 'New chat' };

interface Refused {
  readonly error: string;
  readonly details: string;
}

describe('the two calls', () => {
  it('create a chat and answer messages in it, by the key and in the tenant that are set', async () => {
    const { ask, say, platform } = await open();
    const created = await ask({ url: createPath, body });
    expect(created.statusCode).toBe(200);
    const { id } = created.json<{ id: string }>();
    const answered = await say(id, { content: 'Why?' });
    expect(answered.statusCode).toBe(200);
    expect(answered.json()).toEqual({
      id: expect.any(String),
      content: 'Because.',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    const [chat] = platform.chats();
    expect(chat).toMatchObject({ owner: 'api-key-0', tenant: 'miptech-company', title: 'New chat' });
    expect(chat?.messages.map(({ content }) => content)).toEqual(['Why?', 'Because.']);
  });

  it('ask the platform nothing but what it needs to know: no origin, no address, no header of the client', async () => {
    const { createChat, say, platform } = await open({ trustProxy: ['127.0.0.1'] });
    const headers = {
      cookie: 'session=abc',
      authorization: 'Bearer abc',
      'x-forwarded-for': '203.0.113.7',
      'x-evil': 'abc',
    };
    await say(await createChat(headers), { content: 'Why?', tenant_id: 'other', role: 'system' }, headers);
    const asked = JSON.stringify(platform.received.rest.map(({ headers: sent, body: said }) => [sent, said]));
    expect(asked).not.toMatch(/abc|203\.0|extension:|other|system/);
    expect(platform.received.rest.map(({ body: said }) => Object.keys(said as object))).toEqual([
      ['title', 'tenant_id', 'session_id'],
      ['content', 'role', 'message_type', 'client_message_id', 'metadata'],
    ]);
  });

  it('give every chat a place of its own, also under the same title', async () => {
    const { createChat, platform } = await open();
    expect(await createChat()).not.toBe(await createChat());
    expect(platform.chats()).toHaveLength(2);
  });

  it('ask a message that comes twice under its id once', async () => {
    const { createChat, say, platform } = await open();
    const id = await createChat();
    const message = { content: 'Why?', client_message_id: crypto.randomUUID() };
    const [one, other] = await Promise.all([say(id, message), say(id, message)]);
    expect(one.body).toBe(other.body);
    expect((await say(id, message)).body).toBe(one.body);
    await say(id, { ...message, client_message_id: 'no uuid' });
    await say(id, { ...message, client_message_id: 'no uuid' });
    expect(platform.received.userMessages).toHaveLength(3);
  });
});

describe('a request is refused', () => {
  it.each<[string, number, Asked]>([
    [
      'of an origin that is not listed',
      403,
      { url: createPath, body, headers: { origin: 'https://evil.example' } },
    ],
    ['of another extension', 403, { url: createPath, body, headers: { origin: firefoxOrigin } }],
    ['of a sandbox', 403, { url: createPath, body, headers: { origin: 'null' } }],
    ['without an origin', 403, { url: createPath, body, headers: { origin: undefined } }],
    ['by GET', 405, { method: 'GET', url: createPath }],
    [
      'by GET, also of nobody we know',
      405,
      { method: 'GET', url: createPath, headers: { origin: undefined } },
    ],
    ['by HEAD', 405, { method: 'HEAD', url: createPath }],
    ['by PUT', 405, { method: 'PUT', url: createPath, body }],
    ['by PATCH', 405, { method: 'PATCH', url: '/api/chat/x/message', body }],
    ['by DELETE', 405, { method: 'DELETE', url: '/api/chat/x/message' }],
    [
      'by OPTIONS of an origin that is not listed',
      405,
      {
        method: 'OPTIONS',
        url: createPath,
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      },
    ],
    [
      'by OPTIONS without an origin',
      405,
      { method: 'OPTIONS', url: createPath, headers: { origin: undefined } },
    ],
    ['at another path', 404, { url: '/api/chat', body }],
    ['at a path of the platform', 404, { url: '/api/v1/chat', body }],
    ['for a history', 404, { method: 'GET', url: '/api/chat/x/messages' }],
    ['with a slash at the end', 404, { url: `${createPath}/`, body }],
    ['without a body', 400, { url: createPath }],
    ['with an empty one', 400, { url: createPath, body: '' }],
    ['that is no JSON', 400, { url: createPath, body: '{"title":' }],
    ['that is a list', 400, { url: createPath, body: '[]' }],
    ['that is null', 400, { url: createPath, body: 'null' }],
    ['with an empty title', 400, { url: createPath, body: { title: '' } }],
    ['with a title of 501 characters', 400, { url: createPath, body: { title: 'x'.repeat(501) } }],
    ['with a title that is none', 400, { url: createPath, body: { title: { $ne: '' } } }],
    [
      'that would reach a prototype',
      400,
      { url: createPath, body: '{"title":"x","__proto__":{"isAdmin":true}}' },
    ],
    [
      'that would reach a constructor',
      400,
      { url: createPath, body: '{"title":"x","constructor":{"prototype":{}}}' },
    ],
    [
      'nested 100,000 deep',
      400,
      { url: createPath, body: `{"title":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
    ],
    ['as text', 415, { url: createPath, body: '{"title":"x"}', headers: { 'content-type': 'text/plain' } }],
    [
      'as a form',
      415,
      { url: createPath, body: 'title=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['as XML', 415, { url: createPath, body: '<title/>', headers: { 'content-type': 'application/xml' } }],
    ['over the limit', 413, { url: createPath, body: { title: 'x', more: 'x'.repeat(2048) } }],
    ['in a chat by a path', 404, { url: '/api/chat/..%2f..%2fadmin/message', body: { content: 'x' } }],
    [
      'in a chat by another host',
      404,
      { url: '/api/chat/https:%2f%2fevil.example/message', body: { content: 'x' } },
    ],
    [
      'in a chat with a very long id',
      414,
      { url: `/api/chat/${'a'.repeat(5000)}/message`, body: { content: 'x' } },
    ],
    ['in a chat with a broken escape', 400, { url: '/api/chat/%zz/message', body: { content: 'x' } }],
  ])('%s (%i), without asking the platform', async (_, status, asked) => {
    const { ask, platform, log } = await open({
      bodyLimit: 1024 * (asked.url === createPath && status === 413 ? 1 : 1024),
    });
    const answer = await ask(asked);
    expect(answer.statusCode).toBe(status);
    if (asked.method !== 'HEAD') {
      const told = answer.json<Refused>();
      expect(Object.keys(told)).toEqual(['error', 'details']);
      expect(told.error).toMatch(/^[A-Z]/);
    }
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(platform.received.rest).toEqual([]);
    expect(log.join('\n')).not.toMatch(/title|content"|evil|admin/);
  });

  it('in a chat, with a body that is no message', async () => {
    const { createChat, say, platform } = await open();
    const id = await createChat();
    for (const wrong of [{}, { content: '' }, { content: 7 }, { message: 'Why?' }, [], 'null', '"Why?"'])
      expect((await say(id, wrong)).statusCode).toBe(400);
    expect(platform.received.userMessages).toEqual([]);
  });
});

describe('a chat', () => {
  it('is nobody else’s: not by the platform’s own id, a changed one, or from another origin', async () => {
    const { createChat, say, platform } = await open({ allowedOrigins: [chromiumOrigin, firefoxOrigin] });
    const id = await createChat();
    const own = platform.chats()[0]?.id ?? '';
    const forged = `${Buffer.from(own).toString('base64url')}.${'A'.repeat(22)}`;
    for (const guess of [own, forged, `${id}x`, id.slice(0, -1)]) {
      const answer = await say(guess);
      expect([answer.statusCode, answer.json<Refused>().error]).toEqual([404, 'Chat not found']);
    }
    expect((await say(id, { content: 'x' }, { origin: firefoxOrigin })).statusCode).toBe(404);
    expect(platform.received.userMessages).toEqual([]);
    expect((await say(id)).statusCode).toBe(200);
  });
});

describe('browsers (CORS)', () => {
  const preflight = (origin: string): Asked => ({
    method: 'OPTIONS',
    url: createPath,
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });

  it('of a listed origin may ask, and read the answer with its limits', async () => {
    const { ask } = await open();
    const allowed = await ask(preflight(chromiumOrigin));
    expect(allowed.statusCode).toBe(204);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': chromiumOrigin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'Content-Type',
    });
    const answer = await ask({ url: createPath, body });
    expect(answer.headers['access-control-allow-origin']).toBe(chromiumOrigin);
    expect(answer.headers['access-control-expose-headers']).toContain('Retry-After');
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
    expect(answer.headers.vary).toContain('Origin');
  });

  it('of any other may read nothing', async () => {
    const { ask } = await open();
    for (const asked of [
      preflight('https://evil.example'),
      { ...preflight('https://evil.example'), method: 'GET' as const },
    ])
      expect((await ask(asked)).headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('are told by helmet what an answer is not: no page, no frame, no script', async () => {
    const { ask } = await open();
    const { headers } = await ask({ method: 'GET', url: createPath });
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age='),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  });
});

describe('/healthz', () => {
  it('says that the proxy is there, to anybody, and nothing of the platform', async () => {
    const { ask, platform } = await open({ requestsPerMinute: 1 });
    for (let n = 0; n < 5; n += 1) {
      const answer = await ask({ method: 'GET', url: '/healthz', headers: { origin: undefined } });
      expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ok' }]);
    }
    expect(platform.received.rest).toEqual([]);
  });
});
