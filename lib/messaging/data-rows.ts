import { z } from 'zod/mini';
import { keepDaysRecord } from '../config/settings-record.ts';
import { empty, type CommandReplies, type CommandRows } from './command-row.ts';

/** Days for which conversations are kept after the last question in them; null: for ever. */
export const keepDays = z.nullable(
  z.number().check(z.refine((days) => Number.isInteger(days) && days >= 1 && days <= keepDaysRecord.most)),
);

const dataView = z.object({
  /** null: for ever. */
  keepDays: z.nullable(z.number()),
  /** Set by the organisation. */
  isLocked: z.boolean(),
  /** Conversations in which something was said, of all tenants. */
  conversations: z.number(),
});
export type DataView = z.infer<typeof dataView>;

/** How long conversations are kept, and their end. Slow as long as there is much to delete. */
export const dataRows = {
  'data/read': { ports: ['options'], input: empty },
  /** Deletes what is older at once; `deleted`: how many conversations that were. */
  'data/keep': { ports: ['options'], input: () => z.object({ days: keepDays }) },
  /**
   * Every conversation, draft and attached page, whoever's. `conversations`: how many; null where an earlier attempt, whose
   * reply was lost, may have deleted them.
   */
  'data/erase': { ports: ['options'], input: empty },
} as const satisfies CommandRows;

export const dataReplies = {
  'data/read': { shape: dataView },
  'data/keep': { shape: z.object({ view: dataView, deleted: z.number() }), isSlow: true },
  'data/erase': { shape: z.object({ conversations: z.nullable(z.number()) }), isSlow: true },
} as const satisfies CommandReplies<typeof dataRows>;
