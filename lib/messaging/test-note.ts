import { z } from 'zod/mini';

/**
 * What a stage of *Test connection* found, beside its outcome and its problem: a code, and what its words need
 * (lib/view/words/test-note-words.ts). Completed by the one with the settings' errors in settings-shapes.ts.
 */
export const testNotes = [
  z.object({
    code: z.enum([
      'stopped', // by the person
      'join-left-out', // it would need a chat
      'socket-unused', // the profile goes by REST
      'join-needed', // nothing is answered before a chat was joined
      'nothing-here', // nobody answers on this very computer
      'headers-refused', // it answers, but not to requests with our headers (CORS)
      'unhealthy', // by its own word
      'tenants-untold', // a deployment without the call that asks for a tenant
    ]),
  }),
  z.object({
    code: z.enum([
      'no-answer', // to a request
      'no-greeting', // on a socket that opened
      'no-pong',
      'pong',
    ]),
    /** That it took, or that was waited. */
    ms: z.number(),
  }),
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
  /** What the settings come to. */
  z.object({ code: z.literal('addresses'), apiUrl: z.string(), wsUrl: z.string() }),
] as const;
