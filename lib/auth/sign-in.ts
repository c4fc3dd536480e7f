import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import { readClaims, type Claims } from './jwt.ts';
import { tokens } from './tokens.ts';

/** One person, signed in to one tenant of one platform. */
export const storedSignIn = z.object({
  user: z.object({
    /** What conversations are kept apart by; the platform's own id of them. */
    id: boundedText(1),
    name: z.nullable(z.string()),
    email: z.nullable(z.string()),
  }),
  /** Who issues the tokens; null: the platform itself, for e-mail and password. */
  sso: z.nullable(z.object({ issuer: z.string(), clientId: z.string(), scopes: z.string() })),
  /** null: ended by who issued them. Who it was is still known, so that nobody else is shown their conversations. */
  tokens: z.nullable(tokens),
});
export type SignIn = z.infer<typeof storedSignIn>;

/** Where tokens belong, and may be shown: one tenant of one platform. */
export interface Place {
  readonly apiUrl: string;
  readonly tenantId: string;
}

export function placeKey({ apiUrl, tenantId }: Place): string {
  return JSON.stringify([apiUrl, tenantId]);
}

export function isSamePlace(one: Place, other: Place): boolean {
  return placeKey(one) === placeKey(other);
}

/** Of a token that says nothing of its tenant only the platform can tell. */
export function isOfOtherTenant(
  claims: Pick<Claims, 'tenantId'> | null,
  { tenantId }: Pick<Place, 'tenantId'>,
): boolean {
  return claims?.tenantId !== undefined && claims.tenantId !== tenantId;
}

/** Whether a token speaks for somebody else, or of another tenant, than the sign-in that it is to replace. */
export function isOfAnother(accessToken: string, { user }: SignIn, place: Place): boolean {
  const claims = readClaims(accessToken);
  if (isOfOtherTenant(claims, place)) return true;
  return claims?.userId !== undefined && claims.userId !== user.id;
}
