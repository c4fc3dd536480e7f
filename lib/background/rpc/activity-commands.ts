import type { activityRows } from '../../messaging/activity-rows.ts';
import { ok } from '../../shared/result.ts';
import type { Activity } from '../activity/activity.ts';
import type { SupportLog } from '../activity/support-log.ts';
import { done, type CommandHandlers } from './command-handlers.ts';

export interface ActivityCommandsOptions {
  readonly activity: Pick<Activity, 'read' | 'clear'>;
  readonly supportLog: Pick<SupportLog, 'read' | 'setLevel'>;
}

/** What has left, and what was logged. */
export function createActivityCommands({
  activity,
  supportLog,
}: ActivityCommandsOptions): Pick<CommandHandlers, keyof typeof activityRows> {
  return {
    'activity/read': async () => ok(await activity.read()),
    async 'activity/clear'() {
      await activity.clear();
      return done;
    },
    'log/read': async () => ok(await supportLog.read()),
    async 'log/level'({ level }) {
      await supportLog.setLevel(level);
      return ok(await supportLog.read());
    },
  };
}
