import { createAutomaticGateway } from '../../lib/background/platform/automatic-gateway.ts';
import { createKnownTenants } from '../../lib/background/platform/known-tenants.ts';
import { createPlatformGateway } from '../../lib/background/platform/platform-gateway.ts';
import { createProxyGateway } from '../../lib/background/platform/proxy-gateway.ts';
import { noPolicy } from '../../lib/config/policy.ts';
import type { ConnectionTestOptions } from '../../lib/doctor/connection-test.ts';

/** As the background gives it, without its memory. */
export function wayTo(
  options: Pick<ConnectionTestOptions, 'fetch' | 'clock'> & { readonly WebSocket: typeof WebSocket },
): ConnectionTestOptions['wayTo'] {
  const noItem = { read: async () => [], write: async () => undefined, remove: async () => undefined };
  return (settings, tokens) => {
    const all = {
      ...options,
      profile: { ...settings, id: '' },
      tokens,
      pageRules: noPolicy.pageContext,
      title: 'Connection test',
      finding: { allowedProtocols: null, known: null, keep: () => undefined },
      knownTenants: createKnownTenants(noItem, () => ({ code: 'internal' })),
      random: () => 0,
      log: () => undefined,
    };
    if (settings.protocol === 'proxy') return createProxyGateway(all);
    return settings.protocol === 'automatic' ? createAutomaticGateway(all) : createPlatformGateway(all);
  };
}
