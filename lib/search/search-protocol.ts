import { z } from 'zod/mini';

/*
 * Between a page and its search worker, both of this extension: all that passes, parsed where it arrives. Nobody else can
 * speak to a worker but the page that has started it.
 */

const chat = z.object({ id: z.string(), title: z.string(), updatedAt: z.number() });
/** Of `chats/list`: the background says which chats there are to be searched, and no other is read (law 9). */
export type ChatToSearch = z.infer<typeof chat>;

export const toSearchWorker = z.discriminatedUnion('type', [
  /** All of them; those that were told before and aren't among them are forgotten. Looked at anew each time it is said. */
  z.object({ type: z.literal('chats'), chats: z.array(chat) }),
  /** The newest `query` (a number that grows) is answered; those before may not be. '': none. */
  z.object({ type: z.literal('search'), query: z.number(), text: z.string() }),
  /** Brings the index of one chat up to date; answered by `caught-up`, whatever comes of it. */
  z.object({ type: z.literal('catch-up'), chatId: z.string() }),
]);
export type ToSearchWorker = z.infer<typeof toSearchWorker>;

const piece = z.object({ text: z.string(), isHit: z.boolean() });

const place = z.object({
  messageId: z.string(),
  ordinal: z.number(),
  role: z.enum(['user', 'assistant']),
  /** Epoch ms. */
  createdAt: z.number(),
  pieces: z.array(piece),
});
export type FoundPlace = z.infer<typeof place>;

const foundChat = z.object({
  chatId: z.string(),
  title: z.array(piece),
  /** Epoch ms. */
  updatedAt: z.number(),
  /** Best first; none: the title alone has it. */
  places: z.array(place),
  /** Messages with any of the words. */
  count: z.number(),
});
export type FoundChat = z.infer<typeof foundChat>;

export const fromSearchWorker = z.discriminatedUnion('type', [
  /** Said again as more becomes known, until `isComplete`. `total`: chats found, of which the best are told. */
  z.object({
    type: z.literal('found'),
    query: z.number(),
    chats: z.array(foundChat),
    total: z.number(),
    isComplete: z.boolean(),
  }),
  z.object({ type: z.literal('caught-up') }),
  /** The database can't be read now: titles are all that can be searched. */
  z.object({ type: z.literal('failed') }),
]);
export type FromSearchWorker = z.infer<typeof fromSearchWorker>;
