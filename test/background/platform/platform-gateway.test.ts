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
  readonly body: string;
}

/** A gateway over a platform that answers by path; `unseen`: what is asked without wanting to see the answer succeeds. */
function open(routes: Readonly<Record<string, Answer>>, { isUnseen = false, tokens = signedOut } = {}) {
  const asked: Asked[] = [];
  const clock = createVirtualClock();
  const gateway = createPlatformGateway({
    profile,
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
      asked.push({ path, mode, body: await request.clone().text() });
      if (mode === 'no-cors' && isUnseen) return new Response();
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
    ['nobody there', false, { code: 'server-unreachable', subject: 'api.example.org' }],
    [
      'a server that lets no extension read it (CORS)',
      true,
      { code: 'extension-blocked', subject: 'api.example.org', origin: 'https://api.example.org' },
    ],
  ])('fails for now with %s, and says which of the two it is', async (_, isUnseen, problem) => {
    const { gateway, asked } = open({}, { isUnseen });
    expect(await gateway.createChat('s', null, signal)).toEqual(fail({ kind: 'transient', problem }));
    expect(asked.map(({ mode }) => mode)).toContain('no-cors');
  });

  it.each([
    ['a limit', json(429, { details: { retry_after: 7 } }), { kind: 'rate-limited', retryAfterMs: 7000 }],
    ['nobody signed in', json(401, {}), { kind: 'unauthorised' }],
    [
      'a tenant that is not known',
      json(404, { error_code: 'TENANT_NOT_FOUND' }),
      { kind: 'fatal', problem: { code: 'tenant-unknown', subject: 'acme' } },
    ],
    ['a refusal', json(422, { detail: 'no' }), { kind: 'fatal', problem: { code: 'message-rejected' } }],
  ])('fails with %s as that', async (_, answer, failure) => {
    const { gateway, asked } = open({ '/api/v1/chat': answer });
    const created = gateway.createChat('s', null, signal);
    expect(await created).toMatchObject(fail(failure));
    // Whoever answered need not be looked for once more.
    expect(asked.filter(({ mode }) => mode === 'no-cors')).toEqual([]);
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
    const items = [
      { id: 1, role: 'user', content: 'Why?', client_message_id: 'q1' },
      { id: 2, role: 'assistant', content: 'Because.' },
    ];
    const { gateway } = open({ [path]: json(200, { items }) });
    expect(await gateway.readHistory('c1', 1, signal)).toEqual(
      ok([
        { id: '1', role: 'user', content: 'Why?', clientMessageId: 'q1' },
        { id: '2', role: 'assistant', content: 'Because.', clientMessageId: null },
      ]),
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
    expect(clock.next()).toBeNull();
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
    ['nobody answers', unreachable(), { code: 'server-unreachable', subject: 'api.example.org' }],
  ])('is explained by REST: %s', async (_, answer, problem) => {
    expect(await open({ [path]: answer }).gateway.explainRefusal(signal)).toEqual(problem);
  });
});

it('branding that can’t be read is none', async () => {
  const { gateway } = open({ '/api/v1/chat/config': json(404, {}) });
  expect(await gateway.readBranding(signal)).toBeNull();
  const { gateway: other } = open({ '/api/v1/chat/config': json(200, { title: 'Acme' }) });
  expect(await other.readBranding(signal)).toMatchObject({ title: 'Acme' });
});
