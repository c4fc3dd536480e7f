import type { Clock } from '../shared/clock.ts';
import { createSingleFlight } from '../shared/single-flight.ts';
import type { StorageItem } from './item.ts';

/**
 * One persisted thing that changes often and is worth no wait: it changes in memory at once, and is stored in batches. A
 * worker that dies loses the changes of its last batch, and nothing else.
 */
export interface BatchedItem<Value> {
  /** With all changes. Never rejects: what can't be read counts as not there. */
  read(): Promise<Value>;
  change(next: (before: Value) => Value): void;
  /** Stored at once. Rejects with a StorageError. */
  clear(): Promise<void>;
}

export interface BatchedItemOptions<Value> {
  readonly item: StorageItem<Value>;
  readonly empty: Value;
  readonly clock: Clock;
  /** Something has changed, and was handed to storage. */
  readonly onBatch?: () => void;
}

/** ms (law 6). */
export const batchMs = 250;

export function createBatchedItem<Value>(options: BatchedItemOptions<Value>): BatchedItem<Value> {
  const { item, empty, clock, onBatch = () => undefined } = options;
  /** null: not read yet. */
  let value: Value | null = null;
  /** Changes of what is not read yet. */
  let early: ((before: Value) => Value)[] = [];
  let timer: unknown = null;

  const reading = createSingleFlight(async () => {
    // Storage that is broken is complained of by those who can't do without it.
    const stored = await item.read().catch(() => empty);
    // It may have been cleared meanwhile.
    value ??= early.reduce<Value>((before, next) => next(before), stored);
    early = [];
  });

  async function read(): Promise<Value> {
    if (value === null) await reading.join();
    return value ?? empty;
  }

  async function store(): Promise<void> {
    timer = null;
    // What can't be stored now is still in memory, and goes along with the next batch.
    await item.write(await read()).catch(() => undefined);
    onBatch();
  }

  return {
    read,
    change(next) {
      if (value === null) early.push(next);
      else value = next(value);
      timer ??= clock.setTimeout(() => void store(), batchMs);
    },
    async clear() {
      clock.clearTimeout(timer);
      timer = null;
      value = empty;
      await item.remove();
      onBatch();
    },
  };
}
