import { z } from 'zod/mini';

/** A chat as the list shows it. */
export const chatEntry = z.object({
  id: z.string(),
  /** '': none of its questions had words, or none was asked yet. */
  title: z.string(),
  /** Epoch ms of the last question. */
  updatedAt: z.number(),
  isPinned: z.boolean(),
  /** Messages of it that have not been delivered, and are sent all the same. */
  waiting: z.number(),
  /** Panels that show it, of all windows; absent: none. */
  windows: z.optional(z.number()),
});
export type ChatEntry = z.infer<typeof chatEntry>;

/** A deleted chat that can still be brought back. */
export const removedChat = z.object({ id: z.string(), title: z.string(), waiting: z.number() });
export type RemovedChat = z.infer<typeof removedChat>;
