import { describe, expect, it } from 'vitest';
import type { TransportEvent } from '../../../lib/session/transport-event.ts';
import { createProxyClient } from '../../../lib/transport/proxy/proxy-client.ts';
import { isProxyAt } from '../../../lib/transport/proxy/proxy-look.ts';
import { createProxyTransport } from '../../../lib/transport/proxy/proxy-transport.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { answering, clock, json, profile, signal, unreachable, type Answer } from '../http/fake-platform.ts';

const refusedGet = json(405, { error: 'Method not allowed' });
const message = { text: 'Why?', clientMessageId: 'c0ffee' };
const host = { subject: 'api.example.org' };

function connect(answers: readonly Answer[]) {
  const told: TransportEvent[] = [];
  const { fetch, requests } = answering(...answers);
  const time = createVirtualClock();
  const options = { profile, fetch, clock: time, random: () => 0, log: () => undefined };
  const transport = createProxyTransport({ ...options, proxy: createProxyClient(options) });
  const connection = transport.connect(
    'a/b',
    (event) => void told.push(event),
    () => undefined,
    'session',
  );
  return { connection, told, requests, time, transport };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

async function say(answer: Answer): Promise<{ told: TransportEvent[]; requests: Request[] }> {
  const { connection, told, requests } = connect([refusedGet, answer]);
  await settle();
  connection.send(message);
  await settle();
  return { told: told.slice(1), requests };
}

describe('a connection to a secure proxy', () => {
  it('can do little, and says so', () => {
    expect(connect([refusedGet]).transport.capabilities).toEqual({
      streams: false,
      hasHistory: false,
      describesChats: false,
      silenceMs: 200_000,
    });
  });

  it('R43: is ready where anything answers a look that asks for nothing and tells nothing', async () => {
    const { told, requests } = connect([refusedGet]);
    expect(told).toEqual([]);
    await settle();
    expect(told).toEqual([{ type: 'ready' }]);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://api.example.org/api/chat/create',
    ]);
    expect([...(requests[0]?.headers ?? [])]).toEqual([]);
    expect(requests[0]).toMatchObject({
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
    });
  });

  it.each<[string, Answer, object | null]>([
    ['says 404 to a GET', json(404, {}), null],
    ['wants an origin', json(403, { error: 'Origin not allowed' }), null],
    [
      'is not there, or not for us',
      unreachable(),
      { kind: 'back-off', problem: { code: 'server-unreachable', ...host, origin: profile.apiUrl } },
    ],
    [
      'is down behind its gateway',
      json(502, {}),
      { kind: 'back-off', problem: { code: 'server-error', ...host } },
    ],
    ['has had enough', json(429, {}, { 'Retry-After': '7' }), { kind: 'wait', ms: 7000 }],
  ])('of a proxy that %s', async (_, answer, end) => {
    const { told } = connect([answer]);
    await settle();
    expect(told).toMatchObject(end === null ? [{ type: 'ready' }] : [{ type: 'closed', end }]);
  });

  it('is over when a look after a sleep finds nobody', async () => {
    const { connection, told } = connect([refusedGet, unreachable()]);
    await settle();
    connection.check();
    await settle();
    expect(told.map(({ type }) => type)).toEqual(['ready', 'closed']);
  });

  it('tells nothing any more once it is closed, and lets go of what it had asked', async () => {
    const { connection, told, requests } = connect([
      refusedGet,
      json(200, { id: 'a1', content: 'Because.' }),
    ]);
    await settle();
    connection.send(message);
    connection.close();
    await settle();
    expect(told).toEqual([{ type: 'ready' }]);
    expect(requests.slice(1).every((request) => request.signal.aborted)).toBe(true);
    expect(await connection.renewToken()).toBe('refused');
  });
});

describe('R41: a message through a secure proxy', () => {
  it('is asked once, with nothing that says who asks, and answered whole', async () => {
    const { told, requests } = await say(json(200, { id: 'a1', content: 'Because.', created_at: 'now' }));
    expect(told).toEqual([
      {
        type: 'completed',
        messageId: 'a1',
        content: 'Because.',
        sources: [],
        totalTokens: null,
        totalChunks: null,
      },
    ]);
    const [, sent] = requests;
    expect(`${sent?.method} ${sent?.url}`).toBe('POST https://api.example.org/api/chat/a%2Fb/message');
    expect(sent?.credentials).toBe('omit');
    expect([...(sent?.headers.keys() ?? [])]).toEqual(['accept', 'content-type']);
    expect(await sent?.json()).toEqual({ content: 'Why?', client_message_id: 'c0ffee' });
  });

  it('is known to be taken up where its answer has no id', async () => {
    const { told } = await say(json(200, { content: 'Because.' }));
    expect(told).toMatchObject([
      { type: 'accepted', messageId: null },
      { type: 'completed', messageId: null, content: 'Because.' },
    ]);
  });

  const refusal = (status: number, details = '', headers = {}): Answer =>
    json(status, { error: 'Failed', details }, headers);

  it.each<[string, Answer, object]>([
    ['422', refusal(500, 'API Error: 422 - too rude'), { type: 'refused', detail: 'too rude' }],
    ['400 of the proxy', refusal(400, 'no message'), { type: 'refused', detail: 'no message' }],
    ['413 of the proxy', refusal(413, 'too large'), { type: 'refused', detail: 'too large' }],
    [
      'a limit',
      refusal(429, 'API Error: 429 - wait', { 'Retry-After': '7' }),
      { type: 'limited', retryAfterMs: 7000 },
    ],
    [
      'a limit in the text',
      refusal(500, 'API Error: 429 - {"details":{"retry_after":9}}'),
      { type: 'limited', retryAfterMs: 9000 },
    ],
  ])('leaves the connection as it is where it is answered by %s', async (_, answer, expected) => {
    const { told } = await say(answer);
    expect(told).toMatchObject([expected]);
  });

  it.each<[string, Answer, object]>([
    [
      'its key is refused',
      refusal(500, 'API Error: 401 - Invalid key'),
      { kind: 'halt', problem: { code: 'proxy-key-refused', ...host, detail: 'Invalid key' } },
    ],
    [
      'its key may not',
      refusal(500, 'API Error: 403 - Forbidden'),
      { kind: 'halt', problem: { code: 'proxy-key-refused' } },
    ],
    [
      'its tenant is not known',
      refusal(500, 'API Error: 404 - TENANT_NOT_FOUND'),
      { kind: 'halt', problem: { code: 'proxy-key-refused' } },
    ],
    [
      'its platform is elsewhere',
      refusal(500, 'API Error: 404 - Not Found'),
      { kind: 'halt', problem: { code: 'proxy-key-refused' } },
    ],
    [
      'our origin is refused',
      refusal(403),
      { kind: 'halt', problem: { code: 'proxy-origin-refused', ...host } },
    ],
    ['it is no proxy', json(404, { detail: 'Not Found' }), { kind: 'halt', problem: { code: 'wrong-path' } }],
    ['only GET is served there', json(405, {}), { kind: 'halt', problem: { code: 'wrong-path' } }],
    ['the chat is gone', refusal(500, 'API Error: 404 - Chat not found'), { kind: 'chat-gone' }],
    ['the chat is not ours', json(404, { error: 'Chat not found' }), { kind: 'chat-gone' }],
    [
      'the platform starts up',
      refusal(500, 'API Error: 503 - schema_unavailable'),
      { kind: 'back-off', problem: { code: 'platform-starting' } },
    ],
  ])('was not taken where %s: it waits for the next connection', async (_, answer, end) => {
    const { told } = await say(answer);
    expect(told).toMatchObject([{ type: 'closed', end: { ...end, isTurnedAway: true } }]);
  });

  it.each<[string, Answer, string]>([
    ['nobody answers', unreachable(), 'server-unreachable'],
    ['the platform has a fault', refusal(500, 'API Error: 502 - Bad gateway'), 'server-error'],
    ['the proxy has a fault', json(500, { error: 'Internal error' }), 'server-error'],
    ['a gateway has had enough', new Response('<html>', { status: 504 }), 'server-error'],
    ['the answer can’t be read', json(200, { hello: 1 }), 'unexpected-reply'],
  ])('may have been taken where %s', async (_, answer, code) => {
    const { told } = await say(answer);
    expect(told).toMatchObject([{ type: 'closed', end: { kind: 'back-off', problem: { code } } }]);
    expect(told[0]).not.toHaveProperty('end.isTurnedAway');
  });
});

describe('R43: whether there is a secure proxy', () => {
  it.each<[string, Answer, boolean]>([
    ['as ours says it', refusedGet, true],
    ['with details', json(405, { error: 'x', details: 'y' }), true],
    ['as FastAPI would', json(405, { detail: 'Method Not Allowed' }), false],
    ['as a page', new Response('<h1>405</h1>', { status: 405 }), false],
    ['with another status', json(404, { error: 'Not found' }), false],
    ['of a redirect', new Response(null, { status: 302 }), false],
    ['by nobody', unreachable(), false],
    ['without an end', new Response(`{"error":"${'x'.repeat(10_000)}"}`, { status: 405 }), false],
  ])('is told by its 405: %s', async (_, answer, expected) => {
    const { fetch, requests } = answering(answer);
    expect(await isProxyAt(profile.apiUrl, { fetch, clock, signal: signal() })).toBe(expected);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.method).toBe('GET');
  });
});

describe('R40: a chat of a secure proxy', () => {
  it.each<[Answer, object]>([
    [json(200, { id: 'c1' }), { ok: true, value: 'c1' }],
    [json(200, { chat: 'c1' }), { ok: false, failure: { kind: 'unexpected-body' } }],
    [json(503, { error: 'x', details: 'y' }), { ok: false, failure: { kind: 'unavailable', detail: 'y' } }],
  ])('is asked for once', async (answer, expected) => {
    const { fetch, requests } = answering(answer);
    const proxy = createProxyClient({ profile, fetch, clock, random: () => 0 });
    expect(await proxy.createChat('New chat', signal())).toEqual(expected);
    expect(requests).toHaveLength(1);
    expect(await requests[0]?.json()).toEqual({ title: 'New chat' });
  });
});
