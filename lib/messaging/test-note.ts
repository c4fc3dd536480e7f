import { z } from 'zod/mini';
import { stageName } from './stage-name.ts';

/** What may keep a request from being answered, where a browser gives one error for all of them. */
export const silentCause = z.enum([
  'down', // nothing listens, or the way there is closed
  'name', // nobody has that name
  'certificate', // not trusted, expired, or another host's
  'cors', // it answers, and lets no extension read it
]);
export type SilentCause = z.infer<typeof silentCause>;

/**
 * What a stage of *Test connection* found, beside its outcome and its problem: a code, and what its words need
 * (lib/view/words/test-note-words.ts). Completed by the one with the settings' errors in settings-shapes.ts.
 */
export const testNotes = [
  z.object({
    code: z.enum([
      'stopped', // by the person
      'socket-unused', // the profile goes by REST
      'join-needed', // nothing is answered before a chat was joined
      'join-made-up', // it lets us in, and knows no chat that doesn't exist
      'join-unanswered', // neither yes nor no
      'nothing-here', // nobody answers on this very computer, or lets no extension read it
      'nothing-listens', // all else is ruled out
      'headers-refused', // it answers, but not to requests with our headers (CORS)
      'socket-answers', // a WebSocket opens where no request may be read (CORS)
      'administration', // access was given, and the browser lets nothing be read all the same
      'access-given',
      'access-unasked', // none was asked for; most servers need none
      'offline', // the browser has no network
      'name-reserved', // a name that leads nowhere by its standard
      'web-page', // where a platform would say something in JSON
      'redirected',
      'network-login', // 511: the network itself wants something first
      'unhealthy', // by its own word
      'tenants-untold', // a deployment without the call that asks for a tenant
      'accounts-untold', // the same of accounts
      'sign-in-ended', // earlier, by the platform or the provider
      'signed-out', // nobody is, which a platform may allow
      'elsewhere-signed-in', // a sign-in there is, which was not made for one of these hosts
      'token-in-url', // too old: it takes a token in the address only
      'accepts-then-drops', // opens, and closes without a word
      'restarting', // 1001, 1012
      'ready-untold', // greets, and does not say that it is ready
      'join-none', // older servers know no joining
      'proxy-untold', // a secure proxy tells nothing of what is behind it
      'no-way', // none of those that *automatic* knows
    ]),
  }),
  z.object({
    code: z.enum([
      'no-answer', // to a request
      'no-greeting', // on a socket that opened
      'no-pong',
      'pong',
      'answered', // a whole answer
      'clock', // ours is ahead of the server's by so much; negative: behind
    ]),
    /** That it took, or that was waited. */
    ms: z.number(),
  }),
  /** All that it can be, after what is ruled out. */
  z.object({ code: z.literal('no-way-in'), causes: z.array(silentCause) }),
  z.object({
    code: z.enum([
      'version',
      'still-loading', // the AI services
    ]),
    /** As the server writes it. */
    version: z.optional(z.string()),
  }),
  z.object({
    code: z.literal('health-elsewhere'),
    /** Where it answered, and where it should have. */
    path: z.string(),
    usual: z.string(),
    version: z.optional(z.string()),
  }),
  z.object({ code: z.literal('socket-elsewhere'), wsUrl: z.string() }),
  /** What *automatic* comes to: `v3`, `v1`, `rest` or `proxy`. */
  z.object({ code: z.literal('way'), way: z.string() }),
  /** As the server describes it; `inactive`: by a status other than `active`. */
  z.object({
    code: z.enum(['tenant-told', 'tenant-inactive']),
    facts: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
  /** Nothing was asked: an earlier stage has to pass first. */
  z.object({ code: z.literal('not-reached'), stage: stageName }),
  /** What the settings come to. */
  z.object({
    code: z.literal('addresses'),
    apiUrl: z.string(),
    wsUrl: z.string(),
    tenantId: z.string(),
    protocol: z.string(),
  }),
] as const;
