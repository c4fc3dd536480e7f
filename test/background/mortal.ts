/**
 * Something whose every method is a touch of the world: the worker dies just before the nth, and with it all that
 * follows. Asked for none, it only counts.
 */
export function mortal<Thing extends object>(
  thing: Thing,
  diesAt = Infinity,
): { alive: Thing; steps: () => number } {
  const death = createDeath(diesAt);
  return { alive: death.of(thing), steps: death.steps };
}

export interface Death {
  /** The same thing, until then. */
  of<Thing extends object>(thing: Thing): Thing;
  /** Touches so far, of all things that share this death. */
  steps(): number;
}

export function createDeath(diesAt = Infinity): Death {
  let steps = 0;
  return {
    steps: () => steps,
    of: (thing) =>
      new Proxy(thing, {
        get(target, key, receiver) {
          const found: unknown = Reflect.get(target, key, receiver);
          if (typeof found !== 'function') return found;
          return (...args: unknown[]): unknown => {
            steps += 1;
            if (steps > diesAt) return Promise.reject(new Error('The worker died.'));
            return Reflect.apply(found, target, args);
          };
        },
      }),
  };
}
