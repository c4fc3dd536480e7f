import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import type { CommandReplies, CommandRows } from './command-row.ts';

/** Sites whose pages a person has agreed to send, to the platform in use, as who they are there (law 9). */
const agreedSites = z.object({
  /** Of whom it is told. Opaque to pages. */
  partition: z.string(),
  /** As `hostOf` names them; the one that was agreed to last is the last. */
  hosts: z.array(z.string()),
});
export type AgreedSites = z.infer<typeof agreedSites>;

/** A host name, its port, and room for one that is written in its own script. */
const longestHost = 310;

export const siteRows = {
  /**
   * Replied to with those of who is there now, as they are then. `change`: one that is agreed to from now on, or not any more,
   * and by whom, as it was when it was shown; where another is in use by now, nothing is changed.
   */
  'sites/agreed': {
    ports: ['panel', 'options'],
    input: () =>
      z.object({
        change: z.optional(
          z.object({ partition: z.string(), host: boundedText(1, longestHost), isAgreed: z.boolean() }),
        ),
      }),
  },
} as const satisfies CommandRows;

export const siteReplies = {
  'sites/agreed': { shape: agreedSites },
} as const satisfies CommandReplies<typeof siteRows>;
