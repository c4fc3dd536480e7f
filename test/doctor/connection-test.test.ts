import { describe, expect, it, vi } from 'vitest';
import { signedOut, type TokenSource } from '../../lib/auth/token-source.ts';
import { parseSettings } from '../../lib/config/endpoint-rules.ts';
import { testStage } from '../../lib/messaging/test-stage.ts';
import { passTime } from '../doubles/pass-time.ts';
import { healthy, json, run, silent, start, typed, type Fixture } from './doctor-fixture.ts';

describe('a faithful platform', () => {
  it('passes every stage, in order', async () => {
    const { outcomes } = await run();
    expect(outcomes).toEqual([
      'url passed',
      'permission passed',
      'server passed',
      'health passed',
      'tenant passed',
      'account passed',
      'websocket passed',
      'ready passed',
      'join passed',
      'ping passed',
    ]);
  });

  it('is heard of stage by stage, as the contract says', async () => {
    const { heard, stages } = await run();
    expect(heard.slice(0, 4).map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'url running',
      'url passed',
      'permission running',
      'permission passed',
    ]);
    expect(heard.filter(({ outcome }) => outcome !== 'running')).toEqual(stages);
    for (const stage of heard) expect(testStage.safeParse(stage).success).toBe(true);
    for (const { outcome, duration } of stages)
      expect(Number.isInteger(duration)).toBe(outcome !== 'skipped');
  });

  it('has what was found noted in codes, all of which cross the port', async () => {
    const { stages } = await run();
    expect(stages.map(({ note }) => note)).toEqual([
      {
        code: 'addresses',
        apiUrl: 'https://api.example.org',
        wsUrl: 'wss://api.example.org/api/v1/ws/chat',
        tenantId: 'acme',
        protocol: 'v3',
      },
      { code: 'access-unasked' },
      undefined,
      { code: 'version', version: '3.2.0' },
      undefined,
      { code: 'signed-out' },
      undefined,
      undefined,
      undefined,
      { code: 'pong', ms: 0 },
    ]);
    for (const stage of stages) expect(testStage.parse(stage)).toEqual(stage);
  });

  it('is told nothing that changes it: only GET requests, one socket, one join of a chat that nobody has, one ping, closed with 1000', async () => {
    const { requests, sockets, of } = await run();
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(sockets.map(({ sent, closedWith }) => [sent.length, closedWith])).toEqual([[2, 1000]]);
    expect(sockets[0]?.sent).toMatchObject([{ type: 'join_chat', data: { token: null } }, { type: 'ping' }]);
    expect(of('health')?.note).toEqual({ code: 'version', version: '3.2.0' });
  });

  it('behind a secure proxy is not asked about: only that is, by what it refuses to everybody', async () => {
    const refusal = (): Response => json(405, { error: 'Method not allowed' });
    const { outcomes, sockets, requests } = await run({
      settings: { protocol: 'proxy' },
      routes: { '/api/chat/create': refusal },
    });
    expect(outcomes.slice(0, 5)).toEqual([
      ...['url passed', 'permission passed', 'server passed', 'health passed', 'tenant skipped'],
    ]);
    expect(sockets).toEqual([]);
    expect(new Set(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`))).toEqual(
      new Set(['GET /api/chat/create']),
    );
    const other = await run({
      settings: { protocol: 'proxy' },
      routes: { '/api/chat/create': () => json(404, {}) },
    });
    expect(other.of('health')).toMatchObject({ outcome: 'failed', problem: { code: 'wrong-path' } });
  });

  it('is asked for no socket by a profile that goes by REST', async () => {
    const { outcomes, sockets, of } = await run({ settings: { protocol: 'rest' } });
    expect(outcomes.slice(5)).toEqual([
      'account passed',
      'websocket skipped',
      'ready skipped',
      'join skipped',
      'ping skipped',
    ]);
    expect(of('websocket')?.note).toEqual({ code: 'socket-unused' });
    expect(sockets).toEqual([]);
  });

  it('gets the tenant in the socket’s URL, and never a token', async () => {
    const tokens: TokenSource = { ...signedOut, accessToken: () => Promise.resolve('access-1') };
    const { requests, sockets } = await run({ tokensFor: () => tokens });
    expect(sockets[0]?.url.href).toBe('wss://api.example.org/api/v1/ws/chat?tenant_id=acme');
    expect(requests.at(-1)?.headers.get('Authorization')).toBe('Bearer access-1');
    expect(sockets[0]?.sent[0]).toMatchObject({ type: 'join_chat', data: { token: 'access-1' } });
    for (const { url } of requests) expect(url).not.toContain('access-1');
  });

  it('is asked as whom the typed settings name, not the saved ones', async () => {
    const tokensFor = vi.fn(() => signedOut);
    await run({ tokensFor, settings: { apiUrl: 'https://other.example.org/' } });
    expect(tokensFor.mock.calls).toMatchObject([[{ apiUrl: 'https://other.example.org', tenantId: 'acme' }]]);
  });
});

describe('the url stage', () => {
  it('fails with what the rules refuse, by field, and asks nobody', async () => {
    const settings = { apiUrl: 'http://api.example.org', tenantId: '' };
    const refused = parseSettings({ ...typed, ...settings });
    const { outcomes, of, requests, sockets } = await run({ settings });
    expect(of('url')).toMatchObject({ outcome: 'failed', problem: { code: 'settings-invalid' } });
    expect(of('url')?.note).toEqual({
      code: 'settings-refused',
      errors: refused.ok ? null : refused.failure,
    });
    expect(of('url')?.note).toMatchObject({
      errors: { apiUrl: expect.anything(), tenantId: expect.anything() },
    });
    expect(outcomes.slice(1)).toEqual(
      [...['permission', 'server', 'health', 'tenant', 'account', 'websocket', 'ready', 'join', 'ping']].map(
        (name) => `${name} skipped`,
      ),
    );
    expect([requests.length, sockets.length]).toEqual([0, 0]);
  });
});

it('a mistake of ours fails its stage as ours, and is logged', async () => {
  const tokens = { ...signedOut, accessToken: () => Promise.reject(new TypeError('x')) };
  const { of, logged } = await run({ tokensFor: () => tokens });
  expect(of('health')).toMatchObject({ outcome: 'failed', problem: { code: 'internal' } });
  expect(of('tenant')).toMatchObject({ outcome: 'failed', problem: { code: 'internal' } });
  expect(logged[0]).toEqual({ event: 'internal', error: 'TypeError', where: 'connection-test' });
});

describe('a test that is stopped', () => {
  it.each([
    ['while the server is silent', { fetch: silent }],
    [
      'while AI services load',
      {
        routes: {
          ...healthy,
          '/api/v1/health': () => json(200, { status: 'healthy', ai_services_ready: false }),
        },
      },
    ],
    ['while the socket is silent', { socket: () => undefined }],
  ])(
    '%s ends at once, leaves nothing running, and every stage accounted for',
    async (_, fixture: Fixture) => {
      const abort = new AbortController();
      const { ended, sockets, clock } = start({ ...fixture, signal: abort.signal });
      await passTime(clock, 2000);
      abort.abort();
      const stages = await ended;
      expect(stages.map(({ name }) => name)).toEqual([
        ...['url', 'permission', 'server', 'health', 'tenant', 'account'],
        ...['websocket', 'ready', 'join', 'ping'],
      ]);
      expect(stages.at(-1)).toMatchObject({ outcome: 'skipped', note: { code: 'stopped' } });
      expect(sockets.every(({ closedWith }) => closedWith === 1000)).toBe(true);
      expect(clock.count()).toBe(0);
    },
  );
});
