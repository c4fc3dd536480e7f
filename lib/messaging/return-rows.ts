import { z } from 'zod/mini';
import { uuid, wholeNumber } from '../shared/bounded.ts';
import { attachment } from '../shared/conversation.ts';
import { nothing, type CommandReplies, type CommandRows } from './command-row.ts';

/** A page, those of eight other tabs, and a pasted text. */
const mostAttached = 10;

/** What a panel asks for a message that it wants back. */
export const returnRows = {
  /**
   * Undoes the removal of a queued one: the same id, in its place. Nothing where it is there still, or has gone out. The page
   * gives it back whole, so that a worker's death between the two loses nothing.
   */
  'message/restore': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: () =>
      z.object({
        id: uuid,
        ordinal: wholeNumber(0),
        text: z.string(),
        attachments: z.array(attachment).check(z.refine((pages) => pages.length <= mostAttached)),
        createdAt: z.number(),
        replaces: z.optional(z.string()),
      }),
  },
  /** Queued, failed or unknown ones, to be written anew: its page goes back to the draft. The page of the panel puts the words back itself. */
  'message/recall': {
    ports: ['panel'],
    screen: 'same',
    isOrdered: true,
    input: () => z.object({ messageId: z.string() }),
  },
} as const satisfies CommandRows;

export const returnReplies = {
  'message/restore': { shape: nothing },
  'message/recall': { shape: nothing },
} as const satisfies CommandReplies<typeof returnRows>;
