import { describe, expect, it } from 'vitest';
import { createKnownWays } from '../../../lib/background/platform/known-ways.ts';
import { wayKey, type KnownWay } from '../../../lib/config/known-way.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

const place = { apiUrl: 'https://a.test', wsUrl: 'wss://a.test/api/v1/ws/chat', tenantId: 'acme' };
const known: KnownWay = {
  way: 'rest',
  path: '/ws',
  why: 'refused',
  hasHadSocket: true,
  lookedAt: 7,
  looks: 2,
};

function open() {
  const areas = createMemoryAreas();
  const { knownWays: item } = createItems(areas);
  const report = createReport(() => undefined);
  return { areas, item, worker: () => createKnownWays(item, report) };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a way that was seen to work', () => {
  it('is known to the next worker, at that place alone', async () => {
    const { worker } = open();
    worker().keep(place, known);
    await settle();
    expect(await worker().read(place)).toEqual(known);
    for (const other of [{ apiUrl: 'https://b.test' }, { wsUrl: 'wss://a.test/ws' }, { tenantId: 'b' }])
      expect(await worker().read({ ...place, ...other })).toBeNull();
  });

  it('is one of at most fifty, the latest', async () => {
    const { worker, item } = open();
    const ways = worker();
    for (let n = 0; n < 60; n += 1) ways.keep({ ...place, tenantId: `t${n}` }, known);
    await settle();
    const kept = Object.keys(await item.read());
    expect(kept).toHaveLength(50);
    expect(kept.at(-1)).toBe(wayKey({ ...place, tenantId: 't59' }));
  });

  it.each<[string, object]>([
    ['another host', { path: '//evil.test/ws' }],
    ['a path that no platform has', { path: '/app' }],
    ['a way that nobody knows', { way: 'v9' }],
    ['looks that are none', { looks: -1 }],
  ])('is not read where what is stored names %s', async (_, change) => {
    const { worker, item } = open();
    await item.write({ [wayKey(place)]: { ...known, ...change } });
    expect(await worker().read(place)).toBeNull();
  });

  it.each(['get', 'set'] as const)('is found out once more where storage fails (%s)', async (call) => {
    const { worker, areas } = open();
    Object.assign(areas.local, { [call]: () => Promise.reject(new Error('quota')) });
    const ways = worker();
    ways.keep(place, known);
    await settle();
    expect(await ways.read(place)).toBeNull();
  });
});
