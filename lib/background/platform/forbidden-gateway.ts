import type { Problem } from '../../shared/problem.ts';
import { fail } from '../../shared/result.ts';
import type { PlatformGateway } from './platform-gateway.ts';

/**
 * Of a platform that the organisation's policy does not allow: nothing is sent there, not even a request for its branding,
 * and whoever asks is told why.
 */
export function createForbiddenGateway(problem: Problem): PlatformGateway {
  return {
    capabilities: { streams: false, hasHistory: false, silenceMs: Infinity },
    expectConnection: () => undefined,
    connect(_chatId, tell) {
      let isLetGo = false;
      // The session is still inside its own step: nothing is told before that is over.
      queueMicrotask(() => {
        if (!isLetGo) tell({ type: 'closed', end: { kind: 'halt', problem } });
      });
      return {
        send: () => undefined,
        check: () => undefined,
        renewToken: async () => 'unavailable',
        close: () => void (isLetGo = true),
      };
    },
    createChat: async () => fail({ kind: 'fatal', problem }),
    readHistory: async () => fail('transient'),
    explainRefusal: async () => problem,
    readBranding: async () => null,
  };
}
