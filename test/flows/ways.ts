import type { Profile } from '../../lib/config/profile.ts';

/** The ways to a platform that the delivery guarantees hold over, whatever each can do. */
export const ways: readonly Profile['protocol'][] = ['v3', 'rest'];
