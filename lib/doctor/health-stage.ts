import { healthPaths, readinessPath } from '../config/platform-paths.ts';
import type { Health } from '../protocol/rest/health.ts';
import { pause } from '../shared/pause.ts';
import { hostOf } from '../shared/host-of.ts';
import type { Result } from '../shared/result.ts';
import { toProblem, type RestFailure } from '../transport/http/failure.ts';
import { failed, type Finding, type TestBench } from './stage.ts';

/** Rule R23. */
const readinessInterval = 1700;
const readinessChecks = 5;

/** ms. Less is no clock's fault: an answer is on its way for a while, and may come out of a cache. */
const tolerableDrift = 180_000;

async function assess(
  { rest, clock, signal, profile }: TestBench,
  path: string,
  first: Health,
): Promise<Finding> {
  let health = first;
  for (let check = 0; !health.isAiReady && check < readinessChecks && !signal.aborted; check += 1) {
    await pause(clock, readinessInterval, signal);
    const next = await rest.readHealth(signal, path);
    if (next.ok) health = next.value;
  }
  const { version, sentAt } = health;
  if (!health.isAiReady) {
    return {
      outcome: 'warned',
      problem: { code: 'platform-starting' },
      note: { code: 'still-loading', version },
    };
  }
  if (!health.isHealthy) {
    const subject = hostOf(profile.apiUrl);
    return {
      outcome: 'warned',
      problem: { code: 'server-error', subject },
      note: { code: 'unhealthy' },
    };
  }
  const drift = sentAt === undefined ? 0 : Math.round(clock.now() - sentAt);
  if (Math.abs(drift) > tolerableDrift) return { outcome: 'warned', note: { code: 'clock', ms: drift } };
  const { healthPath: usual } = profile;
  if (path !== usual) return { outcome: 'warned', note: { code: 'health-elsewhere', path, usual, version } };
  return version === undefined
    ? { outcome: 'passed' }
    : { outcome: 'passed', note: { code: 'version', version } };
}

/** Whether another path may do better. */
function isElsewhere(failure: RestFailure): boolean {
  return ['wrong-path', 'not-found', 'unexpected-body'].includes(failure.kind);
}

/** Nothing is there: not a web site either, which says that it is ready whatever it is asked. */
function isAbsent({ kind }: RestFailure): boolean {
  return kind === 'wrong-path' || kind === 'not-found';
}

/** Is it a MIPTech platform, and awake? */
export async function healthStage(bench: TestBench): Promise<Finding> {
  const { rest, signal, profile } = bench;
  const right: Result<Health, RestFailure> = await rest.readHealth(signal);
  const { healthPath } = profile;
  if (right.ok) return assess(bench, healthPath, right.value);

  if (isElsewhere(right.failure)) {
    for (const path of healthPaths.filter((other) => other !== healthPath)) {
      const alias = await rest.readHealth(signal, path);
      if (alias.ok) return assess(bench, path, alias.value);
    }
  }
  const problem = toProblem(right.failure, profile);
  if (isAbsent(right.failure)) {
    const ready = await rest.readReadiness(signal);
    if (!ready.ok) return { outcome: 'warned', problem: toProblem(ready.failure, profile) };
    if (ready.value === 'ready')
      return {
        outcome: 'warned',
        note: { code: 'health-elsewhere', path: readinessPath, usual: healthPath },
      };
  }
  // No fault (R8): it is there in a moment.
  if (right.failure.kind === 'starting') return { outcome: 'warned', problem };
  // The stage before was answered; what is new here are our headers.
  return failed(problem, right.failure.kind === 'network' ? { code: 'headers-refused' } : undefined);
}
