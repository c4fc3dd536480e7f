import { describe, expect, it } from 'vitest';
import { exportedNames, repeatedNames } from './exported-names.ts';

describe('exports', () => {
  it.each([
    ['a function', 'export function one() {}', ['one']],
    ['one that waits', 'export async function one() {}', ['one']],
    ['a constant', 'export const one = 1;', ['one']],
    ['several', 'export const one = 1, two = 2;', ['one', 'two']],
    ['parts of a thing', 'export const { one, two: { three } } = a, [four] = b;', ['one', 'three', 'four']],
    ['a class', 'export class One {}', ['One']],
    ['an interface', 'export interface One {}', ['One']],
    ['a type', 'export type One = 1;', ['One']],
    ['a schema and its type', 'export const one = 1;\nexport type one = typeof one;', ['one']],
    ['under another name', 'const a = 1;\nexport { a as one };', ['one']],
    ['a type under its name', 'interface One {}\nexport type { One };', ['One']],
    ['nothing that stays inside', 'function one() {}\nconst two = 2;\ninterface Three {}', []],
    ['nothing that it hands on', "export { one } from './a.ts';\nexport type { Two } from './b.ts';", []],
    ['nothing that it hands on wholly', "export * from './a.ts';", []],
    ['nothing without a name', 'export default function one() {}', []],
    ['nothing that only says so', '// export const one = 1;\nconst two = "export const three";', []],
  ])('%s', (_name, source, names) => {
    expect([...exportedNames('a.ts', source)]).toEqual(names);
  });

  it('of a component', () => {
    const source = 'export function One() {\n  return <p>export const two = 2;</p>;\n}';
    expect([...exportedNames('One.tsx', source)]).toEqual(['One']);
  });
});

describe('a name', () => {
  it('that two modules make is found, with both', () => {
    const modules = new Map([
      ['a.ts', 'export const one = 1;\nexport const two = 2;'],
      ['b.ts', 'export function one() {}'],
      ['c.ts', "export { two } from './a.ts';"],
    ]);
    expect([...repeatedNames(modules)]).toEqual([['one', ['a.ts', 'b.ts']]]);
  });

  it('is not the same in another case: a schema and a type of another module', () => {
    const modules = new Map([
      ['a.ts', 'export const one = 1;'],
      ['b.ts', 'export type One = 1;'],
    ]);
    expect([...repeatedNames(modules)]).toEqual([]);
  });
});
