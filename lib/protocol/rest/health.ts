import { z } from 'zod/mini';
import type { StartProgress } from '../../shared/connection-status.ts';
import { readProgress } from '../start-progress.ts';

/** What `GET /api/v1/health` reports (rule R23). */
export interface Health {
  readonly isHealthy: boolean;
  readonly version?: string;
  /** False while AI services load. True where the server does not say. */
  readonly isAiReady: boolean;
  /** Of one that is not ready, where it says. */
  readonly progress?: StartProgress;
  /** Epoch ms, by the server's clock: of its `timestamp`, which the answer's own `Date` replaces where it may be read. */
  readonly sentAt?: number;
}

const versionLimit = 40;

/** One without a zone says nothing of how late it is. */
function readTime(timestamp: string | undefined): Pick<Health, 'sentAt'> {
  const time = timestamp !== undefined && /(Z|[+-]\d\d:?\d\d)$/.test(timestamp) ? Date.parse(timestamp) : NaN;
  return Number.isNaN(time) ? {} : { sentAt: time };
}

export const healthReply = z.lazy(() =>
  z.pipe(
    z.looseObject({
      status: z.string(),
      version: z.catch(z.optional(z.string()), undefined),
      ai_services_ready: z.catch(z.optional(z.boolean()), undefined),
      timestamp: z.catch(z.optional(z.string()), undefined),
    }),
    z.transform(({ status, version, ai_services_ready, timestamp, ...told }): Health => {
      const progress = ai_services_ready === false ? readProgress(told) : undefined;
      return {
        // `ok` is what a gateway's own check answers under the alias paths.
        isHealthy: ['healthy', 'ok'].includes(status.toLowerCase()),
        isAiReady: ai_services_ready ?? true,
        ...(version === undefined ? {} : { version: version.slice(0, versionLimit) }),
        ...(progress && { progress }),
        ...readTime(timestamp),
      };
    }),
  ),
);
