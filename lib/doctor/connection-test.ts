import { signedOut, type TokenSource } from '../auth/token-source.ts';
import { parseSettings } from '../config/endpoint-rules.ts';
import type { ConnectionSettings } from '../config/endpoint-rules.ts';
import type { SettingsInput, TestStage } from '../messaging/settings-shapes.ts';
import { stageName, type StageName } from '../messaging/stage-name.ts';
import { quote } from '../protocol/quotation.ts';
import { createRestClient } from '../transport/http/rest-client.ts';
import { isProxyAt } from '../transport/proxy/proxy-look.ts';
import { createSend } from '../transport/http/send.ts';
import { accountStage } from './account-stage.ts';
import { healthStage } from './health-stage.ts';
import { messageStage } from './message-stage.ts';
import { permissionStage } from './permission-stage.ts';
import { proxyStage } from './proxy-stage.ts';
import { serverStage } from './server-stage.ts';
import { askSocket } from './socket-stages.ts';
import type { Finding, TestBench } from './stage.ts';
import { createStageRunner, type StageRunnerOptions } from './stage-runner.ts';
import { tenantStage } from './tenant-stage.ts';
import type { TestWay } from './test-way.ts';
import { wayStage } from './way-stage.ts';

type OfBench = 'forbids' | 'hasAccess' | 'isOnline' | 'openSocket' | 'fetch' | 'newId';

export interface ConnectionTestOptions
  extends Pick<TestBench, OfBench>, Omit<StageRunnerOptions, 'isTold' | 'secrets'> {
  /** As typed, saved or not. */
  readonly settings: SettingsInput;
  /** One stage, and untold what it needs of those before it. Absent: all of them, but for the message. */
  readonly only?: StageName | undefined;
  /**
   * Asked for the profile that the settings make. Has to give nobody's unless the user signed in to that very server and
   * tenant, and null where that sign-in was not made for one of the hosts: the settings under test may name any, and the
   * test shows them the token.
   */
  readonly tokensFor: (profile: ConnectionSettings) => Promise<TokenSource | null>;
  /** The way that the panel would go with that profile, as whoever `tokensFor` gives. Remembers nothing. */
  readonly wayTo: (profile: ConnectionSettings, tokens: TokenSource) => TestWay;
  readonly random: () => number;
}

const stages = stageName.options;
const ofSocket: readonly StageName[] = ['websocket', 'ready', 'join', 'ping'];
/** Those that build on nothing but the settings. */
const independent: ReadonlySet<StageName> = new Set(['server', 'health', 'tenant', 'account']);

/**
 * *Test connection*: each stage asks one question, and the ones that an answer makes pointless are skipped. Changes nothing,
 * on either side, but where a message is asked for, which gets a chat of its own. Never rejects; returns the stages as they
 * ended.
 */
export async function runConnectionTest(options: ConnectionTestOptions): Promise<TestStage[]> {
  const { only } = options;
  const secrets = new Set<string>();
  const settings = parseSettings(options.settings);
  const isAutomatic = settings.ok && settings.value.protocol === 'automatic';
  const isTold = (name: StageName): boolean =>
    only === undefined ? name !== 'message' && (name !== 'way' || isAutomatic) : name === only;
  const runner = createStageRunner({ ...options, isTold, secrets });

  /** All after it: there is no answer that they could build on. */
  function skipAfter(stage: StageName): TestStage[] {
    runner.leaveOut(stages.slice(stages.indexOf(stage) + 1), {
      outcome: 'skipped',
      note: { code: 'not-reached', stage },
    });
    return runner.ended();
  }

  /** It tells nothing of what is behind it. */
  function skipProxied(): TestStage[] {
    runner.leaveOut(stages.slice(stages.indexOf('tenant'), -1), {
      outcome: 'skipped',
      note: { code: 'proxy-untold' },
    });
    return runner.ended();
  }

  await runner.run('url', async () => {
    if (!settings.ok) {
      const note = { code: 'settings-refused', errors: settings.failure } as const;
      return { outcome: 'failed', problem: { code: 'settings-invalid' }, note };
    }
    const { apiUrl, wsUrl, tenantId, protocol } = settings.value;
    return { outcome: 'passed', note: { code: 'addresses', apiUrl, wsUrl, tenantId, protocol } };
  });
  if (!settings.ok) return skipAfter('url');

  const profile = settings.value;
  const tokens = remembering(await tokensOf(options, profile), secrets);
  const bench = createBench(options, profile, tokens, secrets);
  const ask = (name: StageName, stage: (bench: TestBench) => Promise<Finding>): Promise<Finding> =>
    runner.run(name, (signal) => stage({ ...bench, signal }));
  /** Of one that stands alone its neighbours are not asked. */
  const askIf = (isWanted: boolean, ...[name, stage]: Parameters<typeof ask>): Promise<Finding> =>
    isWanted ? ask(name, stage) : Promise.resolve({ outcome: 'passed' });

  // Nothing goes anywhere before that is known, whichever stage was asked for.
  const permission = await ask('permission', permissionStage);
  if (permission.outcome === 'failed') return skipAfter('permission');
  if (only === 'message') {
    await ask('message', messageStage);
    return runner.ended();
  }
  const server = await askIf(isTold('server'), 'server', serverStage);
  if (server.outcome === 'failed') return skipAfter('server');
  if (profile.protocol === 'proxy') {
    await askIf(isTold('health'), 'health', proxyStage);
    return skipProxied();
  }
  const health = await askIf(isTold('health'), 'health', isAutomatic ? healthOfAny : healthStage);
  if (health.note?.code === 'way') return skipProxied();
  const tenant = await askIf(isTold('tenant'), 'tenant', tenantStage);
  // A socket for a tenant that does not exist is refused like one at a wrong path: it would only mislead.
  if (tenant.problem?.code === 'tenant-unknown') return skipAfter('tenant');
  const account = await askIf(isTold('account') || only === 'websocket', 'account', accountStage);
  if (only !== undefined && independent.has(only)) return runner.ended();
  if (profile.protocol === 'rest') {
    runner.leaveOut(ofSocket, { outcome: 'skipped', note: { code: 'socket-unused' } });
    return runner.ended();
  }
  if (only !== 'way') {
    /** Where no socket is to be had, *automatic* goes on by requests: its last stage says whether. */
    const askSoftly: typeof ask = (name, stage) =>
      ask(name, async (limited) => {
        const finding = await stage(limited);
        return isAutomatic && finding.outcome === 'failed' ? { ...finding, outcome: 'warned' } : finding;
      });
    const last = await askSocket({ bench, ask: askSoftly, leaveOut: runner.leaveOut, only, account });
    if (last !== null)
      runner.leaveOut(ofSocket.slice(ofSocket.indexOf(last) + 1), {
        outcome: 'skipped',
        note: { code: 'not-reached', stage: last },
      });
  }
  if (isTold('way')) await ask('way', wayStage);
  return runner.ended();
}

/** Of *automatic*: where nothing of a platform is, there may be a secure proxy. */
async function healthOfAny(bench: TestBench): Promise<Finding> {
  const found = await healthStage(bench);
  // A proxy has a report of its own health, under one of the other paths.
  const isNowhere = found.problem?.code === 'wrong-path' || found.note?.code === 'health-elsewhere';
  return isNowhere && (await isProxyAt(bench.profile.apiUrl, bench))
    ? { outcome: 'passed', note: { code: 'way', way: 'proxy' } }
    : found;
}

async function tokensOf(
  { tokensFor, report }: Pick<ConnectionTestOptions, 'tokensFor' | 'report'>,
  profile: ConnectionSettings,
): Promise<TokenSource | null> {
  try {
    return await tokensFor(profile);
  } catch (error) {
    // Storage that can't say who is signed in keeps no stage from being asked as nobody.
    report(error, 'connection-test');
    return signedOut;
  }
}

/** Each token that it gives is one that a server may repeat. */
function remembering(tokens: TokenSource | null, secrets: Set<string>): TokenSource | null {
  return (
    tokens && {
      ...tokens,
      async accessToken() {
        const token = await tokens.accessToken();
        if (token !== null) secrets.add(token);
        return token;
      },
    }
  );
}

function createBench(
  options: ConnectionTestOptions,
  profile: ConnectionSettings,
  tokens: TokenSource | null,
  secrets: ReadonlySet<string>,
): TestBench {
  const sending = {
    ...options,
    // Called as a plain function: a browser's fetch refuses to be called as a method of anything else.
    fetch: ((input, init) => options.fetch.call(undefined, input, init)) satisfies typeof globalThis.fetch,
    profile,
    tokens: tokens ?? signedOut,
    // A person is waiting, and wants to see the 503 rather than its fifth repeat.
    attempts: 1,
  };
  return {
    ...sending,
    tokens,
    way: options.wayTo(profile, sending.tokens),
    // A sign-in that has ended keeps nobody from asking whether the platform is well: its own stage tells it.
    rest: createRestClient({ ...sending, tokens: { ...sending.tokens, hasEnded: async () => false } }),
    send: createSend(sending),
    quote: (words) => quote(words, [...secrets]),
  };
}
