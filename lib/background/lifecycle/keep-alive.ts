import type { WorkerHost } from '../../shared/worker-host.ts';
import type { Need } from '../../session/wakefulness.ts';

export interface KeepAlive {
  /** What the sessions need from now on. */
  watch(need: Need): void;
}

export interface KeepAliveOptions {
  readonly workerHost: WorkerHost;
  readonly now: () => number;
  /** The computer slept, or its clock was set. */
  readonly clockJumped: () => void;
}

/** So that a connection that slept is found dead, and replaced, within 5 s of waking (P23). */
export const tickMs = 2000;
/** A tick that is later than this was not delayed by a busy machine. */
const longestDelayMs = 4000;
/** Browsers end a worker after 30 s without activity. */
export const extendLifetimeEveryMs = 20_000;

/** Keeps the worker awake while somebody looks or something is under way, and lets it sleep otherwise (law 7). */
export function createKeepAlive({ workerHost, now, clockJumped }: KeepAliveOptions): KeepAlive {
  /** undefined: as the last worker left it. */
  let alarm: number | null | undefined;
  let stopTicking: (() => void) | null = null;
  let lastTick = 0;
  let lastExtended = 0;

  function tick(): void {
    const elapsed = now() - lastTick;
    lastTick = now();
    if (elapsed < 0 || elapsed > tickMs + longestDelayMs) clockJumped();
    if (elapsed < 0 || lastTick - lastExtended >= extendLifetimeEveryMs) {
      lastExtended = lastTick;
      workerHost.extendLifetime();
    }
  }

  return {
    watch({ awake, lookAgain }) {
      if (alarm !== lookAgain) {
        alarm = lookAgain;
        workerHost.setAlarm(lookAgain);
      }
      if (awake && stopTicking === null) {
        lastTick = now();
        lastExtended = lastTick;
        stopTicking = workerHost.every(tickMs, tick);
      } else if (!awake && stopTicking !== null) {
        stopTicking();
        stopTicking = null;
      }
    },
  };
}
