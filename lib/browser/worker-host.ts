import type { WorkerHost } from '../shared/worker-host.ts';
import { browser } from './browser.ts';

/** The alarm that brings a worker back to what is under way. */
export const lookAgainAlarm = 'look-again';

/** The alarm by which conversations grow old in a browser that is never closed. */
export const sweepAlarm = 'sweep';
/** minutes. Less than a day: a look that comes more than a day after the last one is not sure of its clock (retention.ts). */
const aDay = 23 * 60;

/** @param isPrivate for private windows: alarms are kept on the disk, so none is set. What waits, waits for its panel. */
export function createWorkerHost(isPrivate: boolean): WorkerHost {
  return {
    setAlarm(minutes) {
      if (isPrivate) return;
      if (minutes === null) void browser.alarms.clear(lookAgainAlarm);
      else void browser.alarms.create(lookAgainAlarm, { delayInMinutes: minutes, periodInMinutes: minutes });
    },
    setDaily(isWanted) {
      if (isPrivate) return;
      if (!isWanted) void browser.alarms.clear(sweepAlarm);
      // Set anew by each worker, which has swept at its start: only one that is not needed for a day is woken by it.
      else void browser.alarms.create(sweepAlarm, { delayInMinutes: aDay, periodInMinutes: aDay });
    },
    // That it was asked is what counts; nobody wants the answer.
    extendLifetime: () => void browser.runtime.getPlatformInfo().catch(() => undefined),
    every(ms, callback) {
      const timer = setInterval(callback, ms);
      return () => clearInterval(timer);
    },
  };
}
