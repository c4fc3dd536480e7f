import type { Profile } from '../../config/profile.ts';
import type { Problem } from '../../shared/problem.ts';
import type { RestFailure } from './failure.ts';
import { answersUnseen } from './knock.ts';

/**
 * For the browser "nobody there" and "you may not read this" are one error; the user has to do something else about
 * each, so one more look tells them apart. Never rejects.
 */
export async function explained(
  problem: Problem,
  failure: Pick<RestFailure, 'kind'>,
  {
    apiUrl,
    fetch,
    signal,
  }: Pick<Profile, 'apiUrl'> & { fetch: typeof globalThis.fetch; signal: AbortSignal },
): Promise<Problem> {
  if (failure.kind !== 'network' || !(await answersUnseen(fetch, apiUrl, signal))) return problem;
  return { ...problem, code: 'extension-blocked', origin: apiUrl };
}
