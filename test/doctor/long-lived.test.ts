import { describe, expect, it } from 'vitest';
import { signedOut } from '../../lib/auth/token-source.ts';
import { passTime } from '../doubles/pass-time.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';
import { json, healthy, run, start, type Fixture } from './doctor-fixture.ts';
import { tokenOf } from './fault.ts';
import { runOver, withPlatform } from './real-world.ts';
import { faithful, refuses } from './scripted-socket.ts';

const stages = ['url', 'permission', 'server', 'health', 'tenant', 'account', 'websocket'] as const;
const ofSocket = ['ready', 'join', 'ping'] as const;
const accounts = { ...healthy, '/api/v1/auth/me': () => json(200, { id: 1 }) };

describe('a stage that is asked alone', () => {
  it.each([...stages, ...ofSocket])('%s tells of itself, and of nothing else', async (only) => {
    const { heard, stages: ended } = await run({ only, routes: accounts });
    expect(heard.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      `${only} running`,
      `${only} passed`,
    ]);
    expect(ended).toHaveLength(1);
  });

  it('asks a server for no more than it needs', async () => {
    const { requests, sockets } = await run({ only: 'tenant' });
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(['/api/v1/auth/tenant/acme']);
    expect(sockets).toEqual([]);
  });

  it.each(ofSocket)('%s says which stage has to pass first, where one does not', async (only) => {
    const { stages: ended, sockets } = await run({ only, socket: refuses });
    expect(ended).toEqual([
      { name: only, outcome: 'skipped', note: { code: 'not-reached', stage: 'websocket' } },
    ]);
    expect(sockets.every(({ closedWith }) => closedWith === 1000)).toBe(true);
  });

  it('goes nowhere where the policy forbids it', async () => {
    const { stages: ended, requests } = await run({ only: 'health', forbids: { code: 'policy-forbids' } });
    expect(ended).toMatchObject([{ name: 'health', outcome: 'skipped', note: { stage: 'permission' } }]);
    expect(requests).toEqual([]);
  });
});

describe('a test message', () => {
  it('is sent only where it is asked for, in a chat of its own, once', async () => {
    await withPlatform(async (platform) => {
      await runOver(platform);
      expect(platform.chats()).toEqual([]);
      const ended = await runOver(platform, {}, { only: 'message' });
      expect(ended).toMatchObject([{ name: 'message', outcome: 'passed', note: { code: 'answered' } }]);
      expect(platform.chats().map(({ title, messages }) => [title, messages.length])).toEqual([
        ['Connection test', 2],
      ]);
      expect(platform.received.userMessages).toHaveLength(1);
      expect(platform.received.violations).toEqual([]);
    });
  });

  it('goes by REST where the profile does', async () => {
    await withPlatform(async (platform) => {
      const ended = await runOver(platform, { protocol: 'rest' }, { only: 'message' });
      expect(ended).toMatchObject([{ name: 'message', outcome: 'passed', note: { code: 'answered' } }]);
      expect(platform.received.connections).toEqual([]);
    });
  });

  it('is not sent as nobody by somebody whose sign-in has ended', async () => {
    const tokensFor = () => ({ ...signedOut, hasEnded: () => Promise.resolve(true) });
    const { stages: ended, requests } = await run({ only: 'message', tokensFor });
    expect(ended).toMatchObject([
      { name: 'message', outcome: 'failed', problem: { code: 'sign-in-needed' } },
    ]);
    expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('however long it lives', () => {
  it('leaves no chat, no socket and no message behind', async () => {
    await withPlatform(async (platform) => {
      for (let times = 0; times < 5; times += 1) await runOver(platform);
      expect(platform.chats()).toEqual([]);
      expect(platform.received.userMessages).toEqual([]);
      await expect.poll(() => platform.openSockets()).toBe(0);
    });
  });

  it('every stage has its end, whatever hangs', async () => {
    const never = new Promise<never>(() => undefined);
    const hanging: Fixture[] = [
      { tokensFor: () => ({ ...signedOut, accessToken: () => never }) },
      { fetch: () => never, hasAccess: true },
      { socket: () => undefined },
    ];
    for (const fixture of hanging) {
      const { ended, clock } = start(fixture);
      await passTime(clock, 600_000);
      const all = await ended;
      expect(all).toHaveLength(10);
      expect(clock.count()).toBe(0);
      for (const { duration = 0 } of all) expect(duration).toBeLessThanOrEqual(45_000);
    }
  });

  it('never rejects: what throws is a mistake of ours at its stage', async () => {
    const broken = (): never => {
      throw new RangeError('x');
    };
    for (const fixture of [
      { hasAccess: undefined, fetch: broken },
      { socket: broken },
      { tokensFor: broken },
    ] as Fixture[])
      expect((await run(fixture)).stages).toHaveLength(10);
  });

  it('says when each stage began, by the clock', async () => {
    const { stages: ended } = await run();
    const at = createVirtualClock().now();
    expect(ended.map((stage) => stage.at)).toEqual(ended.map(() => at));
  });
});

it.each([
  ['a JWT', tokenOf({ tenant_id: 'acme', scope: 'chat:create chat:send' })],
  ['an opaque token', 'Qk3v9'.repeat(60)],
])('%s is shown to the platform, and stands in nothing that is told', async (_, token) => {
  const { heard, sockets } = await run({
    tokensFor: () => ({
      ...signedOut,
      accessToken: () => Promise.resolve(token),
      refresh: () => Promise.resolve('refused'),
    }),
    routes: {
      ...healthy,
      '/api/v1/health': () => json(200, { status: 'healthy', version: token }),
      '/api/v1/auth/tenant/acme': () => json(200, { status: token.slice(0, 40), plan: token.slice(0, 20) }),
      '/api/v1/auth/me': () =>
        json(403, { message: `no: ${token}`, error_code: 'x', meta: { request_id: token } }),
    },
    socket: (server, url) => {
      faithful(server, url);
      server.onFrame = () => {
        server.frame({ type: 'error', code: 'odd', message: `not ${token}` });
        server.drop(1008, token.slice(0, 100));
      };
    },
  });
  expect(JSON.stringify(sockets)).toContain(token);
  expect(heard.find(({ name, outcome }) => name === 'join' && outcome === 'failed')).toBeDefined();
  expect(JSON.stringify(heard)).not.toContain(token.slice(0, 12));
});
