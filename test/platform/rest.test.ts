import { describe, expect, it } from 'vitest';
import {
  cutsUnanswered,
  diesAt,
  errorFrame,
  failsRest,
  hangsRest,
  processingOnly,
  rateLimitFrame,
  tokenExpiredFrame,
  wrongShape,
} from './behaviours.ts';
import { callRest, chatBody, createChat } from './probe.ts';
import { platformFixture } from './platform-fixture.ts';

const start = platformFixture();

describe('health and readiness', () => {
  it('says that it is healthy, without a tenant', async () => {
    const { status, body } = await callRest(await start(), 'GET /api/v1/health', { tenant: null });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'healthy', ai_services_ready: true });
  });

  it('answers HEAD and GET /readyz', async () => {
    const platform = await start();
    expect(await callRest(platform, 'HEAD /readyz')).toMatchObject({ status: 200, body: undefined });
    expect(await callRest(platform, 'GET /readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });
});

describe('tenants', () => {
  it.each([
    ['a missing header', null, 400, { detail: expect.stringContaining('X-Tenant-ID') as string }],
    ['a malformed tenant', 'a b', 400, { detail: expect.stringContaining('letters') as string }],
    ['an unknown tenant', 'nobody', 404, { success: false, error_code: 'TENANT_NOT_FOUND', details: {} }],
  ])('refuses %s', async (_case, tenant, status, body) => {
    const reply = await callRest(await start(), 'GET /api/v1/chat/config', { tenant });
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject(body);
  });

  it('tells whether a tenant exists, whatever tenant the header names', async () => {
    const platform = await start({ tenants: ['one', 'two'] });
    const known = await callRest(platform, 'GET /api/v1/auth/tenant/two', { tenant: 'wrong' });
    expect(known).toMatchObject({ status: 200, body: { tenant_id: 'two', exists: true } });
    const unknown = await callRest(platform, 'GET /api/v1/auth/tenant/three');
    expect(unknown).toMatchObject({ status: 404, body: { error_code: 'TENANT_NOT_FOUND' } });
    expect((await callRest(platform, 'GET /api/v1/auth/tenant/a%20b')).status).toBe(400);
  });

  it('refuses a body for another tenant than the header', async () => {
    const body = { ...chatBody(), tenant_id: 'other' };
    const reply = await callRest(await start(), 'POST /api/v1/chat', { body });
    expect(reply).toMatchObject({ status: 403, body: { code: 'tenant_mismatch' } });
  });
});

describe('chat/config', () => {
  it('has branding and limits by default', async () => {
    const { body } = await callRest(await start(), 'GET /api/v1/chat/config');
    expect(body).toMatchObject({
      max_message_length: 4000,
      primary_color: expect.stringMatching(/^#/) as string,
    });
    expect((body as { suggestions: string[] }).suggestions).toHaveLength(3);
  });

  it('is what the options say', async () => {
    const platform = await start({ config: { title: 'Helpdesk' } });
    expect((await callRest(platform, 'GET /api/v1/chat/config')).body).toEqual({ title: 'Helpdesk' });
  });
});

describe('chats', () => {
  it('creates a chat once per session: 201, then 200 with the same id', async () => {
    const platform = await start();
    const first = await callRest(platform, 'POST /api/v1/chat', { body: chatBody('session-1') });
    const again = await callRest(platform, 'POST /api/v1/chat', { body: chatBody('session-1') });
    const other = await callRest(platform, 'POST /api/v1/chat', { body: chatBody('session-2') });
    expect([first.status, again.status, other.status]).toEqual([201, 200, 201]);
    const id = (reply: { body: unknown }) => (reply.body as { id: string }).id;
    expect(id(again)).toBe(id(first));
    expect(id(other)).not.toBe(id(first));
    expect(platform.chats().map((chat) => chat.sessionId)).toEqual(['session-1', 'session-2']);
  });

  it('keeps the context that came with it', async () => {
    const platform = await start();
    await callRest(platform, 'POST /api/v1/chat', {
      body: { ...chatBody(), context: { page_url: 'https://a.example/' } },
    });
    expect(platform.chats()[0]?.context).toEqual({ page_url: 'https://a.example/' });
  });

  it('lists chats and reads one, of its own tenant only', async () => {
    const platform = await start({ tenants: ['miptech-company', 'other'] });
    const id = await createChat(platform);
    expect(await callRest(platform, 'GET /api/v1/chat/list')).toMatchObject({
      status: 200,
      body: { items: [{ id }] },
    });
    expect(await callRest(platform, `GET /api/v1/chat/${id}`)).toMatchObject({ status: 200, body: { id } });
    const foreign = { tenant: 'other' };
    expect((await callRest(platform, 'GET /api/v1/chat/list', foreign)).body).toEqual({ items: [] });
    expect((await callRest(platform, `GET /api/v1/chat/${id}`, foreign)).status).toBe(404);
    expect((await callRest(platform, `GET /api/v1/chat/${id}/messages`, foreign)).status).toBe(404);
  });

  it('answers a message by REST with the assistant’s message, and has both in the history', async () => {
    const platform = await start();
    platform.answerWith('Whole answer.');
    const id = await createChat(platform);
    const body = { content: 'Hi', role: 'user', message_type: 'text', client_message_id: 'mine' };
    const reply = await callRest(platform, `POST /api/v1/chat/${id}/messages`, { body });
    expect(reply).toMatchObject({ status: 201, body: { role: 'assistant', content: 'Whole answer.' } });
    const { body: history } = await callRest(platform, `GET /api/v1/chat/${id}/messages`);
    expect(history).toMatchObject({
      items: [
        { role: 'user', content: 'Hi', client_message_id: 'mine' },
        { role: 'assistant', content: 'Whole answer.' },
      ],
    });
    expect(platform.received.userMessages).toEqual([{ chatId: id, text: 'Hi', clientMessageId: 'mine' }]);
  });

  it('does not echo client_message_id where the options say so', async () => {
    const platform = await start({ echoClientMessageId: false });
    const id = await createChat(platform);
    const body = { content: 'Hi', role: 'user', message_type: 'text', client_message_id: 'mine' };
    await callRest(platform, `POST /api/v1/chat/${id}/messages`, { body });
    const { body: history } = await callRest(platform, `GET /api/v1/chat/${id}/messages`);
    expect(JSON.stringify(history)).not.toContain('client_message_id');
  });

  it('says 502 when the assistant fails', async () => {
    const platform = await start({
      assistant: {
        async *answer() {
          yield 'Well, ';
          throw new Error('no model');
        },
      },
    });
    const id = await createChat(platform);
    const body = { content: 'Hi', role: 'user', message_type: 'text' };
    const reply = await callRest(platform, `POST /api/v1/chat/${id}/messages`, { body });
    expect(reply).toMatchObject({ status: 502, body: { error_code: 'AI_SERVICE_ERROR' } });
  });
});

describe('requests that do not fit', () => {
  it('names the fields of a wrong body as FastAPI does', async () => {
    const reply = await callRest(await start(), 'POST /api/v1/chat', { body: { title: 7 } });
    expect(reply.status).toBe(422);
    const { detail } = reply.body as { detail: { loc: string[]; msg: string; type: string }[] };
    expect(detail.map(({ loc }) => loc)).toContainEqual(['body', 'title']);
    expect(detail.every(({ msg, type }) => msg !== '' && type !== '')).toBe(true);
  });

  it.each([
    ['text that is not JSON', 'POST /api/v1/chat', '{', 422],
    ['a body over 1 MiB', 'POST /api/v1/chat', 'x'.repeat(1024 * 1024 + 1), 413],
    ['a wrong path', 'GET /api/v2/chat', undefined, 404],
    ['an alias that this deployment does not have', 'GET /health', undefined, 404],
    ['the older path with a slash', 'POST /api/v1/chat/', chatBody('s'), 404],
    ['a wrong method', 'DELETE /api/v1/chat', undefined, 405],
    ['a chat that does not exist', 'GET /api/v1/chat/nope/messages', undefined, 404],
  ])('refuses %s', async (_case, route, body, status) => {
    const reply = await callRest(await start(), route, body === undefined ? {} : { body });
    expect(reply.status).toBe(status);
  });

  it.each([
    ['one by name', () => '?token=x'],
    ['one by its full name', () => '?access_token=x'],
    ['one by its looks', () => `?q=${tokenShaped()}`],
  ])('refuses and remembers a token in a URL: %s', async (_case, makeQuery) => {
    const platform = await start();
    const query = makeQuery();
    expect((await callRest(platform, `GET /api/v1/health${query}`)).status).toBe(400);
    expect(platform.received.violations).toEqual(['token in the URL of GET /api/v1/health']);
  });
});

/** Made when needed: nothing that looks like a token stands in the project. */
function tokenShaped(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [part({ alg: 'HS256' }), part({ sub: 'somebody' }), part({ signed: 'not at all' })].join('.');
}

describe('envelope', () => {
  it('wraps successes and leaves errors alone', async () => {
    const platform = await start({ envelope: true });
    const { body } = await callRest(platform, 'GET /api/v1/health');
    expect(body).toMatchObject({ success: true, data: { status: 'healthy' } });
    expect((body as { meta: object }).meta).toHaveProperty('request_id');
    expect((await callRest(platform, 'GET /nowhere')).body).toEqual({ detail: 'Not Found' });
  });
});

describe('scripted REST faults', () => {
  it('fails a route as often as told, then works again', async () => {
    const platform = await start();
    platform.script(
      failsRest({ method: 'POST', path: '/api/v1/chat', status: 503, times: 2 }),
      failsRest({
        method: 'GET',
        path: '/api/v1/chat/{id}',
        status: 429,
        body: { a: 1 },
        headers: { 'Retry-After': '7' },
      }),
    );
    const create = async () => (await callRest(platform, 'POST /api/v1/chat', { body: chatBody() })).status;
    expect([await create(), await create(), await create()]).toEqual([503, 503, 201]);
    const limited = await callRest(platform, 'GET /api/v1/chat/any');
    expect(limited).toMatchObject({ status: 429, body: { a: 1 } });
    expect(limited.headers.get('Retry-After')).toBe('7');
  });

  it('answers with a body that no schema fits', async () => {
    const platform = await start();
    platform.script(wrongShape({ method: 'POST', path: '/api/v1/chat' }));
    const { status, body } = await callRest(platform, 'POST /api/v1/chat', { body: chatBody() });
    expect(status).toBe(200);
    expect(typeof (body as { id: unknown }).id).not.toBe('string');
    expect(platform.chats()).toEqual([]);
  });

  it('never answers a request that it hangs', async () => {
    const platform = await start();
    platform.script(hangsRest({ method: 'GET', path: '/api/v1/health' }));
    const outcome = callRest(platform, 'GET /api/v1/health').then(
      () => 'answered',
      () => 'cut off',
    );
    // A request that comes later is answered, this one only ends with the server.
    await callRest(platform, 'GET /readyz');
    await platform.stop();
    expect(await outcome).toBe('cut off');
  });

  it('forgets what was not applied', async () => {
    const platform = await start();
    platform.script(failsRest({ method: 'GET', path: '/readyz', status: 500 }));
    platform.clearScript();
    expect((await callRest(platform, 'GET /readyz')).status).toBe(200);
  });
});

describe('the server', () => {
  it('comes back on the same port with its data', async () => {
    const platform = await start();
    const id = await createChat(platform);
    await platform.stop();
    await expect(callRest(platform, 'GET /readyz')).rejects.toThrow('fetch failed');
    await platform.start();
    expect(await callRest(platform, `GET /api/v1/chat/${id}`)).toMatchObject({ status: 200, body: { id } });
  });

  it('records each request with headers and parsed body', async () => {
    const platform = await start();
    await createChat(platform);
    expect(platform.received.rest).toMatchObject([
      {
        method: 'POST',
        path: '/api/v1/chat',
        headers: { 'x-tenant-id': 'miptech-company' },
        body: { title: 'A chat' },
      },
    ]);
  });
});

describe('questions by POST, with behaviours', () => {
  const ask = async (...script: Parameters<Awaited<ReturnType<typeof start>>['script']>) => {
    const platform = await start();
    platform.answerWith('ok');
    const chatId = await createChat(platform);
    platform.script(...script);
    const reply = await callRest(platform, `POST /api/v1/chat/${chatId}/messages`, {
      body: { content: 'Why?', role: 'user', message_type: 'text' },
    }).catch(() => 'cut' as const);
    const stored = (): string[] =>
      platform.chats().flatMap(({ messages }) => messages.map(({ role, content }) => `${role}: ${content}`));
    return { reply, stored };
  };
  const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));

  it.each([
    ['at-once', ['user: Why?', 'assistant: ok']],
    ['never', []],
    [20, ['user: Why?', 'assistant: ok']],
  ] as const)('cutsUnanswered(%s) cuts the connection instead of a reply', async (when, expected) => {
    const { reply, stored } = await ask(cutsUnanswered(when));
    expect(reply).toBe('cut');
    await later();
    expect(stored()).toEqual(expected);
  });

  it('diesAt cuts it behind the answer, which is stored', async () => {
    const { reply, stored } = await ask(diesAt(1));
    expect(reply).toBe('cut');
    expect(stored()).toEqual(['user: Why?', 'assistant: ok']);
  });

  it.each([
    ['rateLimitFrame', rateLimitFrame(7), 429, []],
    ['tokenExpiredFrame', tokenExpiredFrame(), 401, []],
    ['errorFrame', errorFrame({ code: 'ai_busy', message: 'Busy' }), 502, ['user: Why?']],
  ])('%s is a status', async (_, behaviour, status, expected) => {
    const { reply, stored } = await ask(behaviour);
    expect(reply).toMatchObject({ status });
    expect(stored()).toEqual(expected);
  });

  it('processingOnly replies with the question as it is stored', async () => {
    const { reply, stored } = await ask(processingOnly({ stored: true }));
    expect(reply).toMatchObject({ status: 201, body: { role: 'user', content: 'Why?' } });
    await later();
    expect(stored()).toEqual(['user: Why?', 'assistant: ok']);
  });
});
