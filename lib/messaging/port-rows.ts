import { z } from 'zod/mini';
import { empty, nothing, type CommandReplies, type CommandRows } from './command-row.ts';

/** What a page's end of the port says by itself. */
export const portRows = {
  /** First on every panel port; answered by a snapshot push. `windowId` decides which tab *Attach this page* means. */
  'panel/open': { ports: ['panel'], input: () => z.object({ windowId: z.optional(z.number()) }) },
  /** After a gap in the revisions. */
  'panel/resync': { ports: ['panel'], screen: 'any', input: empty },
  /** Keeps the worker awake and tells the page that it lives. Every 20 s. */
  heartbeat: { ports: ['panel', 'options'], input: empty },
} as const satisfies CommandRows;

export const portReplies = {
  'panel/open': { shape: nothing },
  'panel/resync': { shape: nothing },
  heartbeat: { shape: nothing },
} as const satisfies CommandReplies<typeof portRows>;
