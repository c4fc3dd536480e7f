import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import { empty, nothing, type CommandReplies, type CommandRows } from './command-row.ts';

/** A chat that the platform has, and this browser has not. */
const platformChat = z.object({
  chatId: z.string(),
  /** Empty: it has none. */
  title: z.string(),
  /** Epoch ms of the last word in it, as far as the platform tells. */
  updatedAt: z.optional(z.number()),
});
export type PlatformChat = z.infer<typeof platformChat>;

/** The chats that were begun elsewhere. Nothing is asked of the platform before a person looks for them. */
export const platformChatRows = {
  /** Newest first. `isWhole`: false where the platform has more than it tells. */
  'platform-chats/list': { ports: ['panel'], input: empty },
  /** Reads it back and shows it. Idempotent by `chatId`: one that is here already is shown as it is. */
  'platform-chats/open': {
    ports: ['panel'],
    input: () => z.object({ chatId: boundedText(1, 200), title: boundedText(0, 200) }),
  },
} as const satisfies CommandRows;

export const platformChatReplies = {
  'platform-chats/list': {
    shape: z.object({ chats: z.array(platformChat), isWhole: z.boolean() }),
    isSlow: true,
  },
  'platform-chats/open': { shape: nothing, isSlow: true },
} as const satisfies CommandReplies<typeof platformChatRows>;
