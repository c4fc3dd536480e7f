import type { StorageArea } from '../shared/storage-area.ts';

/**
 * Keys of what private windows read of ordinary ones: the settings, and what the organisation has set. Neither words nor
 * people, nor traces of either.
 */
const sharedWithPrivate: ReadonlySet<string> = new Set(['profile', 'policy']);

/**
 * A storage area of private windows. What is written there stays in `own`; of what ordinary windows have stored it reads
 * what is shared, until it has its own, and nothing else (law 9).
 */
export function createPrivateArea(own: StorageArea, ordinary: Pick<StorageArea, 'get'>): StorageArea {
  return {
    async get(key) {
      const found = await own.get(key);
      return Object.hasOwn(found, key) || !sharedWithPrivate.has(key) ? found : ordinary.get(key);
    },
    set: (items) => own.set(items),
    remove: (key) => own.remove(key),
  };
}
