import { browserTestsOf } from './browser-tests.ts';
import { mutated, type Mutant } from './mutant.ts';
import type { Source } from './shipped-sources.ts';
import { inOrder } from './test-order.ts';
import type { TestRun } from './test-run.ts';
import type { TestRunner } from './test-runner.ts';
import type { TreeCopy } from './tree-copy.ts';

export interface Verdict {
  readonly mutant: Mutant;
  /** timed-out: it hangs, or takes a multiple of the time; that is noticed, too. */
  readonly outcome: 'killed' | 'timed-out' | 'survived' | 'equivalent';
  /** Who noticed it; empty for a survivor. */
  readonly by: string;
}

export interface Trial {
  /**
   * Runs every test that the mutants of these files can meet, as the code is.
   * @throws where one fails: it would fail for every mutant, and say nothing
   */
  prepare(files: readonly string[]): Promise<{ tests: number; seconds: number }>;
  judge(mutant: Mutant): Promise<Verdict>;
}

interface TrialOptions {
  readonly tree: TreeCopy;
  readonly runner: TestRunner;
  readonly sources: readonly Source[];
  /** Only test files whose path contains it. */
  readonly tests: string;
}

/** Tests that wait for real sockets and processes: what they say is believed when they have said it twice. */
const keepsTime = (test: string): boolean => /^test\/(flows|e2e)\//.test(test);

export function createTrial({ tree, runner, sources, tests: part }: TrialOptions): Trial {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const related = new Map<string, readonly string[]>();
  const durations = new Map<string, number>();
  const kills = new Map<string, number>();
  let last: string | null = null;

  /** ms. Twice as many workers run the tests as are counted here, and a busy machine has a right to be slow. */
  const limitOf = (tests: readonly string[]): number =>
    30_000 + 3 * tests.reduce((sum, test) => sum + (durations.get(test) ?? 0), 0);

  const inBrowser = (file: string): readonly string[] =>
    browserTestsOf(file).filter((test) => test.includes(part));

  async function meet(file: string, tests: readonly string[]): Promise<TestRun | undefined> {
    if (tests.length === 0) return { failures: [], durations: {} };
    const changed = [file, last ?? file];
    last = file;
    const outcome = await runner.run({ tests, changed, isHasty: true }, limitOf(tests));
    const failed = outcome?.failures[0]?.test;
    if (outcome === undefined || failed === undefined || !keepsTime(failed)) return outcome;
    const again = await runner.run({ tests: [failed], changed: [], isHasty: true }, limitOf([failed]));
    if (again?.failures.length !== 0) return outcome;
    return meet(
      file,
      tests.filter((test) => test !== failed),
    );
  }

  /** On a busy machine one may come too late, once. */
  async function doubt({ test, words }: TestRun['failures'][number]): Promise<void> {
    const again = await runner.run({ tests: [test], changed: [], isHasty: false }, 5 * 60_000);
    if (again?.failures.length === 0 && keepsTime(test)) return;
    throw new Error(`The code as it is fails ${test}: ${words}`);
  }

  return {
    async prepare(files) {
      for (const file of files) {
        const tests = await runner.related(file);
        related.set(
          file,
          tests.filter((test) => test.includes(part)),
        );
      }
      const plain = new Set([...related.values()].flat());
      const browser = new Set(files.flatMap(inBrowser));
      const started = performance.now();
      for (const tests of [[...plain], [...browser]]) {
        if (tests.length === 0) continue;
        const outcome = await runner.run({ tests, changed: [], isHasty: false }, 20 * 60_000);
        if (outcome === undefined) throw new Error('The tests of the code as it is did not come to an end.');
        for (const failure of outcome.failures) await doubt(failure);
        for (const [test, ms] of Object.entries(outcome.durations)) durations.set(test, ms);
      }
      return { tests: plain.size + browser.size, seconds: (performance.now() - started) / 1000 };
    },

    async judge(mutant) {
      const source = texts.get(mutant.file) ?? '';
      const known = {
        duration: (test: string) => durations.get(test) ?? 0,
        kills: (test: string, file: string) => kills.get(`${test} ${file}`) ?? 0,
      };
      tree.write(mutant.file, mutated(source, mutant));
      try {
        const stages = [inOrder(related.get(mutant.file) ?? [], mutant.file, known), inBrowser(mutant.file)];
        for (const tests of stages) {
          const outcome = await meet(mutant.file, tests);
          if (outcome === undefined) return { mutant, outcome: 'timed-out', by: 'its time limit' };
          const [failure] = outcome.failures;
          if (!failure) continue;
          const key = `${failure.test} ${mutant.file}`;
          kills.set(key, (kills.get(key) ?? 0) + 1);
          return { mutant, outcome: 'killed', by: `${failure.test}: ${failure.words}` };
        }
        return { mutant, outcome: 'survived', by: '' };
      } finally {
        tree.write(mutant.file, source);
      }
    },
  };
}
