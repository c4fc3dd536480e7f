import { z } from 'zod/mini';
import { identifier } from './identifier.ts';

/** One stored message (rule R21). */
export interface HistoryMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** Epoch ms; null where the server gave no time we can read. */
  readonly createdAt: number | null;
  /** Our own id, from servers that echo it. */
  readonly clientMessageId?: string;
}

const spoken = ['user', 'assistant'] as const;

/** ISO 8601 or epoch (s, or ms above 10^11). The platform writes UTC without saying so: `2025-01-31T09:00:00.123456`. */
function readTime(value: unknown): number | null {
  if (typeof value === 'number') return value > 1e11 ? value : value * 1000;
  if (typeof value !== 'string') return null;
  const text = value.trim().replace(' ', 'T');
  const time = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? null : time;
}

const echoed = z.catch(z.optional(z.string()), undefined);

const item = z.object({
  id: identifier,
  role: z.enum(spoken),
  content: z.string(),
  created_at: z.optional(z.unknown()),
  client_message_id: echoed,
  metadata: z.catch(z.optional(z.object({ client_message_id: echoed })), undefined),
});

/** Messages of the system and of tools, and kinds to come. Whatever they look like, they were not said in this chat. */
const unspoken = z.object({
  role: z.string().check(z.refine((role) => !spoken.some((known) => known === role))),
});

const items = z.array(z.union([item, unspoken]));

/** `GET …/messages` → the conversation, oldest first. */
export const historyReply = z.pipe(
  z.union([items, z.object({ items })]),
  z.transform((reply): HistoryMessage[] =>
    (Array.isArray(reply) ? reply : reply.items).flatMap((entry) => {
      if (!('content' in entry)) return [];
      const clientMessageId = entry.client_message_id ?? entry.metadata?.client_message_id;
      return [
        {
          id: entry.id,
          role: entry.role,
          content: entry.content,
          createdAt: readTime(entry.created_at),
          ...(clientMessageId === undefined ? {} : { clientMessageId }),
        },
      ];
    }),
  ),
);
