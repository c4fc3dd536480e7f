import type { TokenSource } from '../auth/token-source.ts';
import { parseSettings } from '../config/endpoint-rules.ts';
import type { ConnectionSettings } from '../config/endpoint-rules.ts';
import type { SettingsInput, TestStage } from '../messaging/settings-shapes.ts';
import type { Clock } from '../shared/clock.ts';
import type { Report } from '../shared/report.ts';
import { createRestClient } from '../transport/http/rest-client.ts';
import { healthStage } from './health-stage.ts';
import { pingStage } from './ping-stage.ts';
import { proxyStage } from './proxy-stage.ts';
import { serverStage } from './server-stage.ts';
import type { SocketProbe, TestSocket } from './socket-probe.ts';
import type { Finding, StageName, TestBench } from './stage.ts';
import { tenantStage } from './tenant-stage.ts';
import { webSocketStage } from './websocket-stage.ts';

export interface ConnectionTestOptions {
  /** As typed, saved or not. */
  readonly settings: SettingsInput;
  /**
   * Asked for the profile that the settings make. Has to give `signedOut` unless the user signed in to that
   * very server and tenant: the settings under test may name any host, and the test sends it the token.
   */
  readonly tokensFor: (profile: ConnectionSettings) => TokenSource;
  readonly openSocket: (url: string) => TestSocket;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly random: () => number;
  /** First with outcome `running`, then with how it ended. */
  readonly onStage: (stage: TestStage) => void;
  readonly report: Report;
  readonly signal: AbortSignal;
}

const stopped: Finding = { outcome: 'skipped', note: { code: 'stopped' } };
const skipped: Finding = { outcome: 'skipped' };
const socketUnused: Finding = { outcome: 'skipped', note: { code: 'socket-unused' } };
const joinLeftOut: Finding = { outcome: 'skipped', note: { code: 'join-left-out' } };

/**
 * *Test connection*: each stage asks one question, and the ones that an answer makes pointless are skipped.
 * Changes nothing, on either side. Never rejects; returns the stages as they ended.
 */
export async function runConnectionTest(options: ConnectionTestOptions): Promise<TestStage[]> {
  const { clock, signal, onStage, report } = options;
  // Called as a plain function: a browser's fetch refuses to be called as a method of anything else.
  const fetch: typeof globalThis.fetch = (input, init) => options.fetch.call(undefined, input, init);
  const ended: TestStage[] = [];

  const end = (name: StageName, finding: Finding, duration?: number): Finding => {
    const stage: TestStage = { name, ...finding, ...(duration === undefined ? {} : { duration }) };
    ended.push(stage);
    onStage(stage);
    return finding;
  };

  const run = async (name: StageName, stage: () => Promise<Finding>): Promise<Finding> => {
    if (signal.aborted) return end(name, stopped);
    onStage({ name, outcome: 'running' });
    const startedAt = clock.now();
    let finding: Finding;
    try {
      finding = await stage();
    } catch (error) {
      finding = { outcome: 'failed', problem: report(error, 'connection-test') };
    }
    return end(name, signal.aborted ? stopped : finding, Math.max(0, Math.round(clock.now() - startedAt)));
  };

  const skip = (...names: readonly StageName[]): TestStage[] => {
    for (const name of names) end(name, signal.aborted ? stopped : skipped);
    return ended;
  };

  const settings = parseSettings(options.settings);
  await run('url', async () => {
    if (!settings.ok) {
      const note = { code: 'settings-refused', errors: settings.failure } as const;
      return { outcome: 'failed', problem: { code: 'settings-invalid' }, note };
    }
    const { apiUrl, wsUrl } = settings.value;
    return { outcome: 'passed', note: { code: 'addresses', apiUrl, wsUrl } };
  });
  if (!settings.ok) return skip('server', 'health', 'tenant', 'websocket', 'join', 'ping');

  const profile = settings.value;
  const bench: TestBench = {
    profile,
    // A person is waiting, and wants to see the 503 rather than its fifth repeat.
    rest: createRestClient({
      profile,
      tokens: options.tokensFor(profile),
      fetch,
      clock,
      random: options.random,
      attempts: 1,
    }),
    fetch,
    openSocket: options.openSocket,
    clock,
    signal,
  };

  const server = await run('server', () => serverStage(bench));
  if (server.outcome === 'failed') return skip('health', 'tenant', 'websocket', 'join', 'ping');

  if (profile.protocol === 'proxy') {
    await run('health', () => proxyStage(bench));
    // It tells nothing of the platform behind it.
    return skip('tenant', 'websocket', 'join', 'ping');
  }

  await run('health', () => healthStage(bench));

  const tenant = await run('tenant', () => tenantStage(bench));
  // A socket for a tenant that does not exist is refused like one at a wrong path: it would only mislead.
  if (tenant.problem?.code === 'tenant-unknown') return skip('websocket', 'join', 'ping');

  if (profile.protocol === 'rest') {
    end('websocket', socketUnused);
    return skip('join', 'ping');
  }

  // A field, since a plain variable's assignment in the callback below is lost on the type checker.
  const opened: { probe: SocketProbe | null } = { probe: null };
  try {
    await run('websocket', async () => {
      const { finding, probe } = await webSocketStage(bench);
      opened.probe = probe;
      return finding;
    });
    const { probe } = opened;
    if (probe === null) return skip('join', 'ping');
    end('join', joinLeftOut);
    await run('ping', () => pingStage(bench, probe));
    return ended;
  } finally {
    opened.probe?.close();
  }
}
