import { createHash } from 'node:crypto';
import type { Mutant } from './mutant.ts';

/** Where in the seed's order a mutant stands: by what it is, so that a change elsewhere leaves it in its place. */
function rank({ file, operator, within, before, after }: Mutant, seed: number): string {
  return createHash('sha256').update([seed, file, operator, within, before, after].join('\n')).digest('hex');
}

/** At most `count` of the mutants, each as likely as any other; for the same seed the same ones, as far as they are still there. */
export function sample(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  const ranked = mutants.map((mutant) => ({ mutant, at: rank(mutant, seed) }));
  const drawn = ranked.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(0, count);
  return drawn.map(({ mutant }) => mutant).toSorted(byPlace);
}

function byPlace(a: Mutant, b: Mutant): number {
  return a.file.localeCompare(b.file) || a.start - b.start || a.end - b.end;
}
