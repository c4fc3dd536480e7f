import type { Profile } from '../../config/profile.ts';
import type { Problem } from '../../shared/problem.ts';
import type { RestFailure } from './failure.ts';
import { answersUnseen, type KnockOptions } from './knock.ts';

/**
 * For the browser "nobody there" and "you may not read this" are one error; the user has to do something else about
 * each, so one more look tells them apart. Never rejects.
 */
export async function explained(
  problem: Problem,
  failure: Pick<RestFailure, 'kind'>,
  { apiUrl, ...asking }: Pick<Profile, 'apiUrl'> & KnockOptions,
): Promise<Problem> {
  if (failure.kind !== 'network' || !(await answersUnseen(apiUrl, asking))) return problem;
  return { ...problem, code: 'extension-blocked', origin: apiUrl };
}
