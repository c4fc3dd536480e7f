import { z } from 'zod/mini';
import { boundedNumber, boundedText } from '../../shared/bounded.ts';

const token = boundedText(1, 16_384).check(z.regex(/^[\x21-\x7e]+$/));

/**
 * What every answer with tokens says of them (rules R25, R26). Printable ASCII only: the access token becomes a header.
 * A refresh token may be missing, but not unreadable: passed over, it would end the sign-in without a word, an hour later.
 */
export const tokenFields = {
  access_token: token,
  refresh_token: z.nullish(z.union([token, z.literal('')])),
  /** s */
  expires_in: z.catch(z.optional(boundedNumber(Number.MIN_VALUE)), undefined),
};

export function readTokens({ access_token, refresh_token, expires_in }: TokenFields) {
  return {
    accessToken: access_token,
    refreshToken: refresh_token || null,
    lifetime: expires_in === undefined ? null : expires_in * 1000,
  };
}

const tokensBody = z.object(tokenFields);
type TokenFields = z.infer<typeof tokensBody>;

/** `POST /api/v1/auth/refresh` (rule R25). */
export const tokensReply = z.pipe(tokensBody, z.transform(readTokens));

export function refreshBody(refreshToken: string) {
  return { refresh_token: refreshToken };
}
