import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { WayInUse } from '../../lib/shared/connection-way.ts';
import * as server from '../platform/behaviours.ts';
import type { Behaviour } from '../platform/behaviour.ts';
import { tell } from '../chaos/tally.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';
import { framesOf, storedQuestions } from './platform-view.ts';
import { SilentSocket } from './silent-socket.ts';

const createFlow = flowFixture();
const always = Infinity;
const socketPage = { method: 'GET', path: '/api/v1/ws/chat' };

interface Deployment {
  readonly kind: string;
  readonly options?: FlowOptions;
  readonly script?: readonly Behaviour[];
  readonly way: string;
  readonly why?: string;
  /** ms until it is ready, at the most. Default: at once. */
  readonly within?: number;
}

const silent = SilentSocket as unknown as typeof WebSocket;

/** Each is connected with nothing set but the API URL. */
const deployments: readonly Deployment[] = [
  { kind: 'v3', way: 'v3', within: 0 },
  { kind: 'v3 at another path', options: { socketPath: '/ws/' }, way: 'v3', within: 500 },
  { kind: 'v3 that takes 3 s to start', script: [server.initializing(3, 1000)], way: 'v3', within: 3500 },
  {
    kind: 'v3 behind a proxy that strips Upgrade',
    script: [
      server.refusesUpgrade(426, always),
      server.failsRest({ ...socketPage, status: 426, times: always }),
    ],
    way: 'rest',
    why: 'stripped',
    within: 5000,
  },
  {
    kind: 'v3 whose sockets are swallowed',
    options: { Socket: silent },
    way: 'rest',
    why: 'silent',
    within: 5000,
  },
  {
    kind: 'REST only',
    script: [server.refusesUpgrade(404, always)],
    way: 'rest',
    why: 'refused',
    within: 5000,
  },
  { kind: 'v1, plain', options: { speaks: 'v1-plain' }, way: 'v1', within: 5000 },
  {
    kind: 'v1, auth first',
    options: { speaks: 'v1-auth-first', v1: { answers: 'chat_response', ready: 'platform_ready' } },
    way: 'v1',
    within: 7000,
  },
  {
    kind: 'v1, hybrid',
    options: { speaks: 'v1-hybrid', v1: { replies: 'socket-then-reply', ready: 'ai_services_ready' } },
    way: 'v1',
    within: 7000,
  },
  {
    kind: 'v3 whose health is elsewhere',
    script: [server.failsRest({ method: 'GET', path: '/api/v1/health', status: 404, times: always })],
    way: 'v3',
    within: 0,
  },
  {
    kind: 'sockets that are accepted and dropped',
    script: [server.acceptsThenDrops(always)],
    way: 'rest',
    why: 'dropped',
    within: 5000,
  },
  { kind: 'secure proxy', options: { isProxied: true }, way: 'proxy', within: 1000 },
];

const told: string[] = [];

async function deploy({ options = {}, script = [] }: Deployment): Promise<Flow> {
  const flow = await createFlow({
    ...options,
    knowsTenant: false,
    profile: { protocol: 'automatic', wsUrlIsDerived: true },
  });
  flow.platform.answerWith('Because.');
  flow.platform.script(...script);
  return flow;
}

describe('with nothing set but the API URL, a deployment that is', () => {
  it.each(deployments)('$kind is connected, and answers once', async (deployment) => {
    const flow = await deploy(deployment);
    const before = flow.clock.now();
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected', 10_000);
    const ms = flow.clock.now() - before;
    const requests = flow.trace.filter((touch) => touch.startsWith('fetch ')).length;
    const sockets = flow.trace.filter((touch) => touch === 'socket opens').length;
    told.push(
      `${deployment.kind}: ${deployment.way}, ready after ${ms} ms, ${requests} requests, ${sockets} sockets`,
    );
    await panel.send('Why?');
    await flow.until(() => panel.texts()[0] === 'Because.', 10_000);
    expect(storedQuestions(flow)).toEqual(['Why?']);
    expect(await details(panel)).toMatchObject({ way: deployment.way, why: deployment.why ?? null });
    expect(ms).toBeLessThanOrEqual(deployment.within ?? 0);
    expect(flow.platform.received.violations).toEqual([]);
  });
});

const details = async (panel: PanelProbe): Promise<WayInUse | null> => {
  const asked = await panel.request({ type: 'connection/details' });
  return asked.ok ? asked.value.way : null;
};
const wayOf = async (panel: PanelProbe): Promise<string | undefined> => (await details(panel))?.way;
const joins = (flow: Flow): number => framesOf(flow, 'join_chat').length;
const minute = 60_000;

/** Connected by REST, where sockets are refused from the beginning. */
async function byRest(options: FlowOptions = {}): Promise<{ flow: Flow; panel: PanelProbe }> {
  const flow = await deploy({
    kind: 'REST only',
    way: 'rest',
    options,
    script: [server.refusesUpgrade(404, always)],
  });
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  return { flow, panel };
}

describe('a socket that opens again', () => {
  it('is found within ten minutes, and used from then on', async () => {
    const { flow, panel } = await byRest();
    const { length: before } = flow.platform.received.connections;
    await flow.advance(9.9 * minute);
    expect(flow.platform.received.connections).toHaveLength(before);
    expect(await details(panel)).toMatchObject({ way: 'rest', why: 'refused', isFound: true });
    flow.platform.clearScript();
    await flow.advance(0.2 * minute);
    await flow.until(() => panel.status() === 'connected');
    expect(await wayOf(panel)).toBe('v3');
    expect(flow.platform.openSockets()).toBe(1);
    flow.platform.answerWith('ok');
    await panel.send('Why?');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(framesOf(flow, 'user_message')).toHaveLength(1);
  });

  it('is looked for at once when the network is another, and when somebody asks', async () => {
    const { flow, panel } = await byRest();
    await flow.advance(minute);
    flow.platform.clearScript();
    flow.startWorker().background.networkChanged();
    await flow.until(() => joins(flow) === 1 && panel.status() === 'connected', 5000);
    expect(await wayOf(panel)).toBe('v3');
    flow.platform.script(server.refusesUpgrade(404, always));
    flow.platform.drop();
    await flow.until(() => panel.status() !== 'connected');
    await flow.until(() => panel.status() === 'connected');
    expect(await wayOf(panel)).toBe('rest');
    await flow.advance(6000);
    flow.platform.clearScript();
    await panel.request({ type: 'connection/reconnect' });
    await flow.until(() => joins(flow) === 2 && panel.status() === 'connected', 5000);
    expect(await wayOf(panel)).toBe('v3');
  });

  it('waits for the answer that is under way, which comes once and by its own way', async () => {
    const assistant = createHeldAssistant(['one ', 'two']);
    const { flow, panel } = await byRest({ assistant });
    flow.platform.answerWith(null);
    await flow.advance(10_000);
    await panel.send('first');
    await panel.send('second');
    await flow.until(() => storedQuestions(flow).length === 1);
    flow.platform.clearScript();
    flow.startWorker().background.networkChanged();
    const { length: before } = flow.platform.received.connections;
    await flow.until(() => flow.platform.received.connections.length > before);
    // What the look has found, and has told.
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    expect([await wayOf(panel), joins(flow)]).toEqual(['rest', 0]);
    assistant.release();
    await flow.until(() => panel.texts().join('|') === 'one two|one two');
    expect(await wayOf(panel)).toBe('v3');
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
    expect(framesOf(flow, 'user_message').map(({ text }) => text)).toEqual(['second']);
  });

  it('is found by the next worker, which begins by what is known', async () => {
    const { flow, panel } = await byRest();
    const { length: before } = flow.platform.received.connections;
    flow.killWorker();
    await flow.advance(1000);
    await flow.until(() => panel.status() === 'connected');
    expect(flow.platform.received.connections).toHaveLength(before);
    expect(await wayOf(panel)).toBe('rest');
    flow.platform.clearScript();
    await flow.advance(10 * minute);
    await flow.until(() => panel.status() === 'connected');
    expect(await wayOf(panel)).toBe('v3');
  });
});

describe('a deployment that is known to speak v3', () => {
  async function byV3(): Promise<{ flow: Flow; panel: PanelProbe }> {
    const flow = await deploy({ kind: 'v3', way: 'v3' });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    return { flow, panel };
  }

  it('is connected by the next worker as one that was set: the same requests, and none before the socket', async () => {
    const asked: string[][] = [];
    for (const protocol of ['v3', 'automatic'] as const) {
      const flow = await createFlow({ profile: { protocol, wsUrlIsDerived: true } });
      const panel = flow.openPanel();
      await flow.until(() => panel.status() === 'connected');
      flow.killWorker();
      flow.trace.length = 0;
      await flow.until(() => panel.status() === 'connected' && flow.trace.includes('socket: chat_joined'));
      asked.push(flow.trace.filter((what) => /^(fetch|socket)/.test(what)));
    }
    expect(asked[1]).toEqual(asked[0]);
  });

  it('is not long without it after a rolling restart that refuses sockets for a while', async () => {
    const { flow, panel } = await byV3();
    flow.platform.script(server.refusesUpgrade(503, 2));
    flow.platform.drop(1001);
    await flow.until(() => panel.status() !== 'connected');
    await flow.until(() => panel.status() === 'connected');
    expect(await wayOf(panel)).toBe('rest');
    await flow.advance(minute);
    await flow.until(() => panel.status() === 'connected');
    expect(await wayOf(panel)).toBe('v3');
  });

  it('is not given up for a server that is down', async () => {
    const { flow, panel } = await byV3();
    await flow.platform.stop();
    await flow.advance(20_000);
    expect(await wayOf(panel)).toBe('v3');
    expect(panel.problem()).toMatchObject({ code: 'server-unreachable' });
    await flow.platform.start();
    await flow.until(() => panel.status() === 'connected', 30_000);
    expect(await wayOf(panel)).toBe('v3');
  });
});

describe('what the organisation allows', () => {
  it.each<[readonly string[], readonly Behaviour[], string, boolean]>([
    [['rest'], [], 'rest', false],
    [['v3', 'rest'], [server.refusesUpgrade(404, always)], 'rest', true],
    [['v3'], [], 'v3', true],
  ])('%o: no other way is tried', async (allowedProtocols, script, way, opensSockets) => {
    const flow = await deploy({ kind: '', way, script, options: { policy: { allowedProtocols } } });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    expect(await wayOf(panel)).toBe(way);
    expect(flow.platform.received.connections.length > 0).toBe(opensSockets);
  });

  it('v3 alone: where its socket is refused, that is told, and REST is not gone', async () => {
    const script = [server.refusesUpgrade(404, always)];
    const flow = await deploy({
      kind: '',
      way: '',
      script,
      options: { policy: { allowedProtocols: ['v3'] } },
    });
    const panel = flow.openPanel();
    await flow.until(() => panel.problem()?.code === 'websocket-refused');
    await flow.advance(minute);
    expect(panel.status()).not.toBe('connected');
  });
});

describe('a socket that is refused', () => {
  const health = { method: 'GET', path: '/api/v1/health' };
  it.each<[string, readonly Behaviour[], string | null]>([
    [
      'by a platform that starts up',
      [server.failsRest({ ...health, status: 503, body: { code: 'schema_unavailable' }, times: always })],
      null,
    ],
    ['by one whose REST fails', [server.failsRest({ ...health, status: 500, times: always })], null],
    [
      'where the tenant is unknown',
      [
        server.failsRest({
          method: 'GET',
          path: '/api/v1/auth/tenant/{tenant}',
          status: 404,
          body: { code: 'TENANT_NOT_FOUND' },
          times: always,
        }),
      ],
      'tenant-unknown',
    ],
    [
      'because of a limit',
      [
        server.failsRest({
          method: 'GET',
          path: '/api/v1/ws/chat',
          status: 429,
          headers: { 'Retry-After': '30' },
          times: always,
        }),
      ],
      null,
    ],
  ])('%s is no reason to do without', async (_, script, code) => {
    const flow = await deploy({ kind: '', way: '', script: [server.refusesUpgrade(503, always), ...script] });
    const panel = flow.openPanel();
    await flow.advance(5000);
    expect(panel.status()).not.toBe('connected');
    if (code !== null) expect(panel.problem()).toMatchObject({ code });
    expect(await wayOf(panel)).toBe('v3');
  });
});

afterAll(() => tell(['Automatic:', ...told].join('\n  ')));
