import { healthPath } from '../../config/platform-paths.ts';
import type { Profile } from '../../config/profile.ts';
import type { StartingProblem } from '../../shared/connection-status.ts';
import type { RestFailure } from './failure.ts';
import { knock, type KnockOptions } from './knock.ts';

/**
 * For the browser "nobody there" and "you may not read this" are one error. Who answers a look without our headers does not
 * admit those; of who does not answer that either nobody knows, and both cures are offered (`origin`). Never rejects.
 * @param path where anything answers to anybody
 */
export async function explained(
  problem: StartingProblem,
  failure: Pick<RestFailure, 'kind'>,
  { apiUrl, ...asking }: Pick<Profile, 'apiUrl'> & KnockOptions,
  path: string = healthPath,
): Promise<StartingProblem> {
  if (failure.kind !== 'network') return problem;
  const isThere = (await knock(`${apiUrl}${path}`, asking)) === 'answered';
  return { ...problem, ...(isThere && { code: 'extension-blocked' as const }), origin: apiUrl };
}
