import { expect, it } from 'vitest';
import { z } from 'zod/mini';
import { batchMs, createBatchedItem } from '../../lib/storage/batched-item.ts';
import { createItem } from '../../lib/storage/item.ts';
import { passTime, settled } from '../doubles/pass-time.ts';
import { createMemoryArea } from '../doubles/storage-area.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';

function open() {
  const area = createMemoryArea();
  const clock = createVirtualClock();
  const item = createItem({ area, key: 'list', version: 1, schema: z.array(z.number()), fallback: [] });
  const batches: number[] = [];
  /** One worker's own. */
  const worker = () =>
    createBatchedItem({
      item,
      empty: [],
      clock,
      onBatch: () => void batches.push(clock.now()),
    });
  const stored = (): Promise<number[]> => item.read();
  return { area, clock, item, worker, batches, stored };
}

const plus = (n: number) => (before: number[]) => [...before, n];

it('changes at once, and is stored in one go 250 ms after the first change', async () => {
  const { clock, worker, batches, stored } = open();
  const kept = worker();
  const startedAt = clock.now();
  kept.change(plus(1));
  await passTime(clock, 100);
  kept.change(plus(2));
  expect(await kept.read()).toEqual([1, 2]);
  await passTime(clock, batchMs - 101);
  expect(await stored()).toEqual([]);
  await passTime(clock, 1);
  expect(await stored()).toEqual([1, 2]);
  expect(batches).toEqual([startedAt + batchMs]);
  expect(clock.count()).toBe(0);
});

it('a worker that dies loses its last batch, and what came before is neither lost nor there twice', async () => {
  const { clock, worker, stored } = open();
  const first = worker();
  first.change(plus(1));
  await passTime(clock, batchMs);
  first.change(plus(2));
  // It is dead by now: its timers fire no more.
  const second = worker();
  second.change(plus(3));
  expect(await second.read()).toEqual([1, 3]);
  await passTime(clock, batchMs - 1);
  expect(await stored()).toEqual([1]);
});

it('what comes before it has been read stands behind what was stored', async () => {
  const { item, worker } = open();
  await item.write([1]);
  const kept = worker();
  kept.change(plus(2));
  kept.change(plus(3));
  expect(await kept.read()).toEqual([1, 2, 3]);
});

it('is empty at once when it is cleared, and what is under way brings nothing back', async () => {
  const { area, clock, item, worker, batches } = open();
  await item.write([1]);
  const kept = worker();
  kept.change(plus(2));
  const clearing = kept.clear();
  expect(await kept.read()).toEqual([]);
  await clearing;
  expect(batches).toHaveLength(1);
  await passTime(clock, 2 * batchMs);
  expect([...area.stored.keys()]).toEqual([]);
  kept.change(plus(3));
  expect(await kept.read()).toEqual([3]);
});

it('goes on in memory where storage is broken, and stores it all once it works again', async () => {
  const { area, clock, worker, stored } = open();
  const works = { ...area };
  Object.assign(area, {
    get: () => Promise.reject(new Error('broken')),
    set: () => Promise.reject(new Error('broken')),
  });
  const kept = worker();
  kept.change(plus(1));
  await passTime(clock, batchMs);
  expect(await kept.read()).toEqual([1]);
  Object.assign(area, works);
  kept.change(plus(2));
  await passTime(clock, batchMs);
  await settled();
  expect(await stored()).toEqual([1, 2]);
});
