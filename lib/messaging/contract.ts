import { z } from 'zod/mini';
import { keepDaysRecord } from '../config/settings-record.ts';
import { connectionStatus } from '../shared/connection-status.ts';
import { attachment, message, assistantStatus, source } from '../shared/conversation.ts';
import { problem } from '../shared/problem.ts';
import { account, accountCommands } from './account-shapes.ts';
import { profileChoice, settingsCommands, testStage } from './settings-shapes.ts';

/**
 * EXTENSION protocol: all that passes between our pages and the background, and
 * nothing else. One runtime port per page. The page sends numbered requests; the
 * background answers each with one reply, and pushes a full snapshot followed by
 * patches whose `revision` grows by one. A page that sees a gap asks again.
 */

/** The port names that the background accepts, one per kind of page. */
export const portName = z.enum(['panel', 'options']);

/** Days for which conversations are kept after the last word in them; null: for ever. */
export const keepDays = z.nullable(z.int().check(z.minimum(1), z.maximum(keepDaysRecord.most)));

export const command = z.discriminatedUnion('type', [
  /** First on every panel port; answered by a snapshot push. `windowId` decides which tab *Attach this page* means. */
  z.object({ type: z.literal('panel/open'), windowId: z.optional(z.number()) }),
  /** After a gap in the revisions. */
  z.object({ type: z.literal('panel/resync') }),
  /** Keeps the worker awake and tells the page that it lives. Every 20 s. */
  z.object({ type: z.literal('heartbeat') }),
  /** Idempotent by `id`: a page that lost its port before the reply sends the same again. */
  z.object({
    type: z.literal('message/send'),
    id: z.uuid(),
    text: z.string(),
    attachment: z.nullable(z.object({ id: z.string(), revision: z.number() })),
  }),
  /** Of a failed or unknown user message, or of a failed, interrupted, stopped answer: asks again. */
  z.object({
    type: z.literal('message/retry'),
    messageId: z.string(),
    /** Of the question, should it be asked anew; made by the page, so that a repeated command is recognised. */
    newId: z.uuid(),
  }),
  /** Only while queued. */
  z.object({ type: z.literal('message/edit'), messageId: z.string(), text: z.string() }),
  /** Queued, failed or unknown user messages. */
  z.object({ type: z.literal('message/remove'), messageId: z.string() }),
  /** The same, to be written anew: its page goes back to the draft. The page of the panel puts the words back itself. */
  z.object({ type: z.literal('message/recall'), messageId: z.string() }),
  /**
   * `messageId`: of the answer that was on screen. Repeated after the worker died, or crossing that answer's end, the
   * command must not stop the next one.
   */
  z.object({ type: z.literal('answer/stop'), messageId: z.optional(z.string()) }),
  z.object({ type: z.literal('conversation/new') }),
  /** Takes along what waits unsent under other settings (`unsent-messages`): conversations that no server has seen. */
  z.object({ type: z.literal('conversation/bring') }),
  z.object({ type: z.literal('connection/reconnect') }),
  z.object({ type: z.literal('problem/dismiss') }),
  z.object({ type: z.literal('draft/save'), text: z.string() }),
  z.object({ type: z.literal('page/attach') }),
  z.object({ type: z.literal('page/edit'), id: z.string(), text: z.string() }),
  z.object({ type: z.literal('page/remove'), id: z.string() }),
  /** Replied to with `{ messages, hasEarlier }`. */
  z.object({ type: z.literal('history/earlier'), before: z.number() }),
  /** The profile that all panels use from then on; replied to with SettingsView. */
  z.object({ type: z.literal('profile/use'), profileId: z.string() }),
  z.discriminatedUnion('type', settingsCommands),
  z.discriminatedUnion('type', accountCommands),
  /** Replied to with DataView. */
  z.object({ type: z.literal('data/read') }),
  /** Deletes what is older at once. Replied to with DataKept. */
  z.object({ type: z.literal('data/keep'), days: keepDays }),
  /** Every conversation, draft and attached page, whoever's. Replied to with DataErased. */
  z.object({ type: z.literal('data/erase') }),
]);
export type Command = z.infer<typeof command>;

export const request = z.object({
  requestId: z.number(),
  command,
  /** The conversation that was on screen; what concerns it must not happen to the one that has replaced it since. */
  about: z.optional(z.string()),
  /** Sent before, on a port that died: it may have been carried out already. */
  again: z.optional(z.boolean()),
});
export type Request = z.infer<typeof request>;

export const branding = z.object({
  title: z.optional(z.string()),
  welcomeMessage: z.optional(z.string()),
  placeholder: z.optional(z.string()),
  /** `#rrggbb`, already checked. */
  primaryColor: z.optional(z.string()),
  suggestions: z.array(z.string()),
  /** Characters. */
  maxMessageLength: z.number(),
});
export type Branding = z.infer<typeof branding>;

/** The transcript holds the newest messages, oldest first; `history/earlier` brings the ones before. */
export const snapshot = z.object({
  conversation: z.object({ id: z.string(), title: z.string() }),
  messages: z.array(message),
  hasEarlier: z.boolean(),
  status: connectionStatus,
  problem: z.nullable(problem),
  draft: z.object({ text: z.string(), attachment: z.nullable(attachment) }),
  branding,
  /** Where messages go, to be shown. */
  destination: z.object({ apiUrl: z.string(), tenantId: z.string() }),
  account,
  profileId: z.string(),
  profiles: z.array(profileChoice),
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
    totalTokens: z.optional(z.number()),
    completedAt: z.number(),
    problem: z.optional(problem),
  }),
  z.object({ type: z.literal('message/remove'), messageId: z.string() }),
  z.object({ type: z.literal('conversation/title'), title: z.string() }),
  z.object({ type: z.literal('status'), status: connectionStatus }),
  z.object({ type: z.literal('problem'), problem: z.nullable(problem) }),
  /** The draft's attachment was captured, edited or removed. Draft text is the page's own and never pushed. */
  z.object({ type: z.literal('draft/attachment'), attachment: z.nullable(attachment) }),
  z.object({ type: z.literal('branding'), branding }),
  z.object({ type: z.literal('account'), account }),
]);
export type Patch = z.infer<typeof patch>;

export const push = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), revision: z.number(), snapshot }),
  z.object({ type: z.literal('patch'), revision: z.number(), patch }),
  z.object({ type: z.literal('test/stage'), stage: testStage }),
  z.object({
    type: z.literal('reply'),
    requestId: z.number(),
    /** Absent: done. */
    problem: z.optional(problem),
    value: z.optional(z.unknown()),
  }),
]);
export type Push = z.infer<typeof push>;

export const earlierMessages = z.object({ messages: z.array(message), hasEarlier: z.boolean() });
export type EarlierMessages = z.infer<typeof earlierMessages>;

export const dataView = z.object({
  /** null: for ever. */
  keepDays: z.nullable(z.number()),
  /** Set by the organisation. */
  isLocked: z.boolean(),
  /** Conversations in which something was said, of all tenants. */
  conversations: z.number(),
});
export type DataView = z.infer<typeof dataView>;

export const dataKept = z.object({ view: dataView, deleted: z.number() });
export type DataKept = z.infer<typeof dataKept>;

/** `conversations`: how many; null where an earlier attempt, whose reply was lost, may have deleted them. */
export const dataErased = z.object({ conversations: z.nullable(z.number()) });
export type DataErased = z.infer<typeof dataErased>;
