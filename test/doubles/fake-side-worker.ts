import type { StartSideWorker } from '../../lib/shared/side-worker.ts';

/** A worker beside a page that does what the test says. */
export interface FakeSideWorker {
  readonly start: StartSideWorker;
  /** What it was told, oldest first; of all that were started. */
  readonly told: unknown[];
  started(): number;
  running(): number;
  /** As the one started last. */
  say(said: unknown): void;
  fail(): void;
}

export function createFakeSideWorker(): FakeSideWorker {
  const told: unknown[] = [];
  const open = new Set<object>();
  let last: { heard: (said: unknown) => void; failed: () => void } | null = null;
  let started = 0;
  return {
    start(heard, failed) {
      const mine = { heard, failed };
      last = mine;
      started += 1;
      open.add(mine);
      return { post: (said) => void told.push(said), close: () => void open.delete(mine) };
    },
    told,
    started: () => started,
    running: () => open.size,
    say: (said) => last?.heard(said),
    fail: () => last?.failed(),
  };
}
