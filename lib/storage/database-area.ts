import type { StorageArea } from '../shared/storage-area.ts';
import { openDB } from 'idb';
import { createDatabaseSource } from './database-source.ts';

const store = 'items';

/**
 * A storage area in a database of its own. Content scripts see the databases of the page they run in, never ours: so in
 * a browser whose `storage.local` can't be closed to them, this is where secrets stay.
 */
export function createDatabaseArea(name: string): StorageArea {
  const database = createDatabaseSource((lost) =>
    openDB(name, 1, {
      upgrade: (created) => void created.createObjectStore(store),
      // As in database.ts: an open connection would hold up a newer version of ours, or whoever clears the data.
      blocking(_ours, _wanted, event) {
        if (event.target instanceof IDBDatabase) event.target.close();
        lost();
      },
      terminated: lost,
    }),
  );

  return {
    async get(key) {
      const value: unknown = await (await database()).get(store, key);
      return value === undefined ? {} : { [key]: value };
    },
    async set(items) {
      const writing = (await database()).transaction(store, 'readwrite');
      await Promise.all([
        ...Object.entries(items).map(([key, value]) => writing.store.put(value, key)),
        writing.done,
      ]);
    },
    async remove(key) {
      await (await database()).delete(store, key);
    },
  };
}
