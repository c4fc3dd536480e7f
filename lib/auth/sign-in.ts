import { z } from 'zod/mini';
import type { Profile } from '../config/profile.ts';
import { boundedText } from '../shared/bounded.ts';
import { hostOf } from '../shared/host-of.ts';
import { readClaims, type Claims } from './jwt.ts';
import { tokens } from './tokens.ts';

/** One person, signed in to one tenant of one platform. */
export const storedSignIn = z.lazy(() =>
  z.object({
    user: z.object({
      /**
       * What conversations are kept apart by: the platform's, or the issuer's, own id of them. Never an e-mail address, which
       * can be another person's tomorrow. null: nobody gives one.
       */
      id: z.nullable(boundedText(1)),
      name: z.nullable(z.string()),
      email: z.nullable(z.string()),
    }),
    /** Who issues the tokens; null: the platform itself, for e-mail and password. */
    sso: z.nullable(z.object({ issuer: z.string(), clientId: z.string(), scopes: z.string() })),
    /** Hosts, with their ports, that the access token may be shown to (law 9). Absent: signed in before they were kept. */
    hosts: z.exactOptional(z.array(z.string())),
    /** Of the issuer's endpoints, which its tokens may go back to. Absent: as `hosts`, or the platform issued them. */
    issuerHosts: z.exactOptional(z.array(z.string())),
    /** null: ended by who issued them. Who it was is still known, so that nobody else is shown their conversations. */
    tokens: z.nullable(tokens),
  }),
);
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

type Destination = Pick<Profile, 'apiUrl' | 'wsUrl' | 'protocol'>;

/** The hosts that a profile would show an access token to. */
export function destinationsOf({ apiUrl, wsUrl, protocol }: Destination): string[] {
  // A secure proxy is shown none.
  if (protocol === 'proxy') return [];
  const addresses = protocol === 'rest' ? [apiUrl] : [apiUrl, wsUrl];
  return [...new Set(addresses.map(hostOf))];
}

/** One of them that the sign-in was not made for; null: none, or there is no token to be shown. */
export function unconfirmedHost({ hosts, tokens: held }: SignIn, profile: Destination): string | null {
  if (held === null) return null;
  const confirmed = hosts ?? [hostOf(profile.apiUrl)];
  return destinationsOf(profile).find((host) => !confirmed.includes(host)) ?? null;
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
