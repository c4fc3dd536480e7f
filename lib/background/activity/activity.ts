import { nothingLeft, type ActivityList } from '../../shared/activity.ts';
import type { Clock } from '../../shared/clock.ts';
import { createBatchedItem } from '../../storage/batched-item.ts';
import type { Items } from '../../storage/items.ts';
import { withLeft, withoutPages, type Left } from './activity-list.ts';

/** What has left in this session of the browser (law 10). It ends with the browser, or by *Clear*. */
export interface Activity {
  add(left: Left): void;
  read(): Promise<ActivityList>;
  /** Another person may be looking from now on: what has left stays, and which pages went along is nobody's any more. */
  forgetPages(): void;
  /** Rejects where storage is broken. */
  clear(): Promise<void>;
  /** Calls back after each batch of changes. Returns what ends it. */
  watch(listener: () => void): () => void;
}

export interface ActivityOptions {
  readonly item: Items['activity'];
  readonly clock: Clock;
}

export function createActivity({ item, clock }: ActivityOptions): Activity {
  const listeners = new Set<() => void>();
  const kept = createBatchedItem({
    item,
    empty: nothingLeft,
    clock,
    onBatch: () => listeners.forEach((listener) => listener()),
  });
  return {
    add: (left) => kept.change((before) => withLeft(before, left)),
    read: kept.read,
    forgetPages: () => kept.change(withoutPages),
    clear: kept.clear,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
