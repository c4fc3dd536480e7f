import { z } from 'zod/mini';
import { boundedNumber, boundedText } from '../../shared/bounded.ts';
import { isObject } from '../../shared/is-object.ts';

/** How a platform describes a tenant, each part as far as it does (rule R22). Everything in it is the server's own word. */
export interface TenantDescription {
  /** `active`, or why it can't be used. */
  readonly status?: string;
  readonly plan?: string;
  /** By the server's names, at most 8 of them: `messages_per_day`. */
  readonly limits: readonly (readonly [name: string, most: number])[];
}

const mostLimits = 8;
const word = z.catch(z.optional(boundedText(1, 40)), undefined);
const described = z.lazy(() => z.object({ status: word, plan: word, limits: z.optional(z.unknown()) }));
const limitName = boundedText(1, 40);
const limit = boundedNumber(0);

function readLimits(limits: unknown): TenantDescription['limits'] {
  if (!isObject(limits)) return [];
  // What can't be read is left out, and a server that sends thousands must not fill the page.
  return Object.entries(limits)
    .slice(0, 100)
    .flatMap(([name, most]) => {
      const read = { name: limitName.safeParse(name), most: limit.safeParse(most) };
      return read.name.success && read.most.success ? [[read.name.data, read.most.data] as const] : [];
    })
    .slice(0, mostLimits);
}

/** `GET /api/v1/auth/tenant/{tenant}` (rule R22) → does it exist. Success says so, unless the body denies it. */
export const tenantReply = z.lazy(() =>
  z.pipe(
    z.catch(z.object({ exists: z.catch(z.optional(z.boolean()), undefined) }), {}),
    z.transform((reply) => reply.exists ?? true),
  ),
);

/** The same → what it is; null: it does not exist. */
export const tenantDescription = z.lazy(() =>
  z.pipe(
    z.unknown(),
    z.transform((body): TenantDescription | null => {
      if (!tenantReply.parse(body)) return null;
      const { status, plan, limits } = described.safeParse(body).data ?? {};
      return {
        ...(status === undefined ? {} : { status }),
        ...(plan === undefined ? {} : { plan }),
        limits: readLimits(limits),
      };
    }),
  ),
);
