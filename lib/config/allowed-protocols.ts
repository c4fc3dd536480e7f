import { ways, type Way } from '../shared/connection-way.ts';

/** What a policy's `allowedProtocols` means; null: it has none. */

/** *Automatic* is no way of its own: it goes those alone that are allowed. */
export function mayUseProtocol(protocol: string, allowed: readonly string[] | null): boolean {
  return allowed === null || protocol === 'automatic' || allowed.includes(protocol);
}

/** The ways that *automatic* may go; a list that names nothing else leaves them all to it. */
export function allowedWays(allowed: readonly string[] | null): readonly Way[] {
  const named = ways.filter((way) => allowed?.includes(way) !== false);
  return named.length > 0 ? named : ways;
}
