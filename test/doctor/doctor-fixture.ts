import { signedOut, type TokenSource } from '../../lib/auth/token-source.ts';
import type { ConnectionSettings } from '../../lib/config/endpoint-rules.ts';
import { blankSettings } from '../../lib/config/settings-record.ts';
import { runConnectionTest } from '../../lib/doctor/connection-test.ts';
import type { StageName } from '../../lib/messaging/stage-name.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import type { SettingsInput, TestStage } from '../../lib/messaging/settings-shapes.ts';
import { createReport } from '../../lib/shared/report.ts';
import { passTime } from '../doubles/pass-time.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';
import { wayTo } from './way-to.ts';
import { faithful, scriptedSockets, type Behaviour } from './scripted-socket.ts';

export const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status });

export type Routes = Record<string, (request: Request) => Response | Promise<Response>>;

export const healthy: Routes = {
  '/api/v1/health': () => json(200, { status: 'healthy', version: '3.2.0' }),
  '/api/v1/auth/tenant/acme': () => json(200, { tenant_id: 'acme' }),
};

export const down = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

/** Takes the request, and never answers. */
export const silent: typeof globalThis.fetch = (_, init) =>
  new Promise((__, reject) =>
    init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
  );

export const typed: SettingsInput = {
  ...blankSettings(),
  protocol: 'v3',
  apiUrl: 'https://api.example.org',
  tenantId: 'acme',
};

export interface Fixture {
  settings?: Partial<SettingsInput>;
  routes?: Routes;
  socket?: Behaviour;
  fetch?: typeof globalThis.fetch;
  tokensFor?: (profile: ConnectionSettings) => TokenSource | null;
  forbids?: Problem;
  hasAccess?: boolean;
  isOnline?: boolean;
  only?: StageName;
  signal?: AbortSignal;
}

export const start = (fixture: Fixture) => {
  const clock = createVirtualClock();
  const requests: Request[] = [];
  const heard: TestStage[] = [];
  const logged: unknown[] = [];
  const { openSocket, sockets } = scriptedSockets(fixture.socket ?? faithful);
  const routes = fixture.routes ?? healthy;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    requests.push(request);
    return (routes[new URL(request.url).pathname] ?? (() => json(404, { detail: 'Not Found' })))(request);
  };
  const ended = runConnectionTest({
    settings: { ...typed, ...fixture.settings },
    tokensFor: async (profile) => (fixture.tokensFor ?? (() => signedOut))(profile),
    forbids: async () => fixture.forbids ?? null,
    hasAccess: async () => fixture.hasAccess ?? false,
    isOnline: () => fixture.isOnline ?? true,
    newId: () => crypto.randomUUID(),
    wayTo: wayTo({ fetch: fixture.fetch ?? fetch, clock, WebSocket }),
    only: fixture.only,
    openSocket,
    fetch: fixture.fetch ?? fetch,
    clock,
    random: () => 0,
    report: createReport((entry) => void logged.push(entry)),
    onStage: (stage) => heard.push(stage),
    signal: fixture.signal ?? new AbortController().signal,
  });
  return { ended, clock, requests, heard, sockets, logged };
};

/** ms. The waits of all stages together are shorter. */
const longest = 60_000;

/** Runs to the end; `of` gives a stage as it ended. */
export const run = async (fixture: Fixture = {}) => {
  const { ended, ...rest } = start(fixture);
  await passTime(rest.clock, longest);
  const stages = await ended;
  const of = (name: TestStage['name']) => stages.find((stage) => stage.name === name);
  const outcomes = stages.map(({ name, outcome }) => `${name} ${outcome}`);
  return { stages, of, outcomes, ...rest };
};
