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
      knownTenants: createKnownTenants(noItem, () => ({ code: 'internal' })),
      random: () => 0,
      log: () => undefined,
    };
    return settings.protocol === 'proxy' ? createProxyGateway(all) : createPlatformGateway(all);
  };
}
