import { z } from 'zod/mini';

/** The stages of *Test connection*, in their order. `message` is there only where somebody asked for it. */
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
  'message',
]);
export type StageName = z.infer<typeof stageName>;
