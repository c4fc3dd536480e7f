import { describe, expect, it } from 'vitest';
import { createRetention } from '../../../lib/background/data/retention.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

const hour = 60 * 60_000;

function openRetention(keepDays: number | null = 7, ofPolicy?: number | null) {
  const areas = createMemoryAreas();
  const { keepDays: item, lastLook } = createItems(areas);
  areas.local.stored.set('keep-days', { version: 1, value: keepDays });
  const sweeps: number[] = [];
  const logged: string[] = [];
  const waits: number[] = [];
  const daily: boolean[] = [];
  let at = 1_000 * 24 * hour;
  let failure: Error | null = null;
  const retention = createRetention({
    item,
    lastLook,
    ofPolicy: () => Promise.resolve(ofPolicy),
    clock: {
      now: () => at,
      setTimeout: (callback, ms) => {
        waits.push(ms);
        callback();
      },
      clearTimeout: () => undefined,
    },
    isInUse: () => false,
    setDaily: (isWanted) => void daily.push(isWanted),
    log: ({ event }) => void logged.push(event),
    data: {
      unusedSince(before) {
        sweeps.push((at - before) / (24 * hour));
        return failure === null ? Promise.resolve(['a', 'b', 'c']) : Promise.reject(failure);
      },
      remove: (id) => Promise.resolve(id !== 'b'),
    },
  });
  return {
    ...{ retention, item, sweeps, logged, waits, daily, areas },
    at: () => at,
    moveBy: (ms: number) => void (at += ms),
    fail: (error: Error) => void (failure = error),
  };
}

describe('the sweep', () => {
  it('takes what is older than the days that are stored', async () => {
    const { retention, sweeps } = openRetention(30);
    await retention.sweep();
    expect(sweeps).toEqual([30]);
  });

  it('has the worker woken once a day, as long as anything is to be deleted some day', async () => {
    const { retention, daily } = openRetention(null);
    await retention.keepFor(7);
    await retention.keepFor(null);
    expect(daily).toEqual([true, false]);
  });

  it('gives the panels that are open half a second to find a worker that has just started', async () => {
    const { retention, waits, moveBy } = openRetention();
    moveBy(200);
    await retention.sweep();
    moveBy(7 * hour);
    await retention.sweep();
    expect(waits).toEqual([300]);
  });

  it('does nothing where conversations are kept for ever', async () => {
    const { retention, sweeps, daily } = openRetention(null);
    await retention.sweep();
    expect(sweeps).toEqual([]);
    expect(daily).toEqual([false]);
  });

  it.each([
    ['soon after', 5 * hour, 1],
    ['a quarter of a day later', 6 * hour, 2],
    ['after it was set back a little', -hour, 1],
  ])('asked for again %s', async (_when, ms, times) => {
    const { retention, sweeps, moveBy } = openRetention();
    await retention.sweep();
    moveBy(ms);
    await retention.sweep();
    expect(sweeps).toHaveLength(times);
  });

  /** The look of a worker that comes so much later than the last one, of whichever worker that was. */
  const lookAfter = async (ms: number | null): Promise<number> => {
    const { retention, sweeps, areas, at } = openRetention();
    if (ms !== null) areas.local.stored.set('last-look', { version: 1, value: at() - ms });
    await retention.sweep();
    return sweeps.length;
  };

  it.each([
    ['none: it is the first', null, 1],
    ['a minute ago', hour / 60, 1],
    ['a day ago', 24 * hour, 1],
    ['more than a day ago', 24 * hour + 1, 0],
    ['years ago', 9_000 * 24 * hour, 0],
    ['still to come within a day', -24 * hour, 1],
    ['still to come: the clock was set back', -24 * hour - 1, 0],
  ])('whose last look was %s', async (_when, ms, times) => {
    expect(await lookAfter(ms)).toBe(times);
  });

  it.each([
    ['on', 99 * hour],
    ['back', -99 * hour],
  ])('deletes nothing where the clock was set %s since, and looks again later', async (_way, ms) => {
    const { retention, sweeps, moveBy } = openRetention();
    await retention.sweep();
    moveBy(ms);
    await retention.sweep();
    expect(sweeps).toHaveLength(1);
    moveBy(hour);
    await retention.sweep();
    expect(sweeps).toHaveLength(1);
    moveBy(5 * hour);
    await retention.sweep();
    expect(sweeps).toHaveLength(2);
  });

  it('writes down when it looked, and not where conversations are kept for ever', async () => {
    const days = openRetention(7);
    await days.retention.sweep();
    expect(days.areas.local.stored.get('last-look')).toEqual({ version: 1, value: days.at() });
    const ever = openRetention(null);
    await ever.retention.sweep();
    expect(ever.areas.local.stored.has('last-look')).toBe(false);
  });

  it('that fails is nobody’s error, and is logged', async () => {
    const { retention, logged, fail } = openRetention();
    fail(new Error('disk'));
    await retention.sweep();
    expect(logged).toEqual(['sweep-failed']);
  });
});

describe('another time to keep them', () => {
  it('is stored, gone by at once, and answered with how many were really deleted', async () => {
    const { retention, item, sweeps } = openRetention(30);
    await retention.sweep();
    expect(await retention.keepFor(7)).toBe(2);
    expect(sweeps).toEqual([30, 7]);
    expect(await item.read()).toBe(7);
    expect(await retention.keepFor(null)).toBe(0);
    expect(await item.read()).toBeNull();
  });

  it('asked for twice at once deletes once, and tells both; another one meanwhile counts for itself', async () => {
    const { retention, sweeps } = openRetention(null);
    expect(await Promise.all([retention.keepFor(30), retention.keepFor(30), retention.keepFor(7)])).toEqual([
      2, 2, 2,
    ]);
    expect(sweeps).toEqual([30, 7]);
    await retention.keepFor(30);
    expect(sweeps).toEqual([30, 7, 30]);
  });

  it('is gone by at once whatever the clock did: a person asks for it, and is told the number', async () => {
    const { retention, sweeps, moveBy } = openRetention(null);
    await retention.sweep();
    moveBy(9_000 * 24 * hour);
    expect(await retention.keepFor(7)).toBe(2);
    expect(sweeps).toEqual([7]);
  });

  it('is stored even where the deletion fails, which is told', async () => {
    const { retention, item, fail } = openRetention(null);
    fail(new Error('disk'));
    await expect(retention.keepFor(7)).rejects.toThrow('disk');
    expect(await item.read()).toBe(7);
  });
});

describe('what the organisation has set', () => {
  it.each([
    ['less than was chosen', 30, 7, [7], [true]],
    ['more than was chosen', 7, 30, [30], [true]],
    ['days, where all was to be kept', null, 7, [7], [true]],
    ['for ever, where days were chosen', 7, null, [], [false]],
  ])('is gone by: %s', async (_name, chosen, ofPolicy, deletedAt, woken) => {
    const { retention, sweeps, daily } = openRetention(chosen, ofPolicy);
    expect(await retention.setting()).toEqual({ keepDays: ofPolicy, isLocked: true });
    await retention.sweep();
    expect(sweeps).toEqual(deletedAt);
    expect(daily).toEqual(woken);
  });

  it('is not changed by a page that is out of date, and what was chosen stays stored for later', async () => {
    const { retention, item, sweeps, daily } = openRetention(30, 90);
    expect(await retention.keepFor(1)).toBe(2);
    expect(sweeps).toEqual([90]);
    expect(daily).toEqual([true]);
    expect(await item.read()).toBe(30);
  });

  it('is nothing, where people choose', async () => {
    expect(await openRetention(30).retention.setting()).toEqual({ keepDays: 30, isLocked: false });
  });
});
