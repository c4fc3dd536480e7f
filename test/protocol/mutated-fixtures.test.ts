import { describe, expect, it } from 'vitest';
import { seededRandom } from '../doubles/seeded-random.ts';
import { scaled } from '../run/scale.ts';
import { codecs, refused } from './fixtures/codecs.ts';
import { fixtures } from './fixtures/fixtures.ts';
import { mutate } from './fixtures/mutation.ts';

/** Of all fixtures together. */
const mutants = scaled(100_000);
const each = Math.ceil(mutants / fixtures.length);

const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
const ownNames = (): string[] => prototypes.flatMap((prototype) => Object.getOwnPropertyNames(prototype));
const untouched = ownNames().join();

describe('what a broken or hostile server may say', () => {
  it.each(fixtures)('$source $name: no mutant is thrown, or comes to more than it may', (fixture) => {
    const { codec, said, status = 200 } = fixture;
    const { read, most } = codecs[codec];
    const chance = seededRandom(1 + fixtures.indexOf(fixture));
    let understood = 0;
    for (let n = 0; n < each; n += 1) {
      const text = mutate(said, chance);
      let value: unknown;
      try {
        value = read(text, status);
      } catch (error) {
        throw new Error(`thrown, by mutant ${n}: ${text.slice(0, 500)}`, { cause: error });
      }
      if (value !== refused) understood += 1;
      // Nothing may be said in more words than it came in: six for one is JSON's own, of what it has to escape.
      const told = JSON.stringify(value)?.length ?? 0;
      const limit = Math.min(most(value) ?? Infinity, 1_000 + 6 * text.length);
      if (told > limit)
        throw new Error(`${told} characters of at most ${limit}, by mutant ${n}: ${text.slice(0, 500)}`);
    }
    // Were all of them refused, nothing behind the first check would have been tried.
    expect(understood).toBeGreaterThan(each / 20);
    expect(ownNames().join()).toBe(untouched);
  });
});
