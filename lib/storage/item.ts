import { isObject } from '../shared/is-object.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import { inStorage } from '../shared/storage-error.ts';
import type { z } from 'zod/mini';

/** Calls reject with a StorageError where storage is full or broken. */
export interface StorageItem<Value> {
  /** What is stored, or the fallback where nothing is, or nothing that fits the schema. */
  read(): Promise<Value>;
  write(value: Value): Promise<void>;
  remove(): Promise<void>;
}

export interface ItemDeclaration<Value> {
  readonly area: StorageArea;
  readonly key: string;
  /** Stored beside the value; a value of another version goes through `migrate`. */
  readonly version: number;
  readonly schema: z.ZodMiniType<Value>;
  readonly fallback: Value;
  readonly migrate?: (value: unknown, fromVersion: number) => unknown;
}

/** One persisted thing. What is read back is parsed like any other input: an older version, or another extension's bug, may have written it. */
export function createItem<Value>(declared: ItemDeclaration<Value>): StorageItem<Value> {
  const { area, key, version, schema, fallback, migrate } = declared;
  return {
    async read() {
      const found = (await inStorage(() => area.get(key)))[key];
      if (!isObject(found) || !('version' in found) || !('value' in found)) return fallback;
      const from = typeof found['version'] === 'number' ? found['version'] : 0;
      const value =
        from === version || migrate === undefined ? found['value'] : migrate(found['value'], from);
      const parsed = schema.safeParse(value);
      return parsed.success ? parsed.data : fallback;
    },
    write: (value) => inStorage(() => area.set({ [key]: { version, value } })),
    remove: () => inStorage(() => area.remove(key)),
  };
}
