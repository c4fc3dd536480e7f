import type { SignIn } from '../../../lib/auth/sign-in.ts';
import type { KeptSignIn } from '../../../lib/background/identity/sign-in-store.ts';
import { unsignedJwt } from '../../auth/unsigned-jwt.ts';

/** The access token of that person, as a platform would issue it. */
export const tokenOf = (id: string, claims: object = {}): string => unsignedJwt({ user_id: id, ...claims });

/** Somebody who is signed in by password until the browser closes; their id is their name. */
export function keptSignIn(id: string, change: Partial<SignIn> = {}, stays = false): KeptSignIn {
  const tokens = {
    accessToken: tokenOf(id),
    refreshToken: `refresh of ${id}`,
    receivedAt: Date.UTC(2026, 0, 15, 12),
    lifetime: null,
  };
  return { isLasting: stays, signIn: { user: { id, name: id, email: null }, sso: null, tokens, ...change } };
}
