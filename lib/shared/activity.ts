import { z } from 'zod/mini';

/**
 * What can leave the browser, by its purpose (law 10): calls by the last part of their path. `chat` is one that is made,
 * `chat-look` asks for one, `chats` for all; `socket` is the opening of one, `socket-look` a plain request to its address; `ping` is what
 * keeps a socket alive, theirs answered included; `sso-…` goes to an organisation's provider.
 */
export const activityKinds = [
  'login',
  'register',
  'refresh',
  'logout',
  'me',
  'tenant',
  'health',
  'config',
  'chat',
  'chat-look',
  'chats',
  'history',
  'message',
  'socket',
  'socket-look',
  'join',
  'ping',
  'sso-window',
  'sso-discovery',
  'sso-tokens',
  'other',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** A page that went along, as whoever attached it knows it. */
const leftPage = z.object({ title: z.string(), host: z.string() });
export type LeftPage = z.infer<typeof leftPage>;

export const activityEntry = z.object({
  /** Grows with each. */
  id: z.number(),
  kind: z.enum(activityKinds),
  /** With its port. */
  host: z.string(),
  /** Epoch ms: when it was handed to the browser, or the first of several. */
  at: z.number(),
  /** The last of several; else the same. */
  until: z.number(),
  /** How many are summed up here. */
  count: z.number(),
  /** Bytes of the body, or of the frame. */
  body: z.number(),
  /** Bytes of the address and of the headers that we set. */
  head: z.number(),
  pages: z.array(leftPage),
  /** How many places of the pages, and of pasted texts, are placeholders as they left; absent: none. */
  masked: z.optional(z.number()),
});
export type ActivityEntry = z.infer<typeof activityEntry>;

/** All that has gone to one host since the list was begun; `host` empty: to hosts that are not told apart any more. */
const hostSum = z.object({ host: z.string(), count: z.number(), bytes: z.number() });
export type HostSum = z.infer<typeof hostSum>;

/** What has left in this session of the browser: the newest entries, oldest first, and the sums of all. */
export const activityList = z.object({
  entries: z.array(activityEntry),
  /** The one used last is the last. */
  hosts: z.array(hostSum),
});
export type ActivityList = z.infer<typeof activityList>;

export const nothingLeft: ActivityList = { entries: [], hosts: [] };
