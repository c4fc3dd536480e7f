import { z } from 'zod/mini';
import type { Problem } from './problem.ts';

/** How far a platform that starts up has got, as far as it says. Shown, and nothing follows from it. */
export const startProgress = z.object({
  /** Of so many steps, `of`; without that, in per cent. Whole. */
  done: z.optional(z.number()),
  of: z.optional(z.number()),
  /** The platform's own: one line of at most 300 characters, plain text. */
  words: z.optional(z.string()),
});
export type StartProgress = z.infer<typeof startProgress>;

/** `platform-starting`, with what it says of how far it has got: passed on, and never stored. */
export interface StartingProblem extends Problem {
  readonly progress?: StartProgress;
}

/** What the status line says. Many inner states of lib/session map onto these, once, in public-status.ts. Times are epoch ms. */
export const connectionStatus = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connected'),
    /** What the platform says that it does for the answer it has sent no text of yet: as `words` above. */
    doing: z.optional(z.string()),
  }),
  z.object({ kind: z.literal('connecting') }),
  z.object({ kind: z.literal('reconnecting'), at: z.number() }),
  z.object({ kind: z.literal('offline') }),
  z.object({ kind: z.literal('starting-up'), progress: z.optional(startProgress) }),
  z.object({ kind: z.literal('waiting'), until: z.number() }),
  z.object({ kind: z.literal('sign-in-needed') }),
  z.object({ kind: z.literal('check-settings') }),
]);
export type ConnectionStatus = z.infer<typeof connectionStatus>;
