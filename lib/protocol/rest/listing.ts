import { z } from 'zod/mini';

/* What a list of messages and a list of chats have in common (rules R21, R50). */

/** ISO 8601 or epoch (s, or ms above 10^11) → epoch ms. The platform writes UTC without saying so: `2025-01-31T09:00:00.123456`. */
export function serverTime(value: unknown): number | null {
  if (typeof value === 'number') return value > 1e11 ? value : value * 1000;
  if (typeof value !== 'string') return null;
  const text = value.trim().replace(' ', 'T');
  const time = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? null : time;
}

/** Its entries are read one by one: zod would tell of millions of bad ones what is wrong with each. */
const entries = z.custom<readonly unknown[]>((value) => Array.isArray(value));

/** Whether what stands beside the items says that there are more. */
function saysMore(reply: object, shown: number): boolean {
  return Object.entries(reply).some(([key, value]) => {
    if (/^has_?more$/i.test(key)) return value === true;
    if (/^next(_?(page|cursor|url|token))?$/i.test(key))
      return value !== null && value !== '' && value !== false;
    return /^total(_?(count|items))?$/i.test(key) && typeof value === 'number' && value > shown;
  });
}

/** Bare, or in `items` → what is told, and whether that is all. */
export const listed = z.lazy(() =>
  z.pipe(
    z.union([entries, z.looseObject({ items: entries })]),
    z.transform((reply) =>
      'items' in reply
        ? { told: reply.items, isWhole: !saysMore(reply, reply.items.length) }
        : { told: reply, isWhole: true },
    ),
  ),
);

/** A `Link` header that leads to another page (RFC 8288). */
export function linksOn(link: string | null): boolean {
  return link !== null && /;\s*rel\s*=\s*"?[^";,]*\bnext\b/i.test(link);
}
