import type { TokenSource } from '../../auth/token-source.ts';
import { createAutomaticGateway, type AutomaticGatewayOptions } from './automatic-gateway.ts';
import { createPlatformGateway, type PlatformGateway } from './platform-gateway.ts';
import { createProxyGateway } from './proxy-gateway.ts';

export interface GatewayOptions extends Omit<AutomaticGatewayOptions, 'tokens'> {
  /** Not asked for where a secure proxy is chosen: a token could only be refreshed there. */
  readonly tokens: () => TokenSource;
}

/** By the protocol of the profile: a way of a platform, a secure proxy, or whichever is found. */
export function createGateway(options: GatewayOptions): PlatformGateway {
  const { protocol } = options.profile;
  options.log({ event: 'way', way: protocol });
  if (protocol === 'proxy') return createProxyGateway(options);
  const signedIn = { ...options, tokens: options.tokens() };
  return protocol === 'automatic'
    ? createAutomaticGateway(signedIn)
    : createPlatformGateway({ ...signedIn, way: protocol });
}
