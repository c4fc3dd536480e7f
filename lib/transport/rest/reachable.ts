import { ok, type Result } from '../../shared/result.ts';
import type { Clock } from '../../shared/clock.ts';
import type { StartProgress } from '../../shared/connection-status.ts';
import type { RestFailure } from '../http/failure.ts';
import type { RestClient } from '../http/rest-client.ts';
import { pause } from '../../shared/pause.ts';

export interface ReachableOptions {
  readonly rest: Pick<RestClient, 'readHealth'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** It is there, and still loads its AI services. */
  readonly onProgress: (progress?: StartProgress) => void;
}

/** Rule R23. */
const readinessIntervalMs = 1700;
const readinessChecks = 5;

/** Whether the platform answers; what it says of its health keeps nobody from asking it. */
export async function isReachable({
  rest,
  clock,
  signal,
  onProgress,
}: ReachableOptions): Promise<Result<null, RestFailure>> {
  for (let check = 0; ; check += 1) {
    const health = await rest.readHealth(signal);
    if (!health.ok) return isNoAnswer(health.failure) ? health : ok(null);
    if (health.value.isAiReady || check === readinessChecks || signal.aborted) return ok(null);
    onProgress(health.value.progress);
    await pause(clock, readinessIntervalMs, signal);
  }
}

/** Any other failure is an answer: a platform whose health is elsewhere, or none of our business. */
function isNoAnswer({ kind }: RestFailure): boolean {
  return (
    kind === 'network' ||
    kind === 'timeout' ||
    kind === 'unavailable' ||
    kind === 'starting' ||
    kind === 'rate-limited'
  );
}
