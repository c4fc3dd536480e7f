import { setTimeout } from 'node:timers/promises';

/** ms. For hangs only: nothing here takes a tenth of it on a machine that is not overloaded. */
export const patience = 20_000;

/** ms between two looks: short beside what is waited for, long beside what a look costs. */
const pause = 20;

/** What a look comes to while its page goes from one document to the next: nothing can be seen yet. */
const betweenDocuments = /^Execution context was destroyed/;

/**
 * Looks until `accept` likes what it sees, and returns that.
 * @param within ms; for what takes its time on any machine
 * @throws after that, with `what` and the last thing seen; at once with what a look throws, but for a page that
 * goes to its next document meanwhile.
 */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen> | Seen,
  accept: (seen: Seen) => boolean = Boolean,
  within = patience,
): Promise<Seen> {
  const deadline = performance.now() + within;
  for (;;) {
    const seen = await seenBy(look);
    if ('value' in seen && accept(seen.value)) return seen.value;
    if (performance.now() > deadline) {
      const last = 'value' in seen ? JSON.stringify(seen.value)?.slice(0, 600) : seen.nothing;
      throw new Error(`Waited in vain: ${what}. Last seen: ${last}`);
    }
    await setTimeout(pause);
  }
}

async function seenBy<Seen>(
  look: () => Promise<Seen> | Seen,
): Promise<{ value: Seen } | { nothing: string }> {
  try {
    return { value: await look() };
  } catch (error) {
    if (error instanceof Error && betweenDocuments.test(error.message)) return { nothing: error.message };
    throw error;
  }
}
