import { afterAll, describe, expect, it } from 'vitest';
import * as server from '../platform/behaviours.ts';
import type { Behaviour } from '../platform/behaviour.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import { storedQuestions } from './platform-view.ts';
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
  { kind: 'v3 that takes 3 s to start', script: [server.initializing(3, 1)], way: 'v3', within: 3500 },
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
    const { rest, connections } = flow.platform.received;
    told.push(
      `${deployment.kind}: ${deployment.way}, ready after ${ms} ms, ${rest.length} requests, ${connections.length} sockets`,
    );
    console.log(
      told.at(-1),
      rest.map(({ method, path }) => `${method} ${path}`),
    );
    await panel.send('Why?');
    await flow.until(() => panel.texts()[0] === 'Because.', 10_000);
    expect(storedQuestions(flow)).toEqual(['Why?']);
    const details = await panel.request({ type: 'connection/details' });
    expect(details).toMatchObject({ value: { way: { way: deployment.way, why: deployment.why ?? null } } });
    expect(ms).toBeLessThanOrEqual(deployment.within ?? 0);
    expect(flow.platform.received.violations).toEqual([]);
  });
});

afterAll(() => console.info(['Automatic:', ...told].join('\n  ')));
