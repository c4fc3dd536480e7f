import { wayKey, type KnownWay } from '../../config/known-way.ts';
import type { Profile } from '../../config/profile.ts';
import type { Report } from '../../shared/report.ts';
import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';

type Place = Pick<Profile, 'apiUrl' | 'wsUrl' | 'tenantId'>;

/** The ways that were seen to work, by place (`wayKey`). No call rejects. */
export interface KnownWays {
  /** null: nothing is known of that place. */
  read(place: Place): Promise<KnownWay | null>;
  keep(place: Place, known: KnownWay): void;
}

/** More than anybody has; what is forgotten is found out once more. */
const mostKnown = 50;

export function createKnownWays(item: Items['knownWays'], report: Report): KnownWays {
  const stored = createKeyedRecord<KnownWay>(item, mostKnown);

  return {
    async read(place) {
      try {
        return await stored.read(wayKey(place));
      } catch (error) {
        // Storage that can't say it costs one attempt that finds it out.
        report(error, 'ways');
        return null;
      }
    },
    keep(place, known) {
      stored.change(wayKey(place), () => known).catch((error: unknown) => report(error, 'ways'));
    },
  };
}
