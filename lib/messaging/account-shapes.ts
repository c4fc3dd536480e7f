import { z } from 'zod/mini';

/** Who is signed in to the profile in use. No token, and no password, ever passes to a page. */
export const account = z.object({
  /** ended: the platform ended the sign-in; conversations stay, and nothing is sent until the same person is back. */
  state: z.enum(['signed-out', 'signed-in', 'ended']),
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  /** Survives the browser. */
  stays: z.boolean(),
  /** Whether the profile names an OpenID provider. */
  hasSso: z.boolean(),
});
export type Account = z.infer<typeof account>;

export const signedOutAccount: Account = {
  state: 'signed-out',
  name: null,
  email: null,
  stays: false,
  hasSso: false,
};

const accountField = z.enum(['email', 'password', 'fullName']);
export type AccountField = z.infer<typeof accountField>;

/** What the server says of a field that it refused: its own words, and nobody else's. */
const fieldRefusal = z.object({ quotation: z.string() });
export type FieldRefusal = z.infer<typeof fieldRefusal>;

/** `errors` has one per refused field; empty: done, and `account` says who it is now. */
export const accountChanged = z.object({
  errors: z.partialRecord(accountField, fieldRefusal),
  account,
});
export type AccountChanged = z.infer<typeof accountChanged>;
