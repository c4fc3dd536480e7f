import { z } from 'zod/mini';
import { empty, nothing, type CommandRows } from './command-row.ts';

/** What a page's end of the port says by itself. */
export const portRows = {
  /** First on every panel port; answered by a snapshot push. `windowId` decides which tab *Attach this page* means. */
  'panel/open': { ports: ['panel'], input: z.object({ windowId: z.optional(z.number()) }), reply: nothing },
  /** After a gap in the revisions. */
  'panel/resync': { ports: ['panel'], screen: 'any', input: empty, reply: nothing },
  /** Keeps the worker awake and tells the page that it lives. Every 20 s. */
  heartbeat: { ports: ['panel', 'options'], input: empty, reply: nothing },
} as const satisfies CommandRows;
