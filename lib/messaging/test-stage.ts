import { z } from 'zod/mini';
import { settingsErrors } from '../config/setting-refusal.ts';
import { problem } from '../shared/problem.ts';
import { stageName } from './stage-name.ts';
import { testNotes } from './test-note.ts';

const testNote = z.discriminatedUnion('code', [
  ...testNotes,
  z.object({ code: z.literal('settings-refused'), errors: settingsErrors }),
]);
export type TestNote = z.infer<typeof testNote>;

/** One stage of *Test connection*. */
export const testStage = z.object({
  name: stageName,
  outcome: z.enum(['running', 'passed', 'warned', 'failed', 'skipped']),
  /** Epoch ms of its beginning; absent of one that was left out. */
  at: z.optional(z.number()),
  /** Whole ms, once it has ended. */
  duration: z.optional(z.number()),
  /** Of the HTTP answer, or the close of the socket, that it ended with. */
  status: z.optional(z.number()),
  problem: z.optional(problem),
  /** A plain finding: a version, the health path that answered. */
  note: z.optional(testNote),
});
export type TestStage = z.infer<typeof testStage>;
