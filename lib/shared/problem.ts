import { z } from 'zod/mini';
import { boundedText, wholeNumber } from './bounded.ts';

/**
 * Every failure a person can meet, by cause. Words and buttons for each live in
 * lib/view/words/problem-words.ts; nothing below ever carries a token or a raw stack.
 */
export const problemCode = z.enum([
  // reaching the platform
  'server-unreachable', // no answer at all: server down, DNS, TLS, CORS
  'extension-blocked', // a server answers, but lets no extension read it (CORS): most often a wrong URL
  'server-error', // 5xx or close 1011 that outlived its retries
  'websocket-refused', // REST answers, the WebSocket upgrade does not, and nothing says why: wrong path, most often
  'websocket-blocked', // it is refused by a status, or its upgrade is stripped on the way
  'wrong-path', // 404 without a tenant code: the API URL points at something else
  'unexpected-reply', // a body of the wrong shape: not a MIPTech platform, or a newer one
  'platform-starting', // its database or its AI services are not there yet
  'chat-refused', // 422, 413: the chat itself, before any message
  // settings and identity
  'not-set-up', // nobody has said yet where the assistant is
  'settings-invalid', // an URL or tenant that breaks the rules of lib/config
  'tenant-unknown',
  'tenant-mismatch',
  'scope-missing',
  'not-authorised', // signed in, and not let in: which of tenant and permission it is was not said
  'sign-in-needed',
  'sign-in-refused', // wrong email or password
  'sign-in-cancelled', // by the person: the window was closed, or consent not given
  'sign-in-open', // an earlier window of the identity provider is still open, and the browser allows one
  'account-locked', // locked, suspended, or too many wrong passwords
  'account-exists', // create account: the address has one
  'accounts-missing', // a deployment without sign-in
  'fields-refused', // the server objects to what was typed
  'sso-refused', // the identity provider said no
  'sso-untrusted', // its answer did not check out: wrong state, foreign redirect, replayed code
  'host-unconfirmed', // the profile names a host that the sign-in was not made for
  'policy-unread', // what the organisation has set is not known yet
  'policy-forbids', // the organisation's policy does not allow it
  'proxy-origin-refused', // 403: a secure proxy that does not list our origin
  'proxy-key-refused', // the platform does not let the secure proxy in: its key, its tenant, its address
  'settings-rejected', // close 1008: the server names a setting
  'join-rejected', // close 4400
  'join-timeout', // close 4408
  'token-in-url-only', // an older server that takes a token in the address, where none may stand
  'chats-unlisted', // nobody there lists the chats that it has
  'chat-gone', // the platform has no such chat any more, or does not show what was said in it
  'chat-renewed', // it had lost this chat, and has a new one in its place
  'unsent-messages', // other settings were saved while messages waited that no server has seen
  // limits
  'rate-limited',
  'message-too-long',
  'message-rejected', // 422 or an error frame about this one message
  'answer-failed', // error frame while answering
  'answer-too-long', // more than is kept: what arrived up to there is
  'delivery-unknown', // sent, then cut off, and the history can't tell
  'message-doubled', // sent again, and the first copy arrived all the same
  // the page
  'page-access-needed', // activeTab was not granted for this tab
  'page-unreadable', // for its `reason`
  'page-empty', // readable, but holds no text
  'page-forbidden', // the organisation's policy: this page may not be read
  'page-edited', // another page, or the same anew, would take the place of one that the user has changed
  'page-tabs-full', // as many tabs are attached as may be
  'page-changed', // the attachment on screen is not the one the background holds
  'conversation-changed', // asked on one screen, arrived when another conversation was shown
  // ourselves
  'storage-full',
  'temporary-full', // a temporary chat that has grown as large as one may be
  'storage-failed',
  'part-missing', // code that is loaded on demand could not be
  'background-silent', // the page got no answer from the background
  'internal',
]);
export type ProblemCode = z.infer<typeof problemCode>;

export const problem = z.object({
  code: problemCode,
  /** What it is about, safe to show: a setting's name, a host, a tenant, a tab title. */
  subject: z.optional(z.string()),
  /** How many of what it is about there are; of `websocket-blocked`: the status. */
  count: z.optional(z.number()),
  /** What the extension would have to be allowed to reach, where that is the cure. */
  origin: z.optional(z.string()),
  /** Of `page-unreadable`: which of its causes it was, a `PageReason`. */
  reason: z.catch(z.optional(boundedText(1, 40)), undefined),
  /** The other side's own words, shown as a quotation, and never ours; at most 300 characters. */
  detail: z.optional(z.string()),
  /** The platform's name of the answer that told it, for whoever looks into it there; at most 100 characters. */
  requestId: z.catch(z.optional(boundedText(1, 100)), undefined),
  /** Epoch ms of that answer. */
  at: z.catch(z.optional(wholeNumber(0, 8.64e15)), undefined),
  /** The message it belongs to, where it belongs to one. */
  messageId: z.optional(z.string()),
});
export type Problem = z.infer<typeof problem>;

/** Longest quotation of a server's words that we show. */
export const detailLimit = 300;
