import type { IDToken, TokenEndpointResponse } from 'oauth4webapi';
import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import { clip, oneLine } from '../protocol/rest/shown-text.ts';
import type { Issued } from './tokens.ts';

/** As the ID token names them. */
export interface OpenIdUser {
  /** `sub`: unique within the issuer, never reassigned. */
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}

export interface OpenIdGrant extends Issued {
  readonly user: OpenIdUser;
  /** Of the endpoints that these tokens may go back to. */
  readonly issuerHosts: string[];
}

/** @param sentAt the `Date` of the answer, where it has one; of use where nothing says how long the token lasts */
export function toIssued(answer: TokenEndpointResponse, sentAt: string | null): Issued {
  const at = Date.parse(sentAt ?? '');
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    lifetime: answer.expires_in === undefined ? null : answer.expires_in * 1000,
    ...(Number.isNaN(at) || answer.expires_in !== undefined ? {} : { sentAt: at }),
  };
}

/** Characters. Longer than a name or an address can be. */
const longest = 256;

/** A claim that is shown in one line of ours: none that turns the direction of what stands beside it. */
const shown = z.pipe(
  boundedText(0, longest),
  z.transform((claim: string) => oneLine(clip(claim, longest))),
);

function firstOf(...claims: readonly unknown[]): string | null {
  for (const claim of claims) {
    const parsed = shown.safeParse(claim);
    if (parsed.success && parsed.data !== '') return parsed.data;
  }
  return null;
}

/**
 * Of validated claims. Providers that follow OpenID Connect Core §5.4 to the letter put name and e-mail address into
 * the userinfo answer only. The platform knows them too (`GET /auth/me`), so that is not asked for.
 */
export function readUser(claims: IDToken): OpenIdUser {
  return {
    id: claims.sub,
    name: firstOf(claims['name'], claims['preferred_username']),
    email: firstOf(claims['email']),
  };
}
