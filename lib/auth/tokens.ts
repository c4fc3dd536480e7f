import { z } from 'zod/mini';
import { readClaims } from './jwt.ts';

/** As issued, by the platform or by an OpenID provider. Opaque here, but for the claims that `jwt.ts` reads. */
export interface Issued {
  readonly accessToken: string;
  /** null: none was given; a refresh that gives none leaves the one there is. */
  readonly refreshToken: string | null;
  /** ms, where the issuer says it beside the token; null: what the token itself says. */
  readonly lifetime: number | null;
}

/** As stored. */
export const tokens = z.object({
  accessToken: z.string(),
  refreshToken: z.nullable(z.string()),
  /** Epoch ms, by our clock. */
  receivedAt: z.number(),
  /** ms from then; null: nobody knows, so that only a refusal tells. */
  lifetime: z.nullable(z.number()),
});
export type Tokens = z.infer<typeof tokens>;

/** A token is replaced this long before its end, but never in its first four fifths. */
const marginMs = 60_000;
const largestMargin = 0.2;

/** @param before the refresh token that was spent for these; null: none */
export function received(issued: Issued, before: string | null, now: number): Tokens {
  const lifetime = issued.lifetime ?? readClaims(issued.accessToken)?.lifetime ?? null;
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
