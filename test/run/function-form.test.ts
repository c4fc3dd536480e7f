import { expect, it } from 'vitest';
import { exportedArrows } from './function-form.ts';

it.each<[string, string[]]>([
  ['export function one() {}', []],
  ['export const one = () => 1;', ['one']],
  ['export const one = async <Value>(value: Value) => value;', ['one']],
  ['export const one: Log = () => undefined;', []],
  ['const one = () => 1;', []],
  ['export const one = make(() => 1);', []],
  ['export const table = { one: () => 1 };', []],
])('of %s, the exported arrows', (source, expected) => {
  expect(exportedArrows('a.ts', source)).toEqual(expected);
});
