import { createSerialQueue } from '../shared/serial-queue.ts';
import type { StorageItem } from './item.ts';

/** One stored record, read and changed by key. Calls reject with a StorageError. */
export interface KeyedRecord<Value> {
  /** null: there is nothing under that key. */
  read(key: string): Promise<Value | null>;
  /**
   * Puts what `next` makes of the value in its place; null takes it out. Where it is the very same, nothing is written.
   * Resolves with the value before.
   */
  change(key: string, next: (before: Value | null) => Value | null): Promise<Value | null>;
  /** All of it. */
  clear(): Promise<void>;
}

type Entries<Value> = Readonly<Record<string, Value>>;

/**
 * Each change reads, and writes back what it has read: one after the other, or of two at once one would be forgotten.
 * @param most the changed last are kept; the others count as left behind
 */
export function createKeyedRecord<Value>(
  item: StorageItem<Record<string, Value>>,
  most = Infinity,
): KeyedRecord<Value> {
  const inOrder = createSerialQueue();

  const valueOf = (entries: Entries<Value>, key: string): Value | null =>
    Object.hasOwn(entries, key) ? (entries[key] ?? null) : null;

  return {
    async read(key) {
      return valueOf(await item.read(), key);
    },
    change: (key, next) =>
      inOrder(async () => {
        const entries = await item.read();
        const before = valueOf(entries, key);
        const after = next(before);
        if (after !== before) {
          const others = Object.entries(entries).filter(([other]) => other !== key);
          const changed = after === null ? others : [...others, [key, after] as const];
          await item.write(Object.fromEntries(changed.slice(Math.max(0, changed.length - most))));
        }
        return before;
      }),
    clear: () => inOrder(() => item.remove()),
  };
}
