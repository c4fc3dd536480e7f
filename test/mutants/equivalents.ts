import { readFileSync } from 'node:fs';
import type { Mutant } from './mutant.ts';

/** A mutant that no test can notice, because nothing that anybody could notice is different. */
export interface Equivalent extends Pick<Mutant, 'file' | 'within' | 'before' | 'after'> {
  /** A sentence. */
  readonly why: string;
}

export interface Equivalents {
  has(mutant: Mutant): boolean;
  /** Those that name none of the mutants: the code has changed, and they can go. */
  stale(mutants: readonly Mutant[]): readonly Equivalent[];
}

type Name = Pick<Mutant, 'file' | 'within' | 'before' | 'after'>;

const nameOf = ({ file, within, before, after }: Name): string => [file, within, before, after].join('\n');

export function createEquivalents(list: readonly Equivalent[]): Equivalents {
  const names = new Set(list.map(nameOf));
  return {
    has: (mutant) => names.has(nameOf(mutant)),
    stale(mutants) {
      const there = new Set(mutants.map(nameOf));
      return list.filter((one) => !there.has(nameOf(one)));
    },
  };
}

/** The checked-in list. */
export function readEquivalents(): readonly Equivalent[] {
  return JSON.parse(readFileSync(new URL('equivalents.json', import.meta.url), 'utf8')) as Equivalent[];
}
