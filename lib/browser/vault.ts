import type { StorageArea } from '../shared/storage-area.ts';
import { browser } from './browser.ts';

/** Chromium's, which the polyfill's types do not know. */
interface Closable {
  setAccessLevel(level: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

const isClosable = (area: object): area is Closable => 'setAccessLevel' in area;

/**
 * Where secrets outlive the browser, out of the reach of content scripts: `storage.local`, closed to them, and in a
 * browser that can't close it (Firefox) a database, which they never see.
 *
 * @param local the way to `storage.local` that all its items take
 * @param openDatabaseArea makes a storage area in a database of that name
 */
export function createVault(
  local: StorageArea,
  openDatabaseArea: (name: string) => StorageArea,
): StorageArea {
  const area = browser.storage.local;
  if (!isClosable(area)) return openDatabaseArea('miptech-vault');
  const closed = area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  // Told by the first write: nothing secret is stored before it is known to be closed.
  closed.catch(() => undefined);
  return {
    get: (key) => local.get(key),
    async set(items) {
      await closed;
      await local.set(items);
    },
    remove: (key) => local.remove(key),
  };
}
