import { z } from 'zod/mini';

/** Who is signed in to the profile in use. No token, and no password, ever passes to a page. */
export const account = z.object({
  /**
   * ended: the platform ended the sign-in; conversations stay, and nothing is sent until the same person is back ·
   * not-needed: a secure proxy speaks for whoever asks.
   */
  state: z.enum(['signed-out', 'signed-in', 'ended', 'not-needed']),
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  /** Survives the browser. */
  stays: z.boolean(),
  /** Whether the profile names an OpenID provider. */
  hasSso: z.boolean(),
  /** Where people get a new password; absent: nobody has said where. */
  passwordPage: z.optional(z.string()),
});
export type Account = z.infer<typeof account>;

export const signedOutAccount: Account = {
  state: 'signed-out',
  name: null,
  email: null,
  stays: false,
  hasSso: false,
};

/** What the server says of a field that it refused: its own words, and nobody else's. */
const fieldRefusal = z.object({ quotation: z.string() });
export type FieldRefusal = z.infer<typeof fieldRefusal>;

const optionalRefusal = z.exactOptional(fieldRefusal);
const accountErrors = z.object({
  email: optionalRefusal,
  password: optionalRefusal,
  fullName: optionalRefusal,
});
export type AccountField = keyof z.infer<typeof accountErrors>;

/** `errors` has one per refused field; empty: done, and `account` says who it is now. */
export const accountChanged = z.object({
  errors: accountErrors,
  account,
});
export type AccountChanged = z.infer<typeof accountChanged>;
