import { expect, it } from 'vitest';
import { isEqual } from '../../lib/shared/equal.ts';

it.each([
  [1, 1],
  ['a', 'a'],
  [null, null],
  [[], []],
  [
    [1, { a: 2 }],
    [1, { a: 2 }],
  ],
  [
    { a: 1, b: { c: [] } },
    { b: { c: [] }, a: 1 },
  ],
])('%j equals %j', (one, other) => {
  expect(isEqual(one, other)).toBe(true);
});

it.each([
  [1, 2],
  [0, null],
  [null, {}],
  [[1, 2], [1]],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: undefined }, { b: undefined }],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
])('%j does not equal %j', (one, other) => {
  expect(isEqual(one, other)).toBe(false);
  expect(isEqual(other, one)).toBe(false);
});
