import { describe, expect, it } from 'vitest';
import { signedOut, type TokenSource } from '../../../lib/auth/token-source.ts';
import { createKnownTenants } from '../../../lib/background/platform/known-tenants.ts';
import { createPlatformGateway } from '../../../lib/background/platform/platform-gateway.ts';
import { noPolicy } from '../../../lib/config/policy.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { json, unreachable, type Answer } from '../../transport/http/fake-platform.ts';

const profile = { ...productionProfile, apiUrl: 'https://api.example.org', tenantId: 'acme' };
const { signal } = new AbortController();

interface Asked {
  readonly path: string;
  readonly mode: RequestMode;
  readonly redirect: RequestRedirect;
  readonly body: string;
}

/** A gateway over a platform that answers by path. */
function open(routes: Readonly<Record<string, Answer>>, { tokens = signedOut } = {}) {
  const asked: Asked[] = [];
  const clock = createVirtualClock();
  const gateway = createPlatformGateway({
    profile,
    way: 'v3',
    tokens,
    pageRules: noPolicy.pageContext,
    knownTenants: createKnownTenants(createItems(createMemoryAreas()).knownTenants, () => ({
      code: 'internal',
    })),
    clock,
    random: () => 0,
    log: () => undefined,
    WebSocket: globalThis.WebSocket,
    async fetch(input, init) {
      const request = input instanceof Request ? input : new Request(input, init);
      const path = new URL(request.url).pathname;
      const mode = init?.mode ?? request.mode;
      asked.push({ path, mode, redirect: request.redirect, body: await request.clone().text() });
      const answer = routes[path] ?? unreachable();
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(request) : answer.clone();
    },
  });
  return { gateway, asked, clock };
}

describe('a chat that is created', () => {
  it('is known by its id, and told of a page only where one is attached', async () => {
    const { gateway, asked } = open({ '/api/v1/chat': json(201, { id: 'c1' }) });
    expect(await gateway.createChat('s', null, signal)).toEqual(ok('c1'));
    expect(await gateway.createChat('s', 'https://a.example/x', signal)).toEqual(ok('c1'));
    expect(asked.map(({ body }) => (JSON.parse(body) as { context?: object }).context)).toEqual([
      undefined,
      { page_url: 'https://a.example/x', tenant_id: 'acme' },
    ]);
  });

  it.each([
    ['nobody there, or one who lets no extension read anything', {}, 'server-unreachable'],
    [
      'a server that does not admit our headers (CORS)',
      { '/api/v1/health': json(200, {}) },
      'extension-blocked',
    ],
  ])('fails for now with %s, and offers the access that would tell', async (_, routes, code) => {
    const { gateway, asked } = open(routes);
    const problem = { code, subject: 'api.example.org', origin: 'https://api.example.org' };
    expect(await gateway.createChat('s', null, signal)).toEqual(fail({ kind: 'transient', problem }));
    // A browser follows every redirect of an answer that it hides.
    expect(new Set(asked.map(({ mode }) => mode))).toEqual(new Set(['cors']));
    expect(new Set(asked.map(({ redirect }) => redirect))).toEqual(new Set(['manual']));
  });

  it.each([
    ['a limit', json(429, { details: { retry_after: 7 } }), { kind: 'rate-limited', retryAfterMs: 7000 }],
    ['nobody signed in', json(401, {}), { kind: 'unauthorised' }],
    [
      'a tenant that is not known',
      json(404, { error_code: 'TENANT_NOT_FOUND' }),
      { kind: 'fatal', problem: { code: 'tenant-unknown', subject: 'acme' } },
    ],
    [
      'a refusal',
      json(422, { detail: 'no' }),
      { kind: 'fatal', problem: { code: 'chat-refused', detail: 'no' } },
    ],
    ['one for its size', json(413, {}), { kind: 'fatal', problem: { code: 'chat-refused' } }],
    [
      'nobody signed in, by name',
      json(401, {}, { 'X-Request-ID': 'req-1' }),
      { kind: 'unauthorised', requestId: 'req-1' },
    ],
  ])('fails with %s as that', async (_, answer, failure) => {
    const { gateway, asked } = open({ '/api/v1/chat': answer });
    const created = gateway.createChat('s', null, signal);
    expect(await created).toMatchObject(fail(failure));
    // Whoever answered need not be looked for once more.
    expect(asked.filter(({ path }) => path === '/api/v1/health')).toEqual([]);
  });

  it('is not asked for by whom the platform would refuse', async () => {
    const ended: TokenSource = { ...signedOut, hasEnded: async () => true };
    const { gateway, asked } = open({}, { tokens: ended });
    expect(await gateway.createChat('s', null, signal)).toEqual(
      fail({ kind: 'fatal', problem: { code: 'sign-in-needed' } }),
    );
    expect(asked).toEqual([]);
  });
});

describe('a history that is read', () => {
  const path = '/api/v1/chat/c1/messages';

  it('is told in the session’s own words', async () => {
    const nothing = { sources: [], totalTokens: null };
    const items = [
      { id: 1, role: 'user', content: 'Why?', client_message_id: 'q1' },
      { id: 2, role: 'assistant', content: 'Because.' },
    ];
    const { gateway } = open({ [path]: json(200, { items }) });
    expect(await gateway.readHistory('c1', 1, signal)).toEqual(
      ok({
        items: [
          { id: '1', role: 'user', content: 'Why?', createdAt: null, clientMessageId: 'q1', ...nothing },
          {
            id: '2',
            role: 'assistant',
            content: 'Because.',
            createdAt: null,
            clientMessageId: null,
            ...nothing,
          },
        ],
        isWhole: true,
      }),
    );
  });

  it.each([
    ['nobody answers', unreachable(), 'transient'],
    ['there is a limit', json(429, {}), 'transient'],
    ['nobody is signed in', json(401, {}), 'transient'],
    ['there is none', json(404, { detail: 'Not Found' }), 'gone'],
    ['the chat is not there', json(404, { code: 'CHAT_NOT_FOUND' }), 'gone'],
    ['it makes no sense', json(200, { what: 'ever' }), 'gone'],
  ] as const)('can tell later, or never, where %s', async (_, answer, failure) => {
    expect(await open({ [path]: answer }).gateway.readHistory('c1', 1, signal)).toEqual(fail(failure));
  });

  it('gives up a first look that hangs after 6 s, and lets a second one take its time', async () => {
    const hangs = (request: Request): Promise<Response> =>
      new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    const { gateway, clock } = open({ [path]: hangs });
    const first = gateway.readHistory('c1', 1, signal);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const due = clock.next();
    expect(due === null ? null : due - clock.now()).toBe(6000);
    clock.fireNext();
    expect(await first).toEqual(fail('transient'));
    void gateway.readHistory('c1', 2, signal);
    await new Promise((resolve) => setTimeout(resolve, 5));
    // R13: as long as any other request.
    expect((clock.next() ?? 0) - clock.now()).toBe(15_000);
  });
});

describe('a connection that was refused', () => {
  const path = '/api/v1/auth/tenant/acme';
  const socket = { code: 'websocket-refused', subject: profile.wsUrl };

  it.each([
    ['the tenant is known', json(200, {}), socket],
    ['the deployment can’t tell tenants', json(404, { detail: 'Not Found' }), socket],
    [
      'the tenant is not known',
      json(404, { error_code: 'TENANT_NOT_FOUND' }),
      { code: 'tenant-unknown', subject: 'acme', detail: 'TENANT_NOT_FOUND' },
    ],
    [
      'nobody answers',
      unreachable(),
      { code: 'server-unreachable', subject: 'api.example.org', origin: 'https://api.example.org' },
    ],
    ['there is a limit', json(429, {}), { kind: 'rate-limited', retryAfterMs: 60_000 }],
  ])('is explained by REST: %s', async (_, answer, problem) => {
    expect(await open({ [path]: answer }).gateway.explainRefusal(signal)).toMatchObject(problem);
  });

  const chat = '/api/v1/chat/c1';
  const upgrade = '/api/v1/ws/chat';
  const known = { [path]: json(200, {}), '/api/v1/health': json(200, { status: 'healthy' }) };
  const admitted = { ...known, [chat]: json(200, {}) };
  it.each<[string, Readonly<Record<string, Answer>>, object]>([
    ['nothing else is wrong', admitted, socket],
    ['nobody knows the address of the socket', { ...admitted, [upgrade]: json(404, {}) }, socket],
    ['nobody is signed in', { ...known, [chat]: json(401, {}) }, { code: 'sign-in-needed' }],
    ['the account may not', { ...known, [chat]: json(403, {}) }, { code: 'scope-missing' }],
    [
      'there is a limit for this account',
      { ...known, [chat]: json(429, { details: { retry_after: 7 } }) },
      { kind: 'rate-limited', retryAfterMs: 7000 },
    ],
    [
      'its AI services are loading',
      { ...admitted, '/api/v1/health': json(200, { status: 'healthy', ai_services_ready: false }) },
      { code: 'platform-starting' },
    ],
    [
      'its AI services say how far they are',
      {
        ...admitted,
        '/api/v1/health': json(200, { status: 'starting', ai_services_ready: false, progress: 0.4 }),
      },
      { code: 'platform-starting', progress: { done: 40 } },
    ],
    [
      'it is not ready, and says for what it waits',
      { ...admitted, '/readyz': json(503, { code: 'db_not_ready', message: 'The schema' }) },
      { code: 'platform-starting', progress: { words: 'The schema' } },
    ],
    [
      'it is not ready, and nothing more',
      { ...admitted, '/readyz': json(500, {}) },
      { code: 'platform-starting' },
    ],
    ['whether it is ready it won’t say', { ...admitted, '/readyz': json(403, {}) }, socket],
    [
      'its database is not there',
      { ...admitted, '/api/v1/health': json(400, { code: 'db_not_ready' }) },
      { code: 'platform-starting' },
    ],
    [
      'the socket’s address wants what a browser can’t send',
      { ...admitted, [upgrade]: json(401, {}) },
      { code: 'websocket-blocked', subject: profile.wsUrl, count: 401 },
    ],
    [
      'the socket’s address is forbidden',
      { ...admitted, [upgrade]: json(403, {}) },
      { code: 'websocket-blocked', subject: profile.wsUrl, count: 403 },
    ],
    [
      'there is a limit at the socket’s address',
      { ...admitted, [upgrade]: json(429, {}, { 'Retry-After': '5' }) },
      { kind: 'rate-limited', retryAfterMs: 5000 },
    ],
    [
      'a proxy strips the upgrade',
      { ...admitted, [upgrade]: json(426, {}) },
      { code: 'websocket-blocked', subject: profile.wsUrl },
    ],
    ['nobody serves the socket', { ...admitted, [upgrade]: json(502, {}) }, { code: 'server-error' }],
  ])('is explained by what REST shows: %s', async (_, routes, found) => {
    const { gateway, asked } = open(routes);
    expect(await gateway.explainRefusal(signal, 'c1')).toMatchObject(found);
    expect(new Set(asked.map(({ redirect }) => redirect))).toEqual(new Set(['manual']));
  });
});

it('branding is worth asking for again where it may be there later', async () => {
  const asked: [Answer, number[]][] = [
    [json(404, {}), []],
    [json(503, {}), [0]],
    [json(400, { code: 'schema_unavailable' }), [0]],
    [unreachable(), [0]],
    [json(429, { details: { retry_after: 9 } }), [9000]],
  ];
  for (const [answer, expected] of asked) {
    const waits: number[] = [];
    const { gateway } = open({ '/api/v1/chat/config': answer });
    expect(await gateway.readBranding(signal, (ms) => waits.push(ms))).toBeNull();
    expect(waits).toEqual(expected);
  }
});

it('branding that can’t be read is none', async () => {
  const { gateway } = open({ '/api/v1/chat/config': json(404, {}) });
  expect(await gateway.readBranding(signal)).toBeNull();
  const { gateway: other } = open({ '/api/v1/chat/config': json(200, { title: 'Acme' }) });
  expect(await other.readBranding(signal)).toMatchObject({ title: 'Acme' });
});
