import type { ManagedStorage } from '../shared/managed-storage.ts';
import { browser } from './browser.ts';

/**
 * What the organisation has set. Chromium hands over only what public/managed-schema.json declares, and may do so seconds
 * after the extension was installed: until then it says that nothing is set, and tells of the change afterwards. Firefox
 * reads it once, when it starts. Begins to read at once.
 */
export function createManagedStorage(): ManagedStorage {
  async function readNow(): Promise<unknown> {
    try {
      return await browser.storage.managed.get();
    } catch {
      // Firefox, where there is no policy for us: "Managed storage manifest not found".
      return {};
    }
  }

  let first: Promise<unknown> | null = readNow();
  return {
    read() {
      const begun = first ?? readNow();
      first = null;
      return begun;
    },
    onChanged(listener) {
      browser.storage.onChanged.addListener((_changes, area) => {
        if (area === 'managed') listener();
      });
    },
  };
}
