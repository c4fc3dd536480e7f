import { z } from 'zod/mini';
import { logLevelRecord } from '../config/settings-record.ts';
import { activityList } from '../shared/activity.ts';
import { empty, nothing, type CommandReplies, type CommandRows } from './command-row.ts';

export const logLevel = z.enum(logLevelRecord.choices);

const logView = z.object({
  level: logLevel,
  /** Set by the organisation. */
  isLocked: z.boolean(),
  /** What was logged, oldest first, an entry each, in JSON. */
  lines: z.array(z.string()),
});
export type LogView = z.infer<typeof logView>;

/** What has left, and what was logged. An `activity/changed` push says that there is more of the first. */
export const activityRows = {
  'activity/read': { ports: ['options'], input: empty },
  'activity/clear': { ports: ['options'], input: empty },
  'log/read': { ports: ['options'], input: empty },
  /** Replied to as it is then. */
  'log/level': { ports: ['options'], input: () => z.object({ level: logLevel }) },
} as const satisfies CommandRows;

export const activityReplies = {
  'activity/read': { shape: activityList },
  'activity/clear': { shape: nothing },
  'log/read': { shape: logView },
  'log/level': { shape: logView },
} as const satisfies CommandReplies<typeof activityRows>;
