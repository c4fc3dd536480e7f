import { english } from './grammar.ts';

/** ms. What takes less is felt as now: to say how much less tells nobody anything. */
const worthAWord = 3_000;

/** "10 s"; null where it is too short to be worth a word. */
export function timeTaken(ms: number): string | null {
  return ms < worthAWord ? null : `${english.count(Math.round(ms / 1_000))} s`;
}
