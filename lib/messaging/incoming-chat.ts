import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import { message } from '../shared/conversation.ts';

/** A chat of a file, on its way into storage. Of its messages, ids and places are those of the file. */
export const incomingChat = z.object({
  /** In the file. */
  id: boundedText(1, 300),
  title: boundedText(0, 1_000),
  titledBy: z.exactOptional(z.enum(['person', 'platform'])),
  isPinned: z.exactOptional(z.literal(true)),
  /** Epoch ms. */
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Oldest first. */
  messages: z.array(message),
});
