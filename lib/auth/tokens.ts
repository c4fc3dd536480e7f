import { z } from 'zod/mini';
import { readClaims } from './jwt.ts';

/** As issued, by the platform or by an OpenID provider. Opaque here, but for the claims that `jwt.ts` reads. */
export interface Issued {
  readonly accessToken: string;
  /** null: none was given; a refresh that gives none leaves the one there is. */
  readonly refreshToken: string | null;
  /** ms, where the issuer says it beside the token; null: what the token itself says. */
  readonly lifetime: number | null;
  /** Epoch ms, by the clock of who answered; absent: not told, or not to us. */
  readonly sentAt?: number;
}

/** As stored. */
export const tokens = z.lazy(() =>
  z.object({
    accessToken: z.string(),
    refreshToken: z.nullable(z.string()),
    /** Epoch ms, by our clock. */
    receivedAt: z.number(),
    /** ms from then; null: nobody knows, so that only a refusal tells. */
    lifetime: z.nullable(z.number()),
  }),
);
export type Tokens = z.infer<typeof tokens>;

/** A token is replaced this long before its end, but never in its first four fifths. */
const marginMs = 60_000;
const largestMargin = 0.2;

/** Our own clock may be wrong by minutes: of a lifetime that is measured by it, less than this is more likely its error. */
const leastTrusted = 60_000;

/** ms, by what knows best: who issued it; the token itself; its end, seen from when it was sent, or else from now. */
function lifetimeOf({ accessToken, lifetime, sentAt }: Issued, now: number): number | null {
  if (lifetime !== null) return lifetime;
  const claims = readClaims(accessToken);
  if (claims?.endsAt === undefined) return claims?.lifetime ?? null;
  if (sentAt !== undefined) return claims.endsAt - sentAt;
  return claims.endsAt - now >= leastTrusted ? claims.endsAt - now : null;
}

/** @param before the refresh token that was spent for these; null: none */
export function received(issued: Issued, before: string | null, now: number): Tokens {
  const lifetime = lifetimeOf(issued, now);
  return {
    accessToken: issued.accessToken,
    refreshToken: issued.refreshToken ?? before,
    receivedAt: now,
    // One that was over when it was issued says nothing about the next: its refusal does.
    lifetime: lifetime !== null && lifetime > 0 ? lifetime : null,
  };
}

/**
 * Whether it is time to refresh. By the lifetime, counted from receipt on one and the same clock: neither a clock that is
 * wrong, nor one that is put right meanwhile, leads to more than one refresh too many. A clock that was set back makes
 * the age unknown; then the platform's refusal tells.
 */
export function isDue({ refreshToken, receivedAt, lifetime }: Tokens, now: number): boolean {
  if (refreshToken === null || lifetime === null) return false;
  return now - receivedAt >= lifetime - Math.min(marginMs, lifetime * largestMargin);
}
