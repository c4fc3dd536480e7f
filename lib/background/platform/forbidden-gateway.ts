import type { Profile } from '../../config/profile.ts';
import { fail } from '../../shared/result.ts';
import type { PlatformGateway } from './platform-gateway.ts';
import { policyForbids } from '../identity/settings-store.ts';

/**
 * Of a platform that the organisation's policy does not allow: nothing is sent there, not even a request for its look, and
 * whoever asks is told why.
 */
export function createForbiddenGateway(profile: Profile): PlatformGateway {
  const problem = policyForbids(profile);
  return {
    tenantId: profile.tenantId,
    createChat: async () => fail({ kind: 'fatal', problem }),
    readHistory: async () => fail('transient'),
    explainRefusal: async () => problem,
    joinPreflight: async () => fail(problem),
    refreshToken: async () => 'unavailable',
    expectSocket: () => undefined,
    // Stands for one that is ready to be joined, so that the session asks before it joins, and hears (P38).
    openSocket(listener) {
      let isLetGo = false;
      queueMicrotask(() => {
        if (!isLetGo) listener.opened();
        if (!isLetGo) listener.frame({ type: 'ready' });
      });
      return { send: () => false, close: () => void (isLetGo = true) };
    },
    readBranding: async () => null,
  };
}
