import { randomBytes, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { User } from './users.ts';

/** Who a valid access token speaks for. */
export interface Caller {
  readonly userId: string;
  readonly tenant: string;
  readonly scope: readonly string[];
  /** Epoch ms. */
  readonly expiresAt: number;
  /** One sign-in; its tokens die together at sign-out. */
  readonly signInId: string;
}

/** Whom an access token of another issuer speaks for. */
export interface TrustedCaller extends Pick<Caller, 'scope' | 'expiresAt'> {
  readonly user: User;
}

/** Checks an access token that is not the platform's own. Undefined: nothing the deployment trusts. */
export type Trust = (accessToken: string) => Promise<TrustedCaller | undefined>;

export interface TokenPair {
  readonly access_token: string;
  readonly refresh_token: string;
}

export interface Grant {
  readonly user: User;
  readonly scope?: readonly string[];
  /** Seconds; negative for a token that has expired already. */
  readonly expiresIn?: number;
}

export interface Tokens {
  issue(grant: Grant): Promise<TokenPair>;
  /** Undefined: not ours, expired, or signed out. */
  verify(accessToken: string): Promise<Caller | undefined>;
  /** Undefined: unknown or used before. The old refresh token is dead from then on (§5). */
  rotate(refreshToken: string): Promise<TokenPair | undefined>;
  /** False: that refresh token was not spent before. True: it was, and all that came of its sign-in is dead now. */
  endReused(refreshToken: string): boolean;
  signOut(caller: Caller): void;
}

const defaultScope = ['chat:create', 'chat:send'];

export interface TokensOptions {
  readonly accessTokenSeconds: number;
  /** Null: none but its own. */
  readonly trusts: Trust | null;
  /** Of another issuer's user, who may be new here. */
  readonly admit: (user: User) => void;
}

export const createTokens = ({ accessTokenSeconds, trusts, admit }: TokensOptions): Tokens => {
  const key = randomBytes(32);
  const refreshable = new Map<string, { readonly grant: Grant; readonly signInId: string }>();
  const signedOut = new Set<string>();
  /** By refresh token, the sign-in it was of. */
  const spent = new Map<string, string>();

  const sign = async (
    { user, scope = defaultScope, expiresIn = accessTokenSeconds }: Grant,
    signInId: string,
  ) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ tenant_id: user.tenant, user_id: user.id, scope: [...scope], sid: signInId })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(user.id)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + expiresIn)
      .sign(key);
  };

  const pair = async (grant: Grant, signInId: string): Promise<TokenPair> => {
    const refreshToken = randomBytes(32).toString('base64url');
    refreshable.set(refreshToken, { grant, signInId });
    return { access_token: await sign(grant, signInId), refresh_token: refreshToken };
  };

  const verifyOwn = async (accessToken: string): Promise<Caller | undefined> => {
    try {
      const { payload } = await jwtVerify(accessToken, key, { algorithms: ['HS256'] });
      const { sub, tenant_id: tenant, scope, sid, exp = 0 } = payload;
      if (typeof sub !== 'string' || typeof tenant !== 'string' || typeof sid !== 'string') return undefined;
      if (signedOut.has(sid) || !Array.isArray(scope)) return undefined;
      return {
        userId: sub,
        tenant,
        scope: scope.filter((item) => typeof item === 'string'),
        expiresAt: exp * 1000,
        signInId: sid,
      };
    } catch {
      return undefined;
    }
  };

  const verifyTrusted = async (accessToken: string): Promise<Caller | undefined> => {
    const trusted = await trusts?.(accessToken);
    if (trusted === undefined || signedOut.has(accessToken)) return undefined;
    const { user, scope, expiresAt } = trusted;
    admit(user);
    // The platform knows nothing of the sign-in that it came from: it can be signed out alone.
    return { userId: user.id, tenant: user.tenant, scope, expiresAt, signInId: accessToken };
  };

  const endSignIn = (signInId: string): void => {
    signedOut.add(signInId);
    for (const [token, { signInId: owner }] of refreshable) if (owner === signInId) refreshable.delete(token);
  };

  return {
    issue: (grant) => pair(grant, randomUUID()),
    verify: async (accessToken) => (await verifyOwn(accessToken)) ?? verifyTrusted(accessToken),
    rotate: async (refreshToken) => {
      const known = refreshable.get(refreshToken);
      // Deleted before anything is awaited: of two refreshes at once, one wins.
      refreshable.delete(refreshToken);
      if (known === undefined) return undefined;
      spent.set(refreshToken, known.signInId);
      const { expiresIn: _firstOnly, ...grant } = known.grant;
      return pair(grant, known.signInId);
    },
    endReused: (refreshToken) => {
      const signInId = spent.get(refreshToken);
      if (signInId === undefined) return false;
      endSignIn(signInId);
      return true;
    },
    signOut: ({ signInId }) => endSignIn(signInId),
  };
};
