import { z } from 'zod/mini';

const token = z.string().check(z.minLength(1), z.maxLength(16_384), z.regex(/^[\x21-\x7e]+$/));

/** `POST /api/v1/auth/refresh` (rule R25). Printable ASCII only: the access token becomes a header. */
export const tokensReply = z.pipe(
  z.object({ access_token: token, refresh_token: token }),
  z.transform(({ access_token, refresh_token }) => ({
    accessToken: access_token,
    refreshToken: refresh_token,
  })),
);

export const refreshBody = (refreshToken: string) => ({ refresh_token: refreshToken });
