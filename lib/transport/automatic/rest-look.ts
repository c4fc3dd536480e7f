import type { RestFailure } from '../http/failure.ts';
import type { RestClient } from '../http/rest-client.ts';
import type { RestSeen } from './way-choice.ts';

/**
 * Whether REST works at this place: its health or, where that is elsewhere, this chat's history has answered. A page that
 * answers everything with success is no platform, and what is refused to us proves nothing.
 */
export async function lookAtRest(
  rest: Pick<RestClient, 'readHealth' | 'readMessages'>,
  chatId: string,
  signal: AbortSignal,
): Promise<RestSeen> {
  const health = await rest.readHealth(signal);
  if (health.ok) return health.value.isAiReady ? 'works' : 'fails';
  if (!isElsewhere(health.failure)) return 'fails';
  const history = await rest.readMessages(chatId, signal);
  if (history.ok) return 'works';
  return history.failure.kind === 'wrong-path' ? 'absent' : 'fails';
}

/** Something has answered, and it says nothing of the platform's state. */
function isElsewhere({ kind }: RestFailure): boolean {
  switch (kind) {
    case 'network':
    case 'timeout':
    case 'aborted':
    case 'unavailable':
    case 'starting':
    case 'rate-limited':
      return false;
    default:
      return true;
  }
}
