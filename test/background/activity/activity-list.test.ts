import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mostActivity,
  mostHosts,
  withLeft,
  withoutPages,
  type Left,
} from '../../../lib/background/activity/activity-list.ts';
import { activityKinds, activityList, nothingLeft, type ActivityList } from '../../../lib/shared/activity.ts';

const left = (changes: Partial<Left> = {}): Left => ({
  kind: 'message',
  host: 'api.example.test',
  at: 1_000,
  body: 100,
  head: 20,
  pages: [],
  ...changes,
});
const all = (lefts: readonly Left[]): ActivityList => lefts.reduce(withLeft, nothingLeft);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('what has left', () => {
  it('is an entry each, in order, under a number of its own, and in the sum of its host', () => {
    const { entries, hosts } = all([left(), left({ at: 2_000, kind: 'history', body: 0 })]);
    expect(entries).toEqual([
      { ...left(), id: 1, until: 1_000, count: 1 },
      { ...left({ at: 2_000, kind: 'history', body: 0 }), id: 2, until: 2_000, count: 1 },
    ]);
    expect(hosts).toEqual([{ host: 'api.example.test', count: 2, bytes: 140 }]);
  });

  it('pings of one host are one entry, which stays where it is', () => {
    const ping = (at: number, host = 'a.test'): Left => left({ kind: 'ping', host, at, body: 24, head: 0 });
    const { entries, hosts } = all([ping(1), ping(2, 'b.test'), left({ at: 3 }), ping(4), ping(5)]);
    expect(
      entries.map(({ kind, host, at, until, count, body }) => [kind, host, at, until, count, body]),
    ).toEqual([
      ['ping', 'a.test', 1, 5, 3, 72],
      ['ping', 'b.test', 2, 2, 1, 24],
      ['message', 'api.example.test', 3, 3, 1, 100],
    ]);
    expect(hosts.map(({ host, count }) => [host, count])).toEqual([
      ['b.test', 1],
      ['api.example.test', 1],
      ['a.test', 3],
    ]);
  });

  it('of 100,000 the newest 500 are kept, and the sums of all', () => {
    let list: ActivityList = nothingLeft;
    for (let n = 1; n <= 100_000; n += 1) list = withLeft(list, left({ at: n, body: n % 7, head: 1 }));
    expect(list.entries).toHaveLength(mostActivity);
    expect(list.entries[0]?.id).toBe(100_000 - mostActivity + 1);
    expect(list.entries.at(-1)).toMatchObject({ id: 100_000, at: 100_000 });
    const bytes = sum(Array.from({ length: 100_000 }, (_, n) => ((n + 1) % 7) + 1));
    expect(list.hosts).toEqual([{ host: 'api.example.test', count: 100_000, bytes }]);
  });

  it('of 1,000 hosts the last ones are told apart, and no byte of the others is left out', () => {
    const list = all(Array.from({ length: 1_000 }, (_, n) => left({ host: `host-${n}.test` })));
    expect(list.hosts).toHaveLength(mostHosts);
    expect(list.hosts[0]).toEqual({
      host: '',
      count: 1_000 - mostHosts + 1,
      bytes: 120 * (1_000 - mostHosts + 1),
    });
    expect(list.hosts.at(-1)?.host).toBe('host-999.test');
  });

  it('stays when its pages are forgotten', () => {
    const list = all([left({ pages: [{ title: 'A story', host: 'news.test' }] }), left()]);
    expect(withoutPages(list)).toEqual(all([left(), left()]));
  });

  it('whatever it was: the sums are those of all, and what is kept can be read back', () => {
    const anyLeft: fc.Arbitrary<Left> = fc.record({
      kind: fc.constantFrom(...activityKinds),
      host: fc.constantFrom('a.test', 'b.test', '127.0.0.1:8000', ''),
      at: fc.nat(),
      body: fc.nat(),
      head: fc.nat(),
      pages: fc.array(fc.record({ title: fc.string(), host: fc.string() }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(anyLeft, { maxLength: 60 }), (lefts) => {
        const list = all(lefts);
        expect(sum(list.hosts.map(({ count }) => count))).toBe(lefts.length);
        expect(sum(list.entries.map(({ count }) => count))).toBe(lefts.length);
        expect(sum(list.hosts.map(({ bytes }) => bytes))).toBe(
          sum(lefts.map(({ body, head }) => body + head)),
        );
        expect(sum(list.entries.map(({ body }) => body))).toBe(sum(lefts.map(({ body }) => body)));
        const ids = list.entries.map(({ id }) => id);
        expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
        expect(activityList.parse(structuredClone(list))).toEqual(list);
      }),
    );
  });
});
