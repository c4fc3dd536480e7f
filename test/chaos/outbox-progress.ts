import { setTimeout } from 'node:timers/promises';
import { patience } from '../e2e/until.ts';

/**
 * Waits until the count is there. It may take as long as it takes while it grows: our own sends are spaced.
 * @throws where it stands still for longer than `patience`
 */
export async function awaitProgress(what: string, count: () => number, wanted: number): Promise<void> {
  let seen = count();
  let grownAt = performance.now();
  while (seen < wanted) {
    await setTimeout(20);
    const now = count();
    if (now > seen) grownAt = performance.now();
    seen = Math.max(seen, now);
    if (performance.now() - grownAt > patience)
      throw new Error(`Waited in vain: ${what}. It stands at ${seen} of ${wanted}.`);
  }
}
