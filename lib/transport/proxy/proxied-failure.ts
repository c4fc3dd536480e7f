import type { Profile } from '../../config/profile.ts';
import type { ConnectionEnd } from '../../session/transport-event.ts';
import type { Problem } from '../../shared/problem.ts';
import { toProblem, type RestFailure } from '../http/failure.ts';
import { toConnectionEnd } from '../rest/connection-end.ts';

type Place = Pick<Profile, 'apiUrl' | 'tenantId'>;

/** A failure of a proxy as a person meets it (rule R42). */
export function toProxiedProblem(failure: RestFailure, place: Place): Problem {
  const problem = toProblem(failure, place);
  if (failure.kind === 'unauthorised') return { ...problem, code: 'proxy-key-refused' };
  if (failure.kind === 'scope') return { ...problem, code: 'proxy-origin-refused' };
  return problem;
}

/** What it asks of the session. Where there is no history, what is known not to have been taken has to be said. */
export function toProxiedEnd(failure: RestFailure, place: Place): ConnectionEnd {
  switch (failure.kind) {
    case 'unauthorised':
    case 'scope':
      return { kind: 'halt', problem: toProxiedProblem(failure, place), isTurnedAway: true };
    case 'not-found':
    case 'wrong-path':
    case 'starting':
      return { ...toConnectionEnd(failure, place), isTurnedAway: true };
    default:
      return toConnectionEnd(failure, place);
  }
}
