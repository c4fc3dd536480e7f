import { webSocketAliases, webSocketPath } from '../config/platform-paths.ts';
import { hostOf } from '../shared/host-of.ts';
import { explainUpgrade } from '../transport/http/explain-upgrade.ts';
import { socketAt } from './socket-at.ts';
import type { ProbeEvent, SocketProbe } from './socket-probe.ts';
import { failed, type Finding, type TestBench } from './stage.ts';

/** ms */
const openTimeout = 10_000;
/** ms. Of all of them together: a person is waiting. */
const aliasTimeout = 3_000;

function isGreeting(event: ProbeEvent): boolean {
  return event.kind === 'frame' && (event.frame.type === 'established' || event.frame.type === 'ready');
}

/** The first other path of the same host that greets. One that merely opens may belong to anything. */
async function findAlias(bench: TestBench): Promise<string | null> {
  const { protocol, host, pathname } = new URL(bench.profile.wsUrl);
  const paths = [...new Set([webSocketPath, ...webSocketAliases])].filter((path) => path !== pathname);
  const found = await Promise.all(
    paths.map(async (path) => {
      const candidate = `${protocol}//${host}${path}`;
      const probe = socketAt(bench, candidate);
      const answer = await probe.wait(isGreeting, aliasTimeout);
      probe.close();
      return answer.kind === 'frame' ? candidate : null;
    }),
  );
  return found.find((candidate) => candidate !== null) ?? null;
}

/** @param isKnown whether its REST calls took the token that we have */
async function refused(bench: TestBench, isKnown: boolean): Promise<Finding> {
  const problem = { code: 'websocket-refused', subject: hostOf(bench.profile.wsUrl) } as const;
  const alias = await findAlias(bench);
  if (alias !== null) return failed(problem, { code: 'socket-elsewhere', wsUrl: alias });
  const cause = await explainUpgrade(bench.profile, bench);
  if (cause === null) return failed(problem);
  if ('kind' in cause) return failed({ ...problem, code: 'rate-limited' }, undefined, 429);
  // Before a first frame nobody can have shown it a token, but in the address.
  const isTooOld = isKnown && (cause.count === 401 || cause.count === 403);
  return failed(cause, isTooOld ? { code: 'token-in-url' } : undefined, cause.count);
}

/**
 * Does the WebSocket open? `probe` is there for the stages that go on with it, and theirs to close; null where there is
 * nothing to go on with.
 */
export async function webSocketStage(
  bench: TestBench,
  isKnown: boolean,
): Promise<{ readonly finding: Finding; readonly probe: SocketProbe | null }> {
  const probe = socketAt(bench, bench.profile.wsUrl);
  const opened = await probe.wait((event) => event.kind === 'open', openTimeout);
  if (opened.kind === 'open') return { finding: { outcome: 'passed' }, probe };
  probe.close();
  const finding: Finding = opened.kind === 'aborted' ? { outcome: 'skipped' } : await refused(bench, isKnown);
  return { finding, probe: null };
}
