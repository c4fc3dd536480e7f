import { z } from 'zod/mini';

/** The ways to a platform, as they are called in a profile and in lib/transport/README.md. */
export const ways = ['v3', 'v1', 'rest', 'proxy'] as const;
export type Way = (typeof ways)[number];
/** To a platform itself. */
export type PlatformWay = Exclude<Way, 'proxy'>;
const way = z.enum(ways);

/**
 * Why no live connection is in use where one was looked for. `refused`: closed before it opened · `stripped`: the server
 * answers there, and says that the wish for a socket did not reach it · `denied`: refused by status (401, 403) · `silent`:
 * neither opened nor refused · `dropped`: opened, and was cut again and again.
 */
export const whyNoSocket = z.enum(['refused', 'stripped', 'denied', 'silent', 'dropped']);
export type WhyNoSocket = z.infer<typeof whyNoSocket>;

/** What *Connection details* says of the way in use. */
export const wayInUse = z.object({
  way,
  /** Where to: an address without a query. */
  address: z.string(),
  /** Found, and not chosen in the settings. */
  isFound: z.boolean(),
  /** null: a socket is in use, or none was looked for. */
  why: z.nullable(whyNoSocket),
  /** Epoch ms at which a socket is looked for again; null: it is not. */
  looksAgainAt: z.nullable(z.number()),
});
export type WayInUse = z.infer<typeof wayInUse>;
