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
}

const versionLimit = 40;

export const healthReply = z.pipe(
  z.looseObject({
    status: z.string(),
    version: z.catch(z.optional(z.string()), undefined),
    ai_services_ready: z.catch(z.optional(z.boolean()), undefined),
  }),
  z.transform(({ status, version, ai_services_ready, ...told }): Health => {
    const progress = ai_services_ready === false ? readProgress(told) : undefined;
    return {
      // `ok` is what a gateway's own check answers under the alias paths.
      isHealthy: ['healthy', 'ok'].includes(status.toLowerCase()),
      isAiReady: ai_services_ready ?? true,
      ...(version === undefined ? {} : { version: version.slice(0, versionLimit) }),
      ...(progress && { progress }),
    };
  }),
);
