import type { Need } from '../../session/wakefulness.ts';

/** What keeps a worker awake, or brings it back. */
export interface Watchman {
  /** Lets the browser wake the worker every so many minutes; null: no more. Replaces what was set before, also by an earlier worker. */
  setAlarm(minutes: number | null): void;
  /** Lets the browser wake the worker once a day, to delete what has grown old. */
  setDaily(isWanted: boolean): void;
  /** Any call of the extension API: it is what Firefox, and Chrome without a socket, count as activity. */
  stir(): void;
  /** Calls back every `ms`, until the returned function is called. */
  every(ms: number, callback: () => void): () => void;
}

export interface Vigil {
  /** What the sessions need from now on. */
  watch(need: Need): void;
}

export interface VigilOptions {
  readonly watchman: Watchman;
  readonly now: () => number;
  /** The computer slept, or its clock was set. */
  readonly clockJumped: () => void;
}

/** So that a connection that slept is found dead, and replaced, within 5 s of waking (trust.md, Network). */
export const tickMs = 2000;
/** A tick that is later than this was not delayed by a busy machine. */
const longestDelayMs = 4000;
/** Browsers end a worker after 30 s without activity. */
export const stirEveryMs = 20_000;

/** Keeps the worker awake while somebody looks or something is under way, and lets it sleep otherwise (architecture, law 7). */
export function createVigil({ watchman, now, clockJumped }: VigilOptions): Vigil {
  /** undefined: as the last worker left it. */
  let alarm: number | null | undefined;
  let stopTicking: (() => void) | null = null;
  let lastTick = 0;
  let lastStir = 0;

  function tick(): void {
    const elapsed = now() - lastTick;
    lastTick = now();
    if (elapsed < 0 || elapsed > tickMs + longestDelayMs) clockJumped();
    if (elapsed < 0 || lastTick - lastStir >= stirEveryMs) {
      lastStir = lastTick;
      watchman.stir();
    }
  }

  return {
    watch({ awake, lookAgain }) {
      if (alarm !== lookAgain) {
        alarm = lookAgain;
        watchman.setAlarm(lookAgain);
      }
      if (awake && stopTicking === null) {
        lastTick = now();
        lastStir = lastTick;
        stopTicking = watchman.every(tickMs, tick);
      } else if (!awake && stopTicking !== null) {
        stopTicking();
        stopTicking = null;
      }
    },
  };
}
