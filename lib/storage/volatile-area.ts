import type { StorageArea } from '../shared/storage-area.ts';

/** A storage area that is gone with whoever made it. Values are copied on the way in and out, as browsers do. */
export function createVolatileArea(): StorageArea {
  const stored = new Map<string, unknown>();
  return {
    get: async (key) => (stored.has(key) ? { [key]: structuredClone(stored.get(key)) } : {}),
    async set(items) {
      for (const [key, value] of Object.entries(items)) stored.set(key, structuredClone(value));
    },
    async remove(key) {
      stored.delete(key);
    },
  };
}
