import { signedOut, type TokenSourceOptions } from '../../auth/token-source.ts';
import { apiPrefix } from '../../config/platform-paths.ts';
import { refreshBody, tokensReply } from '../../protocol/rest/tokens.ts';
import { createSend, sentAt, type SendOptions } from './send.ts';

/** `POST /api/v1/auth/refresh`, for `createTokenSource` (rule R25). */
export function createTokenExchange(
  options: Omit<SendOptions, 'tokens' | 'attempts'>,
): TokenSourceOptions['exchange'] {
  // No access token: the stale one proves nothing, and a 401 must not start a refresh of the refresh.
  // One attempt: a 5xx may have rotated the pair already, and asking again with a spent token reads as theft.
  const send = createSend({ ...options, tokens: signedOut, attempts: 1 });

  return async (refreshToken, signal) => {
    const json = refreshBody(refreshToken);
    const reply = await send({ method: 'POST', path: `${apiPrefix}/auth/refresh`, json, signal });
    if (reply.ok) {
      const parsed = tokensReply.safeParse(reply.value.body);
      return parsed.success ? { ...parsed.data, ...sentAt(reply.value) } : 'unavailable';
    }
    switch (reply.failure.kind) {
      case 'unauthorised':
      case 'tenant-setting':
      case 'bad-request':
      case 'tenant-mismatch':
      case 'scope':
      case 'validation':
      case 'locked':
        return 'refused';
      case 'network':
      case 'timeout':
      case 'aborted':
      case 'tenant-unknown':
      case 'not-found':
      case 'wrong-path':
      case 'rate-limited':
      case 'unavailable':
      case 'starting':
      case 'conflict':
      case 'unexpected-body':
        return 'unavailable';
      default:
        return reply.failure satisfies never;
    }
  };
}
