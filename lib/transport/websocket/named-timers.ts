import type { Clock } from '../../shared/clock.ts';

/** Timers that are set and cleared by name; one that is set again starts anew. */
export interface NamedTimers<Name extends string> {
  set(name: Name, ms: number): void;
  clear(name: Name): void;
  clearAll(): void;
}

export function createNamedTimers<Name extends string>(
  clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>,
  fired: (name: Name) => void,
): NamedTimers<Name> {
  const running = new Map<Name, unknown>();

  function clear(name: Name): void {
    if (!running.has(name)) return;
    clock.clearTimeout(running.get(name));
    running.delete(name);
  }

  return {
    set(name, ms) {
      clear(name);
      running.set(
        name,
        clock.setTimeout(() => {
          running.delete(name);
          fired(name);
        }, ms),
      );
    },
    clear,
    clearAll() {
      for (const name of running.keys()) clear(name);
    },
  };
}
