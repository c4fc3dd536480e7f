import type { Clock } from '../../lib/shared/clock.ts';

/** A clock that moves only when told. */
export interface VirtualClock extends Clock {
  /** Epoch ms of the timer that is due first; null where none is set. */
  next(): number | null;
  /** Timers that are set. */
  count(): number;
  /** Moves to the timer that is due first, and fires it. */
  fireNext(): void;
  /** Moves on without firing anything that is due later. */
  moveTo(time: number): void;
  /** Somebody sets it, back perhaps; what is due stays due at its time. */
  setTo(time: number): void;
}

export function createVirtualClock(start = Date.UTC(2026, 0, 15, 12)): VirtualClock {
  const timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  let now = start;
  let lastHandle = 0;

  function first(): [number, { readonly at: number; readonly callback: () => void }] | undefined {
    // Equal times fire in the order they were set: sorting is stable.
    return [...timers].toSorted(([, a], [, b]) => a.at - b.at)[0];
  }

  return {
    now: () => now,
    setTimeout(callback, ms) {
      lastHandle += 1;
      timers.set(lastHandle, { at: now + Math.max(0, ms), callback });
      return lastHandle;
    },
    clearTimeout(handle) {
      if (typeof handle === 'number') timers.delete(handle);
    },
    count: () => timers.size,
    next: () => first()?.[1].at ?? null,
    fireNext() {
      const due = first();
      if (due === undefined) return;
      const [handle, { at, callback }] = due;
      timers.delete(handle);
      now = Math.max(now, at);
      callback();
    },
    moveTo(time) {
      now = Math.max(now, time);
    },
    setTo(time) {
      now = time;
    },
  };
}
