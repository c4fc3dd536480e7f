import { expect, it } from 'vitest';
import { allowedWays } from '../../lib/config/allowed-protocols.ts';

it.each<[readonly string[] | null, readonly string[]]>([
  [null, ['v3', 'v1', 'rest', 'proxy']],
  [
    ['rest', 'v1'],
    ['v1', 'rest'],
  ],
  [['proxy'], ['proxy']],
  [['automatic'], ['v3', 'v1', 'rest', 'proxy']],
  [[], ['v3', 'v1', 'rest', 'proxy']],
])('a policy that allows %j leaves automatic these, from the best on', (allowed, ways) => {
  expect(allowedWays(allowed)).toEqual(ways);
});
