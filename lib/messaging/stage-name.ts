import { z } from 'zod/mini';

/** The stages of *Test connection*, in their order. `way` is asked of *automatic* alone, `message` only where somebody wants it. */
export const stageName = z.enum([
  'url',
  'permission',
  'server',
  'health',
  'tenant',
  'account',
  'websocket',
  'ready',
  'join',
  'ping',
  'way',
  'message',
]);
export type StageName = z.infer<typeof stageName>;
