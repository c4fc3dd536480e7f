import type { Profile } from '../../lib/config/profile.ts';
import type { PlatformOptions } from '../platform/platform.ts';

/** A way to a platform, by what it is set to and whom it leads to. */
interface WayOptions extends Pick<PlatformOptions, 'speaks' | 'v1'> {
  readonly profile: Pick<Profile, 'protocol'>;
}

const wayOptions = {
  v3: { profile: { protocol: 'v3' } },
  rest: { profile: { protocol: 'rest' } },
  proxy: { profile: { protocol: 'proxy' } },
  'v1-plain': { profile: { protocol: 'v1' }, speaks: 'v1-plain' },
  // The other two answer in one piece, as older servers mostly do.
  'v1-auth-first': {
    profile: { protocol: 'v1' },
    speaks: 'v1-auth-first',
    v1: { answers: 'chat_response', ready: 'platform_ready' },
  },
  'v1-hybrid': {
    profile: { protocol: 'v1' },
    speaks: 'v1-hybrid',
    v1: { replies: 'socket-then-reply', ready: 'ai_services_ready' },
  },
} as const satisfies Record<string, WayOptions>;

export type Way = keyof typeof wayOptions;

/** The ways on which what was cut off can be looked up afterwards: nothing is lost, and nothing is left to a person. */
export const waysWithHistory = (Object.keys(wayOptions) as Way[]).filter(
  (way): way is Exclude<Way, 'proxy'> => way !== 'proxy',
);

/** The ways to a platform that the delivery guarantees hold over, whatever each can do. *Automatic* goes these, in a suite of its own. */
export const ways = Object.keys(wayOptions) as Way[];

/** Those over which text comes as it is written. */
export const streamingWays: readonly Way[] = ['v3', 'v1-plain'];

/** Of a flow that goes this way. */
export function over(way: Way): WayOptions {
  return wayOptions[way];
}
