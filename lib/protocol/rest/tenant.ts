import { z } from 'zod/mini';

/** `GET /api/v1/auth/tenant/{tenant}` (rule R22) → does it exist. Success says so, unless the body denies it. */
export const tenantReply = z.pipe(
  z.catch(z.object({ exists: z.catch(z.optional(z.boolean()), undefined) }), {}),
  z.transform((reply) => reply.exists ?? true),
);
