import { describe, expect, it } from 'vitest';
import { createBrandingCache } from '../../../lib/background/workspace/branding-cache.ts';
import { defaultBranding } from '../../../lib/protocol/rest/branding.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

const report = createReport(() => undefined);
const look = (title: string) => ({ ...defaultBranding, title });

describe('how tenants looked last', () => {
  it('is known to the next worker, of each by itself', async () => {
    const { branding } = createItems(createMemoryAreas());
    const looks = createBrandingCache(branding, report);
    await Promise.all(['a', 'b'].map((name) => looks.keep(name, look(name))));
    const next = createBrandingCache(branding, report);
    expect([await next.of('a'), await next.of('b'), await next.of('c')]).toEqual([
      look('a'),
      look('b'),
      null,
    ]);
  });

  it('is kept of the eight that were seen last', async () => {
    const { branding } = createItems(createMemoryAreas());
    const looks = createBrandingCache(branding, report);
    for (let name = 0; name < 20; name += 1) {
      await looks.keep(`tenant ${name}`, look(`tenant ${name}`));
      await looks.keep('often', look('often'));
    }
    expect(Object.keys(await branding.read())).toHaveLength(8);
    expect(await looks.of('often')).toEqual(look('often'));
    expect(await looks.of('tenant 19')).toEqual(look('tenant 19'));
  });

  it('costs nobody anything where it can not be stored', async () => {
    const areas = createMemoryAreas();
    const looks = createBrandingCache(createItems(areas).branding, report);
    areas.local.set = () => Promise.reject(new Error('quota'));
    await looks.keep('a', look('a'));
    expect(await looks.of('a')).toBeNull();
  });

  it('costs nobody anything where that is a fault of ours, which is logged', async () => {
    const logged: unknown[] = [];
    const { branding } = createItems(createMemoryAreas());
    branding.write = () => Promise.reject(new TypeError('x'));
    const looks = createBrandingCache(
      branding,
      createReport((entry) => void logged.push(entry)),
    );
    await looks.keep('a', look('a'));
    expect(logged).toEqual([{ event: 'internal', error: 'TypeError', where: 'branding' }]);
  });
});
