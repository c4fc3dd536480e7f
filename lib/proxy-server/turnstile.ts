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

  function leave(): void {
    inside -= 1;
    queue.shift()?.();
  }

  return {
    count: () => inside + queue.length,
    async pass(run, isWanted) {
      if (inside >= concurrent) {
        if (queue.length >= waiting) return 'full';
        await new Promise<void>((turn) => queue.push(turn));
      }
      inside += 1;
      try {
        return isWanted() ? await run() : 'left';
      } finally {
        leave();
      }
    },
  };
}
