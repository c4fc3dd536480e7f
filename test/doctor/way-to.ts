import { createGateway } from '../../lib/background/platform/create-gateway.ts';
import { createKnownTenants } from '../../lib/background/platform/known-tenants.ts';
import { noPolicy } from '../../lib/config/policy.ts';
import type { ConnectionTestOptions } from '../../lib/doctor/connection-test.ts';

/** As the background gives it, without its memory. */
export function wayTo(
  options: Pick<ConnectionTestOptions, 'fetch' | 'clock'> & { readonly WebSocket: typeof WebSocket },
): ConnectionTestOptions['wayTo'] {
  const noItem = { read: async () => [], write: async () => undefined, remove: async () => undefined };
  return (settings, tokens) =>
    createGateway({
      ...options,
      profile: { ...settings, id: '' },
      tokens: () => tokens,
      pageRules: noPolicy.pageContext,
      title: 'Connection test',
      finding: { allowedProtocols: null, known: null, keep: () => undefined },
      knownTenants: createKnownTenants(noItem, () => ({ code: 'internal' })),
      random: () => 0,
      log: () => undefined,
    });
}
