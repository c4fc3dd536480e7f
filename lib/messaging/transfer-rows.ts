import { z } from 'zod/mini';
import { message } from '../shared/conversation.ts';
import { empty, type CommandReplies, type CommandRows } from './command-row.ts';

const chatHead = z.object({
  id: z.string(),
  importedFrom: z.optional(z.string()),
  title: z.string(),
  titledBy: z.optional(z.enum(['person', 'platform'])),
  isPinned: z.optional(z.boolean()),
  createdAt: z.number(),
  updatedAt: z.number(),
});

/**
 * new: it was not here · copy: another state of it is here, and stays as it is beside this one · here: all of it is here
 * already · refused: it can't be read.
 */
const taken = z.enum(['new', 'copy', 'here', 'refused']);
export type Taken = z.infer<typeof taken>;

const ports = ['panel', 'options'] as const;

/** Chats carried out of this browser, and into it: those of the profile and person in use, and of nobody else (law 9). */
export const transferRows = {
  /** Newest question last. */
  'transfer/list': { ports, input: empty },
  /** The messages before `before`, oldest first; null: the newest. `isThere`: false where it was deleted meanwhile. */
  'transfer/read': { ports, input: () => z.object({ id: z.string(), before: z.nullable(z.number()) }) },
  /**
   * Takes in chats of a file, each whole or not at all; one that is here already is left as it is, so a command that is
   * repeated does nothing twice. `place`: whose chats these shall be, as the first reply named it, null before; where other
   * settings or another person came into use since, or everything was deleted, nothing is taken, and `taken` is empty.
   */
  'transfer/take': {
    ports,
    input: () =>
      z.object({
        place: z.nullable(z.string()),
        /** Says what would come of it, and changes nothing. */
        isTrial: z.boolean(),
        /** An `incomingChat` each; one that isn't must not cost the others. */
        chats: z.array(z.unknown()),
      }),
  },
} as const satisfies CommandRows;

export const transferReplies = {
  'transfer/list': { shape: z.object({ chats: z.array(chatHead) }), isSlow: true },
  'transfer/read': {
    shape: z.object({ isThere: z.boolean(), messages: z.array(message), hasEarlier: z.boolean() }),
    isSlow: true,
  },
  'transfer/take': {
    shape: z.object({
      place: z.string(),
      /** One to each chat, in their order. */
      taken: z.array(taken),
      /** Days for which chats are kept here; null: for ever. */
      keepDays: z.nullable(z.number()),
    }),
    isSlow: true,
  },
} as const satisfies CommandReplies<typeof transferRows>;
