import type { Branding } from '../../messaging/contract.ts';
import type { Items } from '../../storage/items.ts';
import { createLane } from '../../shared/serial-queue.ts';

/** How each tenant looked last, to each person: its welcome may be by name (architecture, law 9). */
export interface Looks {
  /** null: never seen. */
  of(partition: string): Promise<Branding | null>;
  /** Never rejects: it is read again from the platform anyway. */
  keep(partition: string, look: Branding): Promise<void>;
}

/** More profiles than anybody switches between. */
const mostKept = 8;

/** Begins to read at once: between Enter and a worker that sleeps every wait counts. */
export function createLooks(item: Items['branding']): Looks {
  const inOrder = createLane();
  let first: ReturnType<typeof item.read> | null = item.read();
  // A worker may never need one; the first desk says what is wrong with storage.
  first.catch(() => undefined);

  return {
    async of(partition) {
      const looks = first ?? item.read();
      // A later desk looks anew: it may have changed under the one before.
      first = null;
      return (await looks)[partition] ?? null;
    },
    keep: (partition, look) =>
      inOrder(async () => {
        first = null;
        const { [partition]: _before, ...others } = await item.read();
        const kept = Object.entries(others).slice(1 - mostKept);
        await item.write({ ...Object.fromEntries(kept), [partition]: look });
      }).catch(() => undefined),
  };
}
