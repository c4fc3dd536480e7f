import { z } from 'zod/mini';
import { whyNoSocket, ways } from '../shared/connection-way.ts';
import { wholeNumber } from '../shared/bounded.ts';
import { webSocketAliases, webSocketPath } from './platform-paths.ts';
import type { Profile } from './profile.ts';

/** The three servers that speak dialect v1 (P41, P47). */
const v1Variants = ['plain', 'auth-first', 'hybrid'] as const;

/**
 * What *Protocol: automatic* has seen to work at one place. No address is stored, only which of the known paths (A5) it
 * was: whatever is written here, nothing of it leads to another host. Where v1 is chosen, what it has found out stands here, too.
 */
export const knownWay = z.lazy(() =>
  z.object({
    way: z.enum(ways),
    /** Where its socket opens, or did last; null: at the profile's own address. */
    path: z.nullable(z.enum([webSocketPath, ...webSocketAliases])),
    why: z.nullable(whyNoSocket),
    /** What a socket spoke that was ready here once: what keeps it away may pass. null: none was. */
    socket: z.nullable(z.enum(['v3', 'v1'])),
    /** Epoch ms of the last look for a socket, and how many there were in a row that found none. */
    lookedAt: z.number(),
    looks: wholeNumber(0),
    /** Which of them took a message over v1. Absent: none yet, or it is another server by now. */
    variant: z.optional(z.enum(v1Variants)),
  }),
);
export type KnownWay = z.infer<typeof knownWay>;
export type V1Variant = (typeof v1Variants)[number];
export type KnownPath = KnownWay['path'];

/** By API origin, WebSocket address and tenant: a changed address is another place, of which nothing is known. */
export function wayKey({ apiUrl, wsUrl, tenantId }: Pick<Profile, 'apiUrl' | 'wsUrl' | 'tenantId'>): string {
  return [apiUrl, wsUrl, tenantId].join(' ');
}

/** @param wsUrl of the profile; the path alone is another */
export function atPath(wsUrl: string, path: KnownPath): string {
  if (path === null) return wsUrl;
  const { protocol, host } = new URL(wsUrl);
  return `${protocol}//${host}${path}`;
}
