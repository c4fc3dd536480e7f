import type { Profile } from '../../config/profile.ts';
import type { PostedMessage } from '../../protocol/rest/message.ts';
import type { Completed, ConnectionEnd, TransportEvent } from '../../session/transport-event.ts';
import { toProblem, type RestFailure } from '../http/failure.ts';
import { toConnectionEnd } from './connection-end.ts';

/** What a message that was not taken says to the session: of the message alone, or of the way to the platform. */
export type PostFailure =
  | Extract<TransportEvent, { type: 'limited' | 'refused' }>
  | { readonly type: 'ended'; readonly end: ConnectionEnd };

/** R32. A way that may not be used is the message's own cause, too: it was refused, and no history need be asked. */
export function toPostFailure(
  failure: RestFailure,
  profile: Pick<Profile, 'apiUrl' | 'tenantId'>,
): PostFailure {
  switch (failure.kind) {
    case 'rate-limited':
      return { type: 'limited', retryAfterMs: failure.retryAfterMs };
    case 'validation':
    case 'bad-request':
    case 'tenant-setting':
    case 'conflict':
    case 'locked': {
      const { detail = null, requestId } = toProblem(failure, profile);
      return { type: 'refused', code: null, detail, ...(requestId === undefined ? {} : { requestId }) };
    }
    case 'scope':
    case 'tenant-mismatch':
      return { type: 'refused', code: null, detail: null, problem: toProblem(failure, profile) };
    default:
      return { type: 'ended', end: toConnectionEnd(failure, profile) };
  }
}

/** A reply that is the answer, or one that the history has. */
export function toCompleted({ id, content, sources, totalTokens }: Omit<PostedMessage, 'role'>): Completed {
  return { type: 'completed', messageId: id, content, sources, totalTokens, totalChunks: null };
}
