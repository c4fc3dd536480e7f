import { z } from 'zod/mini';
import { identifier } from './identifier.ts';
import { oneLine, shownText } from './shown-text.ts';
import { readTokens, tokenFields } from './tokens.ts';

/** What the platform says of a person, as far as it could be read. Fit to be shown as it is. */
export interface AccountUser {
  readonly id: string | null;
  readonly email: string | null;
  readonly name: string | null;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface Registration extends Credentials {
  readonly fullName: string;
}

/** The body of `POST /api/v1/auth/login` (rule R26). */
export function loginBody({ email, password }: Credentials, tenantId: string) {
  return {
    email,
    password,
    tenant_id: tenantId,
  };
}

/** The body of `POST /api/v1/auth/register` (rule R27). */
export function registrationBody({ fullName, ...credentials }: Registration, tenantId: string) {
  return {
    ...loginBody(credentials, tenantId),
    full_name: fullName,
  };
}

/** Characters. The longest address that mail knows, and a name that still fits a line. */
const limits = { email: 254, name: 120 };

const toLine = (text: string | undefined): string | null => (text === undefined ? null : oneLine(text));

const user = z.lazy(() =>
  z.pipe(
    z.object({
      id: z.catch(z.optional(identifier), undefined),
      email: shownText(limits.email),
      full_name: shownText(limits.name),
      name: shownText(limits.name),
    }),
    z.transform(({ id, email, full_name, name }): AccountUser => ({
      id: id ?? null,
      email: toLine(email),
      name: toLine(full_name ?? name),
    })),
  ),
);

const unknown: AccountUser = { id: null, email: null, name: null };

/** The answer to both (rule R26). Tokens have to be right; of the person, what can be read is taken. */
export const signedInReply = z.lazy(() =>
  z.pipe(
    z.object({ ...tokenFields, user: z.catch(z.optional(user), undefined) }),
    z.transform((reply) => ({ ...readTokens(reply), user: reply.user ?? unknown })),
  ),
);

/** `GET /api/v1/auth/me` (rule R28): the person, or an object with them in it. */
export const meReply = z.lazy(() =>
  z.pipe(
    z.union([z.object({ user }), user]),
    z.transform((reply): AccountUser => ('user' in reply ? reply.user : reply)),
  ),
);
