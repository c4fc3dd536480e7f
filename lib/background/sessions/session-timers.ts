import type { Clock } from '../../shared/clock.ts';
import type { Timer } from '../../session/effect.ts';

/** The running timers of one session, by name: one that is set again starts anew. */
export interface SessionTimers {
  start(timer: Timer, ms: number): void;
  stop(timer: Timer): void;
}

export function createSessionTimers(clock: Clock, fired: (timer: Timer) => void): SessionTimers {
  const running = new Map<Timer, unknown>();

  function stop(timer: Timer): void {
    if (!running.has(timer)) return;
    clock.clearTimeout(running.get(timer));
    running.delete(timer);
  }

  return {
    stop,
    start(timer, ms) {
      stop(timer);
      running.set(
        timer,
        clock.setTimeout(() => {
          running.delete(timer);
          fired(timer);
        }, ms),
      );
    },
  };
}
