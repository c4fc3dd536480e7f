import type { Verdict } from './trial.ts';

export interface Score {
  readonly killed: number;
  readonly survived: number;
  readonly equivalent: number;
  /** killed ÷ (killed + survived), in percent; 100 where there is none of both. */
  readonly percent: number;
}

export function scoreOf(verdicts: readonly Verdict[]): Score {
  const count = (...outcomes: readonly Verdict['outcome'][]): number =>
    verdicts.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const killed = count('killed', 'timed-out');
  const survived = count('survived');
  const percent = killed + survived === 0 ? 100 : (100 * killed) / (killed + survived);
  return { killed, survived, equivalent: count('equivalent'), percent };
}

/** By the first two folders of the mutant's file. */
export function scoresByArea(verdicts: readonly Verdict[]): ReadonlyMap<string, Score> {
  const areas = new Set(verdicts.map(areaOf));
  return new Map([...areas].map((area) => [area, scoreOf(verdicts.filter((one) => areaOf(one) === area))]));
}

function areaOf({ mutant }: Verdict): string {
  return mutant.file.split('/').slice(0, 2).join('/');
}
