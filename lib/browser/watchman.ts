import type { Watchman } from '../background/vigil.ts';
import { browser } from './browser.ts';

/** The alarm that brings a worker back to what is under way. */
export const lookAgainAlarm = 'look-again';

export function createWatchman(): Watchman {
  return {
    setAlarm(minutes) {
      if (minutes === null) void browser.alarms.clear(lookAgainAlarm);
      else browser.alarms.create(lookAgainAlarm, { delayInMinutes: minutes, periodInMinutes: minutes });
    },
    stir: () => void browser.runtime.getPlatformInfo().catch(() => undefined),
    every(ms, callback) {
      const timer = setInterval(callback, ms);
      return () => clearInterval(timer);
    },
  };
}
