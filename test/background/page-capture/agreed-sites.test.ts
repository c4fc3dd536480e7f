import { describe, expect, it } from 'vitest';
import { createAgreedSiteStore } from '../../../lib/background/page-capture/agreed-sites.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

function stored(raw?: unknown) {
  const areas = createMemoryAreas();
  if (raw !== undefined) void areas.local.set({ 'agreed-sites': raw });
  const { agreedSites } = createItems(areas);
  return { item: agreedSites, sites: createAgreedSiteStore(agreedSites) };
}

describe('sites whose pages may be sent', () => {
  it('are one person’s, on one platform, for one tenant (law 9)', async () => {
    const { sites } = stored();
    await sites.agree('ada', 'example.com', true);
    expect(await sites.agree('ada', 'b.example', true)).toEqual({
      partition: 'ada',
      hosts: ['example.com', 'b.example'],
    });
    expect(await sites.read('ben')).toEqual({ partition: 'ben', hosts: [] });
    expect(await sites.read('__proto__')).toEqual({ partition: '__proto__', hosts: [] });
  });

  it('are there once, the latest last, and can be taken back', async () => {
    const { sites, item } = stored();
    await sites.agree('ada', 'a.example', true);
    await sites.agree('ada', 'b.example', true);
    expect((await sites.agree('ada', 'a.example', true)).hosts).toEqual(['b.example', 'a.example']);
    await sites.agree('ada', 'b.example', false);
    await sites.agree('ada', 'never.example', false);
    expect((await sites.agree('ada', 'a.example', false)).hosts).toEqual([]);
    // What nobody has any more leaves no trace of who it was.
    expect(await item.read()).toEqual({});
  });

  it('are all kept where two panels agree at once', async () => {
    const { sites } = stored();
    await Promise.all(['a', 'b', 'c'].map((host) => sites.agree('ada', host, true)));
    expect((await sites.read('ada')).hosts.toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('are at most 500, of at most 50 people; those agreed to last', async () => {
    const many = Array.from({ length: 500 }, (_, at) => `${at}.example`);
    const others = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`p${at}`, ['x.example']]));
    const { sites, item } = stored({ version: 1, value: { ...others, ada: many } });
    const { hosts } = await sites.agree('ada', 'new.example', true);
    expect([hosts.length, hosts[0], hosts.at(-1)]).toEqual([500, '1.example', 'new.example']);
    const kept = Object.keys(await item.read());
    expect([kept.length, kept.includes('p0'), kept.includes('p1')]).toEqual([50, false, true]);
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['what is no list of hosts', { ada: 'example.com' }],
    ['text', 'ada'],
  ])('are none where %s is stored', async (_, value) => {
    const { sites } = stored({ version: 1, value });
    expect((await sites.read('ada')).hosts).toEqual([]);
  });

  it('are those that can be read', async () => {
    const { sites } = stored({ version: 1, value: { ada: [1, 'a.example', null] } });
    expect((await sites.read('ada')).hosts).toEqual(['a.example']);
  });
});
