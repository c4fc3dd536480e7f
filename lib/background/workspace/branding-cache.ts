import type { Branding } from '../../messaging/contract.ts';
import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';
import type { Report } from '../../shared/report.ts';

/** How each tenant looked last, to each person: its welcome may be by name (law 9). */
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
  const brandings = createKeyedRecord(item, mostKept);
  let first: ReturnType<typeof item.read> | null = item.read();
  // A worker may never need one; the first workspace says what is wrong with storage.
  first.catch(() => undefined);

  return {
    async of(partition) {
      const found = first === null ? brandings.read(partition) : first.then((all) => all[partition] ?? null);
      // A later workspace looks anew: it may have changed under the one before.
      first = null;
      return found;
    },
    async keep(partition, branding) {
      first = null;
      try {
        await brandings.change(partition, () => branding);
      } catch (error) {
        report(error, 'branding');
      }
    },
  };
}
