import type { Branding } from '../../messaging/contract.ts';
import type { Items } from '../../storage/items.ts';
import type { Report } from '../../shared/report.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';

/** How each tenant looked last, to each person: its welcome may be by name (architecture, law 9). */
export interface BrandingCache {
  /** null: never seen. */
  of(partition: string): Promise<Branding | null>;
  /** Never rejects: it is read again from the platform anyway. */
  keep(partition: string, branding: Branding): Promise<void>;
}

/** More profiles than anybody switches between. */
const mostKept = 8;

/** Begins to read at once: between Enter and a worker that sleeps every wait counts. */
export function createBrandingCache(item: Items['branding'], report: Report): BrandingCache {
  const inOrder = createSerialQueue();
  let first: ReturnType<typeof item.read> | null = item.read();
  // A worker may never need one; the first workspace says what is wrong with storage.
  first.catch(() => undefined);

  return {
    async of(partition) {
      const brandings = first ?? item.read();
      // A later workspace looks anew: it may have changed under the one before.
      first = null;
      return (await brandings)[partition] ?? null;
    },
    keep: (partition, branding) =>
      inOrder(async () => {
        first = null;
        const { [partition]: _before, ...others } = await item.read();
        const kept = Object.entries(others).slice(1 - mostKept);
        await item.write({ ...Object.fromEntries(kept), [partition]: branding });
      }).catch((error: unknown) => void report(error, 'branding')),
  };
}
