import { z } from 'zod/mini';
import { maskKinds } from './mask-kind.ts';
import { problem } from './problem.ts';

/** A value that a number stands for in what is sent: e-mail address, phone number, payment card, bank account, key. */
export const maskedItem = z.object({
  /** What stands in the text in its place, as `[email 1]`. */
  placeholder: z.string(),
  kind: z.enum(maskKinds),
  /** Kept in this browser only. */
  value: z.string(),
  /** The user has put the value back into the text. */
  isUndone: z.optional(z.boolean()),
});
export type MaskedItem = z.infer<typeof maskedItem>;

/** A page the user attached, or a long text they pasted: exactly what will be, or was, sent of it. */
export const attachment = z.object({
  /** UUID; also the unguessable marker of the fence (P39). */
  id: z.string(),
  /** Counts edits of `text`. A message names the revision that was on screen, so nothing else can be sent in its place. */
  revision: z.number(),
  title: z.string(),
  /** Empty of what was pasted. */
  url: z.string(),
  /** The text to send, byte for byte. */
  text: z.string(),
  /** Characters of readable text on the whole page, or pasted; `text.length / pageLength` is the share shown on the chip. */
  pageLength: z.number(),
  /** What `text` is: the selection, the readable article, a thread's posts, all visible text, a PDF's or a text file's, or pasted. */
  source: z.enum(['selection', 'article', 'thread', 'visible', 'pdf', 'text', 'paste']),
  /** ISO 8601. */
  capturedAt: z.string(),
  language: z.optional(z.string()),
  author: z.optional(z.string()),
  /** Of a thread: how many posts were captured. */
  posts: z.optional(z.number()),
  /** Invisible characters that were taken out of it. */
  removed: z.optional(z.number()),
  /** Characters of text that can't be seen on the page, and were left out. */
  hidden: z.optional(z.number()),
  /** Addresses of links stand in `text`, as the user has asked. */
  hasLinks: z.optional(z.literal(true)),
  /** Frames of the page whose text could not be read. */
  unreadFrames: z.optional(z.number()),
  masked: z.optional(z.array(maskedItem)),
  /** Characters that were captured, where `text` is the beginning of them that fits the budget. */
  captured: z.optional(z.number()),
  /** `text` is not what was captured: the user has changed it. */
  isEdited: z.optional(z.boolean()),
  /** In the draft, once it was edited: the text as it was captured. */
  original: z.optional(z.string()),
  /** Where it was read, as this browser calls it. */
  tab: z.optional(z.object({ id: z.number(), url: z.string() })),
});
export type Attachment = z.infer<typeof attachment>;

/** What is kept of an attachment that leaves: what the user took out of it is gone. */
export function withoutOriginal({ original: _original, ...kept }: Attachment): Attachment {
  return kept;
}

/**
 * queued: stored · sending: handed to a connection · checking: cut off, and not found yet, but it may still arrive · sent: the
 * server reacted · unknown: cut off, and the history can't tell.
 */
const userStatus = z.enum(['queued', 'sending', 'checking', 'sent', 'failed', 'unknown']);

/** pending: nothing yet · interrupted: cut off, what arrived is kept · stopped: by the user. */
export const assistantStatus = z.enum([
  'pending',
  'streaming',
  'complete',
  'interrupted',
  'stopped',
  'failed',
]);
export type AssistantStatus = z.infer<typeof assistantStatus>;

export const source = z.object({ title: z.string(), url: z.string(), snippet: z.optional(z.string()) });
export type Source = z.infer<typeof source>;

export const userMessage = z.object({
  role: z.literal('user'),
  /** UUID made by the panel; the `client_message_id` on the wire, so a repeated command or frame is recognised. */
  id: z.string(),
  conversationId: z.string(),
  /** Position in the conversation; grows, never reused. */
  ordinal: z.number(),
  /** The user's own words, without the page. */
  text: z.string(),
  attachments: z.array(attachment),
  status: userStatus,
  /** Epoch ms. */
  createdAt: z.number(),
  /** Said in the same chat by another device or program, and read from its history. */
  isElsewhere: z.optional(z.boolean()),
  /** The first version of the question whose place it takes in the transcript; the platform has both (versions.ts). */
  replaces: z.optional(z.string()),
  /** Epoch ms at which it was last marked as sending. */
  sentAt: z.optional(z.number()),
  problem: z.optional(problem),
});
export type UserMessage = z.infer<typeof userMessage>;

export const assistantMessage = z.object({
  role: z.literal('assistant'),
  id: z.string(),
  conversationId: z.string(),
  ordinal: z.number(),
  /** The user message it answers. */
  replyTo: z.string(),
  /** Markdown. Hostile until rendered by components/markdown. */
  text: z.string(),
  status: assistantStatus,
  /** `message_id` on the wire, once known. */
  serverId: z.optional(z.string()),
  sources: z.array(source),
  totalTokens: z.optional(z.number()),
  createdAt: z.number(),
  completedAt: z.optional(z.number()),
  /** What a look into the history found of it: its server id, a fingerprint of its text, epoch ms. */
  seen: z.optional(z.object({ id: z.string(), print: z.string(), at: z.number() })),
  /** The answer to a question from elsewhere. */
  isElsewhere: z.optional(z.boolean()),
  problem: z.optional(problem),
});
export type AssistantMessage = z.infer<typeof assistantMessage>;

export const message = z.discriminatedUnion('role', [userMessage, assistantMessage]);
export type Message = z.infer<typeof message>;

const openStatuses: ReadonlySet<Message['status']> = new Set<Message['status']>([
  'queued',
  'sending',
  'checking',
  'pending',
  'streaming',
]);

/** Under way: it comes to its next status without anybody's wish. */
export function isOpen({ status }: Pick<Message, 'status'>): boolean {
  return openStatuses.has(status);
}

/** It has left, and nobody knows yet whether it arrived. */
export function isOnItsWay({ status }: Pick<UserMessage, 'status'>): boolean {
  return status === 'sending' || status === 'checking';
}

/** An answer that is still to come, or still coming. */
export function isOpenAnswer(said: Message): said is AssistantMessage {
  return said.role === 'assistant' && isOpen(said);
}
