import { describe, expect, it } from 'vitest';
import { createKnownTenants } from '../../../lib/background/platform/known-tenants.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

function open() {
  const areas = createMemoryAreas();
  const { knownTenants: item } = createItems(areas);
  const logged: unknown[] = [];
  const report = createReport((entry) => void logged.push(entry));
  return { areas, item, logged, worker: () => createKnownTenants(item, report) };
}

describe('a tenant that was seen', () => {
  it('is known to this worker and the next, and no other is', async () => {
    const { worker, item } = open();
    const tenants = worker();
    expect(await tenants.has('a')).toBe(false);
    await tenants.add('a');
    expect([await tenants.has('a'), await worker().has('a'), await worker().has('b')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await item.read()).toEqual(['a']);
  });

  it('forgets none of those that are seen at once', async () => {
    const { worker, item } = open();
    const tenants = worker();
    await Promise.all(['a', 'b', 'c'].map((place) => tenants.add(place)));
    expect(await item.read()).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['read', 'get'],
    ['written', 'set'],
  ] as const)('is known to this worker where storage can’t be %s', async (_what, call) => {
    const { worker, areas, logged } = open();
    Object.assign(areas.local, { [call]: () => Promise.reject(new Error('quota')) });
    const tenants = worker();
    expect(await tenants.has('a')).toBe(false);
    await tenants.add('a');
    expect(await tenants.has('a')).toBe(true);
    const trouble = { event: 'storage', trouble: 'full', where: 'tenants' };
    expect(logged).toContainEqual(trouble);
    expect(new Set(logged.map((entry) => JSON.stringify(entry)))).toEqual(new Set([JSON.stringify(trouble)]));
  });

  it('is known where a mistake of ours is in the way, which is logged', async () => {
    const { worker, item, logged } = open();
    item.write = () => Promise.reject(new TypeError('x'));
    const tenants = worker();
    await tenants.add('a');
    expect(await tenants.has('a')).toBe(true);
    expect(logged).toEqual([{ event: 'internal', error: 'TypeError', where: 'tenants' }]);
  });
});
