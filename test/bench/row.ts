import { contenderNames, type ContenderName } from './contender.ts';

/** What ours is measured against. A ratio, a share or a difference is one of medians. */
export type Goal =
  | { readonly kind: 'ratio'; readonly to: ContenderName; readonly atMost: number }
  | { readonly kind: 'difference'; readonly to: ContenderName; readonly atMost: number }
  /** Of ours to ours in another row: `to` names that row's work in the table. */
  | { readonly kind: 'share'; readonly to: string; readonly of: readonly number[]; readonly atMost: number }
  | { readonly kind: 'value'; readonly atMost: number };

/** One line of the result: the same work by each contender, several times. */
export interface Row {
  readonly name: string;
  readonly unit: 'ms' | 'MB';
  /** A contender that has no such thing is left out. */
  readonly samples: Readonly<Partial<Record<ContenderName, readonly number[]>>>;
  /** null: shown to explain another row. */
  readonly goal: Goal | null;
  /** Whether missing the goal fails the bench; other goals are not yet ours to meet. */
  readonly isBudget: boolean;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Verdict {
  /** Ratio, difference or value, as the goal has it. */
  readonly reached: number;
  readonly isMet: boolean;
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return {
    min: sorted[0] ?? Number.NaN,
    median: middle.reduce((sum, value) => sum + value, 0) / middle.length,
    max: sorted.at(-1) ?? Number.NaN,
  };
}

const medianOf = (row: Row, name: ContenderName): number => spreadOf(row.samples[name] ?? []).median;

function reach(row: Row, goal: Goal): number {
  const ours = medianOf(row, 'ours');
  switch (goal.kind) {
    case 'ratio':
      return ours / medianOf(row, goal.to);
    case 'difference':
      return ours - medianOf(row, goal.to);
    case 'share':
      return ours / spreadOf(goal.of).median;
    case 'value':
      return ours;
    default:
      return goal satisfies never;
  }
}

export function judge(row: Row): Verdict | null {
  if (row.goal === null) return null;
  const reached = reach(row, row.goal);
  // A measure that failed to be one (NaN) has not met anything.
  return { reached, isMet: reached <= row.goal.atMost };
}

/** Samples by contender, of readings by contender. */
export function pick<Reading>(
  readings: ReadonlyMap<ContenderName, readonly Reading[]>,
  value: (reading: Reading) => number,
): Row['samples'] {
  return Object.fromEntries(
    contenderNames.flatMap((name) => {
      const taken = readings.get(name);
      return taken === undefined ? [] : [[name, taken.map(value)]];
    }),
  );
}
