import type { Problem } from '../../shared/problem.ts';
import { fail } from '../../shared/result.ts';
import { noChatReader } from './chat-reader.ts';
import type { PlatformGateway } from './platform-gateway.ts';

/**
 * Of a platform that nothing may be sent to, not even a request for its branding: whoever asks is told why.
 * @param patience begun by each who asks, who is told once it is over
 */
export function createForbiddenGateway(
  problem: Problem,
  patience: () => Promise<void> = () => Promise.resolve(),
): PlatformGateway {
  return {
    ...noChatReader(problem),
    capabilities: { streams: false, hasHistory: false, silenceMs: Infinity },
    expectConnection: () => undefined,
    connect(_chatId, tell) {
      let isLetGo = false;
      // The session is still inside its own step: nothing is told before that is over.
      void patience().then(() => {
        if (!isLetGo) tell({ type: 'closed', end: { kind: 'halt', problem } });
      });
      return {
        send: () => undefined,
        check: () => undefined,
        renewToken: async () => 'unavailable',
        close: () => void (isLetGo = true),
      };
    },
    inUse: () => null,
    lookAgain: () => undefined,
    async createChat() {
      await patience();
      return fail({ kind: 'fatal', problem });
    },
    readHistory: async () => fail('transient'),
    explainRefusal: async () => problem,
    readBranding: async () => null,
  };
}
