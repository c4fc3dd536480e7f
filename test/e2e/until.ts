import { setTimeout } from 'node:timers/promises';

/** ms. For hangs only: nothing here takes a tenth of it on a machine that is not overloaded. */
export const patience = 20_000;

/** ms between two looks: short beside what is waited for, long beside what a look costs. */
const pause = 20;

/**
 * Looks until `accept` likes what it sees, and returns that.
 * @param within ms; for what takes its time on any machine
 * @throws after that, with `what` and the last thing seen.
 */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen> | Seen,
  accept: (seen: Seen) => boolean = Boolean,
  within = patience,
): Promise<Seen> {
  const deadline = performance.now() + within;
  for (;;) {
    const seen = await look();
    if (accept(seen)) return seen;
    if (performance.now() > deadline) {
      throw new Error(`Waited in vain: ${what}. Last seen: ${JSON.stringify(seen)?.slice(0, 600)}`);
    }
    await setTimeout(pause);
  }
}
