import type { Profile } from '../../lib/config/profile.ts';

/** *Automatic* is none of its own: it goes these, and has a suite of its own. */
export type SuiteWay = Exclude<Profile['protocol'], 'automatic'>;

/** The ways to a platform that the delivery guarantees hold over, whatever each can do. */
export const ways: readonly SuiteWay[] = ['v3', 'rest'];
