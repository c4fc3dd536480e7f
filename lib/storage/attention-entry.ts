import { z } from 'zod/mini';
import { readableItems } from '../shared/readable.ts';

/** A chat that no panel shows, and in which something is under way or has come to its end. Holds no words of it. */
export const attentionEntry = z.lazy(() =>
  z.object({
    partition: z.string(),
    /** Whose panel showed it last. */
    windowId: z.nullable(z.number()),
    /** Ids of the questions that were under way when it was left, and are still. */
    awaited: readableItems(z.string()),
    /** How the last of them ended that did; null: none has. */
    end: z.nullable(z.enum(['answered', 'cut-off', 'needs-person'])),
    /** Which question that was; null: all of them wait for the person. */
    about: z.nullable(z.string()),
  }),
);
export type AttentionEntry = z.infer<typeof attentionEntry>;
