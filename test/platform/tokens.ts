import { randomBytes, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { SignInStore, User } from './store/store.ts';
import type { Users } from './users.ts';

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
  readonly users: Pick<Users, 'find' | 'admit'>;
  readonly signIns: SignInStore;
}

export const createTokens = ({ accessTokenSeconds, trusts, users, signIns }: TokensOptions): Tokens => {
  const { key } = signIns;

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

  const newRefreshToken = (): string => randomBytes(32).toString('base64url');

  const verifyOwn = async (accessToken: string): Promise<Caller | undefined> => {
    try {
      const { payload } = await jwtVerify(accessToken, key, { algorithms: ['HS256'] });
      const { sub, tenant_id: tenant, scope, sid, exp = 0 } = payload;
      if (typeof sub !== 'string' || typeof tenant !== 'string' || typeof sid !== 'string') return undefined;
      if (signIns.hasEnded(sid) || !Array.isArray(scope)) return undefined;
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
    if (trusted === undefined || signIns.hasEnded(accessToken)) return undefined;
    const { user, scope, expiresAt } = trusted;
    users.admit(user);
    // The platform knows nothing of the sign-in that it came from: it can be signed out alone.
    return { userId: user.id, tenant: user.tenant, scope, expiresAt, signInId: accessToken };
  };

  return {
    issue: async (grant) => {
      const refreshToken = newRefreshToken();
      const id = randomUUID();
      signIns.begin({ id, userId: grant.user.id, scope: grant.scope ?? defaultScope }, refreshToken);
      return { access_token: await sign(grant, id), refresh_token: refreshToken };
    },
    verify: async (accessToken) => (await verifyOwn(accessToken)) ?? verifyTrusted(accessToken),
    rotate: async (refreshToken) => {
      const next = newRefreshToken();
      // Before anything is awaited: of two refreshes at once, one wins.
      const signIn = signIns.exchange(refreshToken, next);
      const user = users.find(signIn?.userId ?? '');
      if (signIn === undefined || user === undefined) return undefined;
      return { access_token: await sign({ user, scope: signIn.scope }, signIn.id), refresh_token: next };
    },
    endReused: (refreshToken) => {
      const signInId = signIns.ofSpent(refreshToken);
      if (signInId === undefined) return false;
      signIns.end(signInId);
      return true;
    },
    signOut: ({ signInId }) => signIns.end(signInId),
  };
};
