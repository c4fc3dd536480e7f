import type { Report } from '../../shared/report.ts';
import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';

/** Tenants that platforms have been seen to know, by place (`placeKey`). Once seen, always known. No call rejects. */
export interface KnownTenants {
  has(place: string): Promise<boolean>;
  add(place: string): Promise<void>;
}

/** More than anybody has; what is forgotten is asked about once more. */
const mostKnown = 50;

export function createKnownTenants(item: Items['knownTenants'], report: Report): KnownTenants {
  /** Known to this worker, whatever storage says. */
  const seen = new Set<string>();
  const stored = createKeyedRecord<true>(
    {
      read: async () => Object.fromEntries((await item.read()).map((place) => [place, true as const])),
      write: (places) => item.write(Object.keys(places)),
      remove: () => item.remove(),
    },
    mostKnown,
  );

  return {
    async has(place) {
      try {
        if (!seen.has(place) && (await stored.read(place)) !== null) seen.add(place);
      } catch (error) {
        // Storage that can't say it leaves it to the platform.
        report(error, 'tenants');
      }
      return seen.has(place);
    },
    async add(place) {
      seen.add(place);
      try {
        await stored.change(place, () => true);
      } catch (error) {
        // Storage that is full costs the next worker one more look.
        report(error, 'tenants');
      }
    },
  };
}
