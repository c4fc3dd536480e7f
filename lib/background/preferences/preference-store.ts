import { defaultPreferences, type Preferences } from '../../config/preferences-record.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { Items } from '../../storage/items.ts';

/** What the person in front of this browser has their own way. Calls reject with a StorageError. */
export interface PreferenceStore {
  read(): Promise<Preferences>;
  /** As read or changed last by this worker; the defaults before that. */
  latest(): Preferences;
  /** Resolves with what they are then. */
  change(changed: Partial<Preferences>): Promise<Preferences>;
}

export interface PreferenceStoreOptions {
  readonly item: Pick<Items['preferences'], 'read' | 'write'>;
  /** Once it is stored. */
  readonly onChanged: (preferences: Preferences) => void;
}

export function createPreferenceStore({ item, onChanged }: PreferenceStoreOptions): PreferenceStore {
  let latest = defaultPreferences;
  // Of two choices made at once in two pages, neither may undo the other.
  const inTurn = createSerialQueue();

  async function read(): Promise<Preferences> {
    latest = await item.read();
    return latest;
  }

  return {
    read: () => inTurn(read),
    latest: () => latest,
    change: (changed) =>
      inTurn(async () => {
        const next = { ...(await read()), ...changed };
        await item.write(next);
        latest = next;
        onChanged(next);
        return next;
      }),
  };
}
