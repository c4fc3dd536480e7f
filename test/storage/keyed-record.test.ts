import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { createItem } from '../../lib/storage/item.ts';
import { createKeyedRecord } from '../../lib/storage/keyed-record.ts';
import { createMemoryArea } from '../doubles/storage-area.ts';

/** A record of strings, what is stored of it, and how often that was written. */
function open(stored: Record<string, string> = {}, most?: number) {
  const area = createMemoryArea();
  const item = createItem({
    area,
    key: 'k',
    version: 1,
    schema: z.record(z.string(), z.string()),
    fallback: stored,
  });
  let writes = 0;
  const counted: typeof item = {
    ...item,
    write(value) {
      writes += 1;
      return item.write(value);
    },
  };
  const record = most === undefined ? createKeyedRecord(counted) : createKeyedRecord(counted, most);
  return { area, item, record, writes: () => writes };
}

describe('a change', () => {
  it.each<[string, Record<string, string>, string, string | null, Record<string, string>, number]>([
    ['adds what is not there', {}, 'a', 'new', { a: 'new' }, 1],
    ['replaces what is there', { a: 'old', b: 'other' }, 'a', 'new', { b: 'other', a: 'new' }, 1],
    ['takes out what is there', { a: 'old', b: 'other' }, 'a', null, { b: 'other' }, 1],
    ['to the same writes nothing', { a: 'old' }, 'a', 'old', { a: 'old' }, 0],
    ['that takes out nothing writes nothing', { b: 'other' }, 'a', null, { b: 'other' }, 0],
    ['under a name that every object has', {}, 'constructor', 'new', { constructor: 'new' }, 1],
  ])('%s', async (_name, stored, key, value, after, writes) => {
    const fixture = open(stored);
    expect(await fixture.record.change(key, () => value)).toBe(
      new Map(Object.entries(stored)).get(key) ?? null,
    );
    const found = await fixture.item.read();
    expect(Object.entries(found)).toEqual(Object.entries(after));
    expect(await fixture.record.read(key)).toBe(value);
    expect(fixture.writes()).toBe(writes);
  });

  it('is made from the value before', async () => {
    const { record } = open({ a: '1' });
    const longer = (before: string | null): string => `${before ?? ''}+`;
    expect([await record.change('a', longer), await record.change('b', longer)]).toEqual(['1', null]);
    expect([await record.read('a'), await record.read('b')]).toEqual(['1+', '+']);
  });

  it('forgets none of those that are asked for at once', async () => {
    const { record } = open();
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
    await Promise.all([...keys, ...keys].map((key) => record.change(key, (before) => `${before ?? ''}.`)));
    expect(await Promise.all(keys.map((key) => record.read(key)))).toEqual(keys.map(() => '..'));
  });

  it('that fails is told to the one who asked, and keeps nobody from the next', async () => {
    const { area, record } = open();
    const { set } = area;
    area.set = () => Promise.reject(new Error('quota'));
    await expect(record.change('a', () => 'new')).rejects.toMatchObject({ kind: 'full' });
    area.set = set;
    expect(await record.change('a', () => 'new')).toBeNull();
    expect(await record.read('a')).toBe('new');
  });
});

describe('a record that holds so many', () => {
  it.each([1, 2, 8])('%i: keeps those that were changed last', async (most) => {
    const { item, record } = open({}, most);
    for (let index = 0; index < 20; index += 1) {
      await record.change('often', () => `${index}`);
      await record.change(`k${index}`, () => 'new');
      expect(await record.read(`k${index}`)).toBe('new');
    }
    expect(Object.keys(await item.read())).toHaveLength(most);
    expect(await record.read('often')).toBe(most === 1 ? null : '19');
  });

  it('never holds more, whatever is put in and taken out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.boolean())),
        async (most, steps) => {
          const { item, record } = open({}, most);
          let expected: string[] = [];
          for (const [key, isIn] of steps) {
            await record.change(key, () => (isIn ? crypto.randomUUID() : null));
            expected = [...expected.filter((other) => other !== key), ...(isIn ? [key] : [])].slice(-most);
          }
          expect(Object.keys(await item.read())).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    );
  });
});

it('is empty once it was cleared, behind all that was asked for before', async () => {
  const { record } = open();
  await Promise.all([record.change('a', () => '1'), record.clear()]);
  expect(await record.read('a')).toBeNull();
});
