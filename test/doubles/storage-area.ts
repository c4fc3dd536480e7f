import type { StorageArea } from '../../lib/shared/storage-area.ts';

export interface MemoryArea extends StorageArea {
  /** What is stored, by key, as another context would find it. */
  readonly stored: Map<string, unknown>;
}

/** An extension storage area in memory. Values are copied on the way in and out, as browsers do. */
export function createMemoryArea(): MemoryArea {
  const stored = new Map<string, unknown>();
  return {
    stored,
    async get(key) {
      return stored.has(key) ? { [key]: structuredClone(stored.get(key)) } : {};
    },
    async set(items) {
      for (const [key, value] of Object.entries(items)) stored.set(key, structuredClone(value));
    },
    async remove(key) {
      stored.delete(key);
    },
  };
}
