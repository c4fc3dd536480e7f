/** Lets so many in at once; others wait for their turn, in order, and the ones after those are turned away. */
export interface Turnstile {
  /** 'full': nobody may wait any more. 'left': not wanted any more by the time it was its turn. */
  pass<Value>(run: () => Promise<Value>, isWanted: () => boolean): Promise<Value | 'full' | 'left'>;
  /** Inside and waiting. */
  count(): number;
}

export function createTurnstile(concurrent: number, waiting: number): Turnstile {
  let inside = 0;
  const queue: (() => void)[] = [];

  /** The place goes to the next one in the same turn: nobody who comes then finds it free. */
  function leave(): void {
    const next = queue.shift();
    if (next === undefined) inside -= 1;
    else next();
  }

  return {
    count: () => inside + queue.length,
    async pass(run, isWanted) {
      if (inside >= concurrent) {
        if (queue.length >= waiting) return 'full';
        await new Promise<void>((turn) => queue.push(turn));
      } else inside += 1;
      try {
        return isWanted() ? await run() : 'left';
      } finally {
        leave();
      }
    },
  };
}
