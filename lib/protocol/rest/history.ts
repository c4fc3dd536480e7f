import { z } from 'zod/mini';
import type { Source } from '../../shared/conversation.ts';
import { boundedNumber } from '../../shared/bounded.ts';
import { isObject } from '../../shared/is-object.ts';
import { readSources } from '../sources.ts';
import { identifier } from './identifier.ts';
import { listed, serverTime } from './listing.ts';

/** One stored message (rule R21). */
export interface HistoryMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** Epoch ms; null where the server gave no time we can read. */
  readonly createdAt: number | null;
  /** Our own id, from servers that echo it. */
  readonly clientMessageId?: string;
  /** Of an answer, where it has any. */
  readonly sources?: readonly Source[];
  readonly totalTokens?: number;
}

export interface ChatHistory {
  /** Oldest first, as far as the platform says when what was said; else as it tells them. */
  readonly messages: readonly HistoryMessage[];
  /** False where it says that there is more. */
  readonly isWhole: boolean;
}

const spoken = ['user', 'assistant'] as const;

const echoed = z.catch(z.optional(z.string()), undefined);

const item = z.lazy(() =>
  z.object({
    id: identifier,
    role: z.enum(spoken),
    content: z.string(),
    created_at: z.optional(z.unknown()),
    sequence_number: z.catch(z.optional(z.number()), undefined),
    client_message_id: echoed,
    metadata: z.catch(
      z.optional(
        z.object({
          client_message_id: echoed,
          sources: z.catch(z.optional(z.array(z.unknown())), undefined),
          total_tokens: z.catch(z.optional(boundedNumber(0)), undefined),
        }),
      ),
      undefined,
    ),
  }),
);

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
function readItems(told: readonly unknown[]): Placed[] | null {
  const found: Placed[] = [];
  for (const entry of told) {
    if (isUnspoken(entry)) continue;
    const { success, data } = item.safeParse(entry);
    if (!success || found.length === mostMessages) return null;
    found.push(placed(data));
  }
  return found;
}

interface Placed extends HistoryMessage {
  readonly sequence: number | undefined;
}

function placed(entry: z.infer<typeof item>): Placed {
  const { metadata } = entry;
  const clientMessageId = entry.client_message_id ?? metadata?.client_message_id;
  const sources = readSources(metadata?.sources);
  const totalTokens = metadata?.total_tokens;
  return {
    id: entry.id,
    role: entry.role,
    content: entry.content,
    createdAt: serverTime(entry.created_at),
    sequence: entry.sequence_number,
    ...(sources.length === 0 ? {} : { sources }),
    ...(totalTokens === undefined ? {} : { totalTokens }),
    ...(clientMessageId === undefined ? {} : { clientMessageId }),
  };
}

/** By sequence where all have one, else by time where all have one. No document promises an order. */
function inOrder(found: readonly Placed[]): readonly Placed[] {
  const by = (keyOf: (message: Placed) => number | null | undefined): readonly Placed[] | null => {
    const keyed = found.flatMap((message) => {
      const key = keyOf(message);
      return typeof key === 'number' ? [{ message, key }] : [];
    });
    const [first, last] = [keyed.at(0), keyed.at(-1)];
    if (keyed.length < found.length || first === undefined || last === undefined) return null;
    // Told newest first, what was said in one moment is told in that order, too.
    const told = first.key > last.key ? keyed.toReversed() : keyed;
    return told.toSorted((one, other) => one.key - other.key).map(({ message }) => message);
  };
  return by(({ sequence }) => sequence) ?? by(({ createdAt }) => createdAt) ?? found;
}

/** `GET …/messages` → the conversation (rule R21). */
export const historyReply = z.lazy(() =>
  z.pipe(
    listed,
    z.transform(({ told, isWhole }, context): ChatHistory => {
      const found = readItems(told);
      if (found === null) {
        context.issues.push({ code: 'custom', input: null });
        return z.NEVER;
      }
      return {
        messages: inOrder(found).map(({ sequence: _, ...message }) => message),
        isWhole,
      };
    }),
  ),
);
