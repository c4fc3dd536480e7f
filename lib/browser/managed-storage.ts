import type { ManagedStorage } from '../shared/managed-storage.ts';
import { browser } from './browser.ts';

/**
 * What the organisation has set. Chromium hands over only what public/managed-schema.json declares, takes 3 to 5 s for it
 * after its start, and right after the extension was installed may say that nothing is set, and tell of the change
 * afterwards. Firefox reads it once, when it starts. Begins to read at once.
 */
export function createManagedStorage(): ManagedStorage {
  async function readNow(): Promise<unknown> {
    try {
      return await browser.storage.managed.get();
    } catch (error) {
      // Firefox, where there is no policy for us: "Managed storage manifest not found".
      if (error instanceof Error && /manifest not found/i.test(error.message)) return {};
      throw error;
    }
  }

  let first: Promise<unknown> | null = readNow();
  // Told to whoever asks for it.
  first.catch(() => undefined);
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
