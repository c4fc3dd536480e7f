import { healthAliases, healthPath } from '../config/platform-paths.ts';
import type { Health } from '../protocol/rest/health.ts';
import { hostOf } from '../shared/host-of.ts';
import type { Result } from '../shared/result.ts';
import { toProblem, type RestFailure } from '../transport/http/failure.ts';
import type { Finding, TestBench } from './stage.ts';

/** Rule R23. */
const readinessInterval = 1700;
const readinessChecks = 5;

const pause = (delay: number, { clock, signal }: Pick<TestBench, 'clock' | 'signal'>): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.setTimeout(end, delay);
    signal.addEventListener('abort', end, { once: true });
  });

const assess = async (
  { rest, clock, signal, profile }: TestBench,
  path: string,
  first: Health,
): Promise<Finding> => {
  let health = first;
  for (let check = 0; !health.isAiReady && check < readinessChecks && !signal.aborted; check += 1) {
    await pause(readinessInterval, { clock, signal });
    const next = await rest.readHealth(signal, path);
    if (next.ok) health = next.value;
  }
  const version = health.version === undefined ? '' : `Version ${health.version}.`;
  if (!health.isAiReady) {
    return {
      outcome: 'warned',
      problem: { code: 'platform-starting' },
      note: `The AI services are still loading. ${version}`.trim(),
    };
  }
  if (!health.isHealthy) {
    const subject = hostOf(profile.apiUrl);
    return {
      outcome: 'warned',
      problem: { code: 'server-error', subject },
      note: 'The server says that it is not healthy.',
    };
  }
  if (path !== healthPath) {
    return {
      outcome: 'warned',
      note: `Health answers at ${path} instead of ${healthPath}. ${version}`.trim(),
    };
  }
  return version === '' ? { outcome: 'passed' } : { outcome: 'passed', note: version };
};

/** Whether another path may do better. */
const isElsewhere = (failure: RestFailure): boolean =>
  ['wrong-path', 'not-found', 'unexpected-body'].includes(failure.kind);

/** Is it a MIPTech platform, and awake? */
export const healthStage = async (bench: TestBench): Promise<Finding> => {
  const { rest, signal, profile } = bench;
  const right: Result<Health, RestFailure> = await rest.readHealth(signal);
  if (right.ok) return assess(bench, healthPath, right.value);

  if (isElsewhere(right.failure)) {
    for (const path of healthAliases) {
      const alias = await rest.readHealth(signal, path);
      if (alias.ok) return assess(bench, path, alias.value);
    }
  }
  const problem = toProblem(right.failure, profile);
  // The stage before was answered; what is new here are our headers.
  return right.failure.kind === 'network'
    ? {
        outcome: 'failed',
        problem,
        note: 'The server answers, but does not admit the headers that the platform needs (CORS).',
      }
    : { outcome: 'failed', problem };
};
