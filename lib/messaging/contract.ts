import { z } from 'zod/mini';
import { connectionStatus } from '../shared/connection-status.ts';
import { attachment, message, assistantStatus, source } from '../shared/conversation.ts';
import { problem } from '../shared/problem.ts';
import { account } from './account-shapes.ts';
import type { CommandName } from './commands.ts';
import { preferences } from './preferences-shapes.ts';
import { profileChoice } from './profile-choice.ts';

/**
 * EXTENSION protocol: all that passes between our pages and the background, and
 * nothing else. One runtime port per page. The page sends numbered requests; the
 * background answers each with one reply, and pushes a full snapshot followed by
 * patches whose `revision` grows by one. A page that sees a gap asks again.
 */

/** As it arrives: the command is yet to be read by its row. */
export const request = z.object({
  requestId: z.number(),
  command: z.looseObject({ type: z.string() }),
  /** The conversation that was on screen; what concerns it must not happen to the one that has replaced it since. */
  about: z.optional(z.string()),
  /** Sent before, on a port that died: it may have been carried out already. */
  again: z.optional(z.boolean()),
});
/** As a page sends it. */
export type Request = z.infer<typeof request> & { readonly command: { readonly type: CommandName } };

export const branding = z.object({
  title: z.optional(z.string()),
  welcomeMessage: z.optional(z.string()),
  placeholder: z.optional(z.string()),
  /** `#rrggbb`, already checked. */
  primaryColor: z.optional(z.string()),
  suggestions: z.array(z.string()),
  /** Unicode code points of a person's own words (P61). */
  maxMessageLength: z.number(),
});
export type Branding = z.infer<typeof branding>;

/** The transcript holds the newest messages, oldest first; `history/earlier` brings the ones before. */
export const snapshot = z.object({
  /** `isPart`: it was read back from the platform, which has more of it. */
  conversation: z.object({ id: z.string(), title: z.string(), isPart: z.optional(z.literal(true)) }),
  messages: z.array(message),
  hasEarlier: z.boolean(),
  status: connectionStatus,
  problem: z.nullable(problem),
  draft: z.object({
    text: z.string(),
    attachment: z.nullable(attachment),
    /** A long text that was pasted. Absent: none. */
    paste: z.optional(z.nullable(attachment)),
    /** Pages of other tabs. Absent: none. */
    tabs: z.optional(z.readonly(z.array(attachment))),
  }),
  branding,
  /** Where messages go, to be shown; null: nowhere, before anybody has said where the assistant is. */
  destination: z.nullable(z.object({ apiUrl: z.string(), tenantId: z.string() })),
  account,
  profileId: z.string(),
  profiles: z.array(profileChoice),
  preferences,
  /** A panel of another window shows the same conversation. */
  isAlsoOpen: z.boolean(),
});
export type Snapshot = z.infer<typeof snapshot>;

export const patch = z.discriminatedUnion('type', [
  /** Inserted by `ordinal`, or replaced by `id`. */
  z.object({ type: z.literal('message/put'), message }),
  /** The next text of a streaming answer. */
  z.object({ type: z.literal('message/append'), messageId: z.string(), text: z.string() }),
  /** An answer's end. `text` is there only where it differs from what was appended. */
  z.object({
    type: z.literal('message/finish'),
    messageId: z.string(),
    status: assistantStatus,
    text: z.optional(z.string()),
    sources: z.array(source),
    serverId: z.optional(z.string()),
    totalTokens: z.optional(z.number()),
    completedAt: z.number(),
    problem: z.optional(problem),
  }),
  z.object({ type: z.literal('message/remove'), messageId: z.string() }),
  z.object({ type: z.literal('conversation/title'), title: z.string() }),
  z.object({ type: z.literal('status'), status: connectionStatus }),
  z.object({ type: z.literal('problem'), problem: z.nullable(problem) }),
  /** What came of something that this very panel had asked for, and that could not be done before now. */
  z.object({ type: z.literal('refusal'), problem }),
  /** The draft's attachment was captured, edited or removed. Draft text is the page's own and never pushed. */
  z.object({ type: z.literal('draft/attachment'), attachment: z.nullable(attachment) }),
  /** The same of its pasted text. */
  z.object({ type: z.literal('draft/paste'), paste: z.nullable(attachment) }),
  z.object({ type: z.literal('draft/tabs'), tabs: z.readonly(z.array(attachment)) }),
  z.object({ type: z.literal('branding'), branding }),
  z.object({ type: z.literal('account'), account }),
  z.object({ type: z.literal('preferences'), preferences }),
  z.object({ type: z.literal('also-open'), isAlsoOpen: z.boolean() }),
]);
export type Patch = z.infer<typeof patch>;

const pushes = [
  z.object({ type: z.literal('snapshot'), revision: z.number(), snapshot }),
  z.object({ type: z.literal('patch'), revision: z.number(), patch }),
  /** Of *Test connection*: read by the page that asks for one (test-stage.ts). The panel is spared its schema. */
  z.object({ type: z.literal('test/stage'), stage: z.unknown() }),
  /** What was asked for outside of our pages: read by what takes it (handed-over.ts), which few panels load. */
  z.object({ type: z.literal('hand-off'), handOff: z.unknown() }),
  z.object({ type: z.literal('activity/changed') }),
  /** To a panel that has listed the chats, once: it lists them again. */
  z.object({ type: z.literal('chats/changed') }),
] as const;
export type Push = z.infer<(typeof pushes)[number]>;

const reply = z.object({
  type: z.literal('reply'),
  requestId: z.number(),
  /** Absent: done. */
  problem: z.optional(problem),
  /** To be read by the row of the command that it answers. */
  value: z.optional(z.unknown()),
});
export type Reply = z.infer<typeof reply>;

/** All that the background says. */
export const said = z.discriminatedUnion('type', [...pushes, reply]);
