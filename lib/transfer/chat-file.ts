import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import { assistantStatus, attachment, source, userMessage } from '../shared/conversation.ts';

/*
 * The file that chats are carried along in: README.md beside this says it in words. It is hostile until read, by the page
 * that opens it and by the background once more.
 */

export const fileFormat = 'miptech-chats';
export const fileVersion = 1;

/** What a file may hold. Bytes; chats; messages and characters of one chat; characters of one text. */
export const fileLimits = {
  bytes: 200_000_000,
  chats: 20_000,
  messages: 20_000,
  // A chat crosses the port in one message, of which a browser takes 64 MiB.
  characters: 20_000_000,
  text: 2_000_000,
};

const id = boundedText(1, 300);
const isoTime = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
/** ISO 8601, of a moment that there is. */
const moment = z.string().check(z.refine((text) => isoTime.test(text) && !Number.isNaN(Date.parse(text))));
const text = boundedText(0, fileLimits.text);

const fileQuestion = z.object({
  role: z.literal('user'),
  id,
  at: moment,
  status: userMessage.shape.status,
  text,
  /** As they were sent. */
  pages: z.optional(z.array(attachment)),
  isElsewhere: z.optional(z.boolean()),
  /** The id of the first version of the question whose place it takes. */
  replaces: z.optional(id),
});

const fileAnswer = z.object({
  role: z.literal('assistant'),
  id,
  at: moment,
  status: assistantStatus,
  text,
  /** The question's id. */
  replyTo: id,
  sources: z.optional(z.array(source)),
  completedAt: z.optional(moment),
  totalTokens: z.optional(z.number()),
  isElsewhere: z.optional(z.boolean()),
});

const fileMessage = z.discriminatedUnion('role', [fileQuestion, fileAnswer]);
export type FileMessage = z.infer<typeof fileMessage>;

/** One chat in a file. Unknown fields are left out, so that a later version may add some. */
export const fileChat = z.object({
  id,
  title: boundedText(0, 1_000),
  titledBy: z.optional(z.enum(['person', 'platform'])),
  isPinned: z.optional(z.boolean()),
  createdAt: moment,
  updatedAt: moment,
  /** Oldest first. */
  messages: z.array(fileMessage),
});
export type FileChat = z.infer<typeof fileChat>;

/** As it is written; as it is read, each chat is looked at by itself. */
export interface ChatFile {
  readonly format: typeof fileFormat;
  readonly version: typeof fileVersion;
  /** ISO 8601. */
  readonly exportedAt: string;
  readonly chats: readonly FileChat[];
}
