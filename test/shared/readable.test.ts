import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { mostEntries, readableEntries, readableItems } from '../../lib/shared/readable.ts';

const millions = 2_000_000;

describe('a stored list', () => {
  const items = readableItems(z.string());

  it('is read without what can’t be', () => {
    expect(items.parse(['a', 1, null, 'b', {}])).toEqual(['a', 'b']);
  });

  it.each([{}, 'ab', null, undefined, { length: 1 }])('is not %j', (value) => {
    expect(items.safeParse(value).success).toBe(false);
  });

  it('of millions costs no more than one of thousands', () => {
    let tried = 0;
    const counted = readableItems(
      z.custom<string>((value) => {
        tried += 1;
        return typeof value === 'string';
      }),
    );
    expect(counted.parse(Array.from({ length: millions }, () => 7))).toEqual([]);
    expect(tried).toBe(mostEntries);
    expect(items.parse(Array.from({ length: mostEntries + 1 }, () => 'a'))).toHaveLength(mostEntries);
  });
});

describe('a stored record', () => {
  const entries = readableEntries(z.number());

  it('is read without what can’t be', () => {
    expect(entries.parse({ a: 1, b: 'x', c: 3 })).toEqual({ a: 1, c: 3 });
  });

  it.each([[], 'ab', null, undefined])('is not %j', (value) => {
    expect(entries.safeParse(value).success).toBe(false);
  });

  it('of too many is read as far as those that were changed last', () => {
    const many = Object.fromEntries(Array.from({ length: mostEntries + 2 }, (_, n) => [`k${n}`, n]));
    const read = entries.parse(many);
    expect(Object.keys(read)).toHaveLength(mostEntries);
    expect(read).not.toHaveProperty('k1');
    expect(read).toHaveProperty(`k${mostEntries + 1}`);
  });

  it('has no more of an object’s own names than of any other', () => {
    expect(Object.entries(entries.parse(JSON.parse('{"__proto__": 1, "a": 2}')))).toEqual([
      ['__proto__', 1],
      ['a', 2],
    ]);
  });
});
