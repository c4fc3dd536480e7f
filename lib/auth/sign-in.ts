import { z } from 'zod/mini';
import { readClaims } from './jwt.ts';
import { tokens } from './tokens.ts';

/** One person, signed in to one tenant of one platform. */
export const signIn = z.object({
  user: z.object({
    /** What conversations are kept apart by; the platform's own id of them. */
    id: z.string().check(z.minLength(1)),
    name: z.nullable(z.string()),
    email: z.nullable(z.string()),
  }),
  /** Who issues the tokens; null: the platform itself, for e-mail and password. */
  sso: z.nullable(z.object({ issuer: z.string(), clientId: z.string(), scopes: z.string() })),
  /** null: ended by who issued them. Who it was is still known, so that nobody else is shown their conversations. */
  tokens: z.nullable(tokens),
});
export type SignIn = z.infer<typeof signIn>;

/** Where tokens belong, and may be shown: one tenant of one platform. */
export interface Place {
  readonly apiUrl: string;
  readonly tenantId: string;
}

export const placeKey = ({ apiUrl, tenantId }: Place): string => JSON.stringify([apiUrl, tenantId]);

/** Whether a token speaks for somebody else, or of another tenant, than the sign-in that it is to replace. */
export function isOfAnother(accessToken: string, { user }: SignIn, { tenantId }: Place): boolean {
  const claims = readClaims(accessToken);
  if (claims === null) return false;
  const isOtherTenant = claims.tenantId !== undefined && claims.tenantId !== tenantId;
  return isOtherTenant || (claims.userId !== undefined && claims.userId !== user.id);
}
