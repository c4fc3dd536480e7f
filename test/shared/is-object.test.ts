import { expect, it } from 'vitest';
import { isObject } from '../../lib/shared/is-object.ts';

it.each<[string, unknown, boolean]>([
  ['an object', { a: 1 }, true],
  ['an empty object', {}, true],
  ['an object without a prototype', Object.create(null), true],
  ['null', null, false],
  ['nothing', undefined, false],
  ['a list', [], true],
  ['text', 'text', false],
  ['a number', 1, false],
  ['a function', () => undefined, false],
])('%s: %j is an object: %s', (_name, value, expected) => {
  expect(isObject(value)).toBe(expected);
});
