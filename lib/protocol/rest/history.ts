import { z } from 'zod/mini';
import { isObject } from '../../shared/is-object.ts';
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

/** More messages than anybody reads in one chat. */
export const mostMessages = 20_000;

/** Messages of the system and of tools, and kinds to come. Whatever they look like, they were not said in this chat. */
function isUnspoken(entry: unknown): boolean {
  const role = isObject(entry) ? entry['role'] : undefined;
  return typeof role === 'string' && !spoken.some((known) => known === role);
}

/**
 * One by one, and no further than to the first that can't be read: a list of millions of bad ones must cost neither
 * memory nor time, and zod would tell of each what is wrong with it. null: there is such a one, or there are too many.
 */
function readItems(entries: readonly unknown[]): HistoryMessage[] | null {
  const found: HistoryMessage[] = [];
  for (const entry of entries) {
    if (isUnspoken(entry)) continue;
    const { success, data } = item.safeParse(entry);
    if (!success || found.length === mostMessages) return null;
    const clientMessageId = data.client_message_id ?? data.metadata?.client_message_id;
    found.push({
      id: data.id,
      role: data.role,
      content: data.content,
      createdAt: readTime(data.created_at),
      ...(clientMessageId === undefined ? {} : { clientMessageId }),
    });
  }
  return found;
}

const list = z.custom<readonly unknown[]>((value) => Array.isArray(value));

/** `GET …/messages` → the conversation, oldest first. */
export const historyReply = z.pipe(
  z.union([list, z.object({ items: list })]),
  z.transform((reply, context): HistoryMessage[] => {
    const found = readItems('items' in reply ? reply.items : reply);
    if (found !== null) return found;
    context.issues.push({ code: 'custom', input: null });
    return z.NEVER;
  }),
);
