import { allowedWays } from '../../config/allowed-protocols.ts';
import { isProxyAt } from '../../transport/proxy/proxy-look.ts';
import {
  createPlatformGateway,
  type PlatformGateway,
  type PlatformGatewayOptions,
} from './platform-gateway.ts';
import type { WayFinding } from './platform-transport.ts';
import { createProxyGateway } from './proxy-gateway.ts';

export type AutomaticGatewayOptions = Omit<PlatformGatewayOptions, 'elsewhere' | 'way' | 'finding'> & {
  readonly finding: WayFinding;
};

/**
 * *Protocol: automatic*: a platform, by whichever way there is to it (lib/transport/automatic); and a secure proxy where
 * nothing of a platform is, but a look that changes nothing finds one. From then on it is asked as a proxy is: nothing that
 * says who asks is sent to it.
 */
export function createAutomaticGateway(options: AutomaticGatewayOptions): PlatformGateway {
  const { profile, finding, fetch, clock } = options;
  const allowed = allowedWays(finding.allowedProtocols);
  const mayBeProxy = allowed.includes('proxy');
  const proxy = createProxyGateway(options);
  const [best, ...others] = allowed.filter((way) => way !== 'proxy');
  const platform =
    best === undefined ? proxy : createPlatformGateway({ ...options, way: [best, ...others], elsewhere });
  let current = mayBeProxy && finding.known?.way === 'proxy' ? proxy : platform;

  async function elsewhere(signal: AbortSignal): Promise<boolean> {
    if (!mayBeProxy || !(await isProxyAt(profile.apiUrl, { fetch, clock, signal }))) return false;
    current = proxy;
    const found = { way: 'proxy', path: null, why: null, socket: null, looks: 0 } as const;
    finding.keep({ ...found, lookedAt: clock.now() });
    return true;
  }

  return {
    get capabilities() {
      return current.capabilities;
    },
    expectConnection: () => current.expectConnection(),
    connect: (...asked) => current.connect(...asked),
    inUse() {
      const way = current.inUse();
      return way && { ...way, isFound: true };
    },
    lookAgain: (isAsked) => current.lookAgain(isAsked),
    async createChat(...asked) {
      const before = current;
      const created = await before.createChat(...asked);
      return created.ok || current === before ? created : current.createChat(...asked);
    },
    readHistory: (...asked) => current.readHistory(...asked),
    listChats: (...asked) => current.listChats(...asked),
    readChat: (...asked) => current.readChat(...asked),
    explainRefusal: (...asked) => current.explainRefusal(...asked),
    readBranding: (...asked) => current.readBranding(...asked),
  };
}
