import { webSocketAliases, webSocketPath } from '../config/platform-paths.ts';
import type { ConnectionSettings } from '../config/endpoint-rules.ts';
import { socketUrl } from '../protocol/client-frame.ts';
import { hostOf } from '../shared/host-of.ts';
import { explainUpgrade } from '../transport/http/explain-upgrade.ts';
import { problemOfClose, problemOfFrame } from './socket-problem.ts';
import { createSocketProbe, type ProbeEvent, type SocketProbe } from './socket-probe.ts';
import type { Finding, TestBench } from './stage.ts';

/** ms. The platform itself drops a socket after 10 s without a join. */
const openTimeout = 10_000;
const greetingTimeout = 10_000;
/** ms. Six of them at worst: a person is waiting. */
const aliasTimeout = 3_000;

function isGreeting(event: ProbeEvent): boolean {
  return event.kind === 'frame' && (event.frame.type === 'established' || event.frame.type === 'ready');
}

function probeAt({ openSocket, profile, clock, signal }: TestBench, wsUrl: string): SocketProbe {
  return createSocketProbe(() => openSocket(socketUrl(wsUrl, profile.tenantId)), { clock, signal });
}

/** The first other path of the same host that greets. One that merely opens may belong to anything. */
async function findAlias(bench: TestBench): Promise<string | null> {
  const { protocol, host, pathname } = new URL(bench.profile.wsUrl);
  for (const path of [webSocketPath, ...webSocketAliases]) {
    if (path === pathname || bench.signal.aborted) continue;
    const candidate = `${protocol}//${host}${path}`;
    const probe = probeAt(bench, candidate);
    const answer = await probe.wait(isGreeting, aliasTimeout);
    probe.close();
    if (answer.kind === 'frame') return candidate;
  }
  return null;
}

async function refused(bench: TestBench): Promise<Finding> {
  const problem = { code: 'websocket-refused', subject: hostOf(bench.profile.wsUrl) } as const;
  const alias = await findAlias(bench);
  if (alias !== null) return { outcome: 'failed', problem, note: { code: 'socket-elsewhere', wsUrl: alias } };
  const cause = await explainUpgrade(bench.profile, bench);
  if (cause === null) return { outcome: 'failed', problem };
  return { outcome: 'failed', problem: 'kind' in cause ? { ...problem, code: 'rate-limited' } : cause };
}

async function greeted(probe: SocketProbe, profile: ConnectionSettings): Promise<Finding> {
  const answer = await probe.wait(
    (event) => event.kind === 'frame' && event.frame.type !== 'pong', // a greeting or an error
    greetingTimeout,
  );
  switch (answer.kind) {
    case 'frame': {
      const problem = problemOfFrame(answer.frame, profile);
      return problem === null ? { outcome: 'passed' } : { outcome: 'failed', problem };
    }
    case 'closed':
      return { outcome: 'failed', problem: problemOfClose(answer, profile) };
    case 'silence':
      // Not fatal: after 1 s a client joins ungreeted.
      return { outcome: 'warned', note: { code: 'no-greeting', ms: greetingTimeout } };
    case 'open':
    case 'aborted':
      return { outcome: 'skipped' };
    default:
      return answer satisfies never;
  }
}

/**
 * Does the WebSocket open, and greet? `probe` is there for the stages that go on with it, and theirs to
 * close; null where there is nothing to go on with.
 */
export async function webSocketStage(
  bench: TestBench,
): Promise<{ readonly finding: Finding; readonly probe: SocketProbe | null }> {
  const probe = probeAt(bench, bench.profile.wsUrl);
  const opened = await probe.wait((event) => event.kind === 'open', openTimeout);
  if (opened.kind !== 'open') {
    probe.close();
    return {
      finding: opened.kind === 'aborted' ? { outcome: 'skipped' } : await refused(bench),
      probe: null,
    };
  }
  const finding = await greeted(probe, bench.profile);
  if (finding.outcome === 'passed' || finding.outcome === 'warned') return { finding, probe };
  probe.close();
  return { finding, probe: null };
}
