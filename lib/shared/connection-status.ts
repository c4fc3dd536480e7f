import { z } from 'zod/mini';

/** What the status line says. Many inner states of lib/session map onto these, once, in public-status.ts. Times are epoch ms. */
export const connectionStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connected') }),
  z.object({ kind: z.literal('connecting') }),
  z.object({ kind: z.literal('reconnecting'), at: z.number() }),
  z.object({ kind: z.literal('offline') }),
  z.object({ kind: z.literal('starting-up') }),
  z.object({ kind: z.literal('waiting'), until: z.number() }),
  z.object({ kind: z.literal('sign-in-needed') }),
  z.object({ kind: z.literal('check-settings') }),
]);
export type ConnectionStatus = z.infer<typeof connectionStatus>;
