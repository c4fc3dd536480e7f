import type { AnyTimer } from './websocket-session.ts';

/** A session's timers on a clock that moves only when told to. Of two due together, the one started first fires first. */
export interface VirtualTimers {
  /** Epoch ms. */
  now(): number;
  set(timer: AnyTimer, ms: number): void;
  clear(timer: AnyTimer): void;
  /** ms until it fires; null where it isn't running. */
  due(timer: AnyTimer): number | null;
  advance(ms: number, fire: (timer: AnyTimer) => void): void;
}

export function createVirtualTimers(startedAt: number): VirtualTimers {
  let now = startedAt;
  let started = 0;
  const running = new Map<AnyTimer, { readonly at: number; readonly started: number }>();
  return {
    now: () => now,
    set(timer, ms) {
      started += 1;
      running.set(timer, { at: now + ms, started });
    },
    clear: (timer) => void running.delete(timer),
    due(timer) {
      const found = running.get(timer);
      return found === undefined ? null : found.at - now;
    },
    advance(ms, fire) {
      const end = now + ms;
      for (;;) {
        const [next] = [...running]
          .filter(([, { at }]) => at <= end)
          .toSorted(([, one], [, other]) => one.at - other.at || one.started - other.started);
        if (next === undefined) break;
        const [timer, { at }] = next;
        running.delete(timer);
        now = at;
        fire(timer);
      }
      now = end;
    },
  };
}
