import type { Profile } from '../../config/profile.ts';
import type { ConnectionEnd } from '../../session/transport-event.ts';
import { isPassing, toProblem, type RestFailure } from '../http/failure.ts';

/** What a failed request asks of the session: the same as the close code of a socket that means the same (P24–P33). */
export function toConnectionEnd(
  failure: RestFailure,
  profile: Pick<Profile, 'apiUrl' | 'tenantId'>,
): ConnectionEnd {
  // An answer that can't be read may have been a message taken: the history tells.
  if (isPassing(failure) || failure.kind === 'unexpected-body') {
    return {
      kind: 'back-off',
      problem: toProblem(failure, profile),
      isRefused: false,
      isShared: false,
    };
  }
  switch (failure.kind) {
    case 'rate-limited':
      return { kind: 'wait', ms: failure.retryAfterMs };
    case 'unauthorised':
      return { kind: 'authenticate' };
    case 'not-found':
      return { kind: 'chat-gone' };
    case 'tenant-setting':
    case 'bad-request':
    case 'tenant-mismatch':
    case 'scope':
    case 'tenant-unknown':
    case 'wrong-path':
    case 'conflict':
    case 'locked':
    case 'validation':
      return { kind: 'halt', problem: toProblem(failure, profile) };
    default:
      return failure satisfies never;
  }
}
