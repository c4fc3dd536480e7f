import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import type { Tally } from './check.ts';
import { failuresIn, type SuiteReport } from './failures.ts';
import { report, runStep, type Outcome } from './step.ts';

const reports = 'node_modules/.cache/miptech-sidepanel';

export interface Suite {
  readonly name: string;
  /** Of vitest.config.ts. */
  readonly projects: readonly string[];
  /** Only files whose path contains one of these. Default: all. */
  readonly files?: readonly string[];
  /** Only this part of the files, as in `1/2`. */
  readonly shard?: string;
  /** Minutes: a suite that hangs is a failure with a name, not a run that somebody has to stop. */
  readonly limit: number;
  /** Test files at once. Default: vitest's own, which leaves a core for other things. */
  readonly workers?: number;
  readonly env?: Readonly<Record<string, string>>;
}

export async function runSuite({
  name,
  projects,
  files = [],
  shard,
  limit,
  workers,
  env,
}: Suite): Promise<Tally> {
  mkdirSync(reports, { recursive: true });
  const slug = name.replaceAll(/\W+/g, '-');
  const file = `${reports}/${slug}.json`;
  const figures = `${reports}/${slug}.txt`;
  // An old report must not speak for a run that died.
  for (const old of [file, figures]) rmSync(old, { force: true });
  const outcome = await runStep({
    name,
    command: [
      'vitest',
      'run',
      ...files,
      ...projects.flatMap((project) => ['--project', project]),
      ...(shard === undefined ? [] : [`--shard=${shard}`]),
      ...(workers === undefined ? [] : [`--maxWorkers=${workers}`]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    env: { CHAOS_REPORT: figures, ...env },
    timeout: limit * 60,
  });
  const { tally, failures } = judge(file, outcome);
  const said = failures.length === 0 ? outcome.output : failures.join('\n');
  report(
    `${name} tests`,
    { ...outcome, output: said, ok: tally.failed === 0 },
    `${tally.passed} passed, ${tally.failed} failed`,
  );
  const counted = readIfThere(figures)?.trim();
  if (counted !== undefined) console.log(counted.replaceAll(/^/gm, '     '));
  return tally;
}

/** Without failures that have a name, what the suite printed is all there is to go by. */
function judge(file: string, outcome: Outcome): { tally: Tally; failures: string[] } {
  const result = readReport(file);
  if (result === undefined) return { tally: { passed: 0, failed: 1 }, failures: [] };
  return { tally: tallyOf(result, outcome), failures: failuresIn(result, outcome.output) };
}

function tallyOf(result: SuiteReport, outcome: Outcome): Tally {
  const { numPassedTests: passed, numFailedTests, numPendingTests, testResults } = result;
  // A file that cannot be loaded, or whose hook fails, has no failed test, and counts as one.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = numFailedTests + broken;
  if (numPendingTests > 0 && failed === 0)
    console.log(`     ${numPendingTests} skipped: what they need is not on this machine`);
  // Nothing ran, or an error came from outside of every test: a suite may not pass by that.
  const silent = failed === 0 && (passed === 0 || !outcome.ok);
  return { passed, failed: silent ? 1 : failed };
}

function readReport(file: string): SuiteReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SuiteReport;
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The plain last line that every runner of ours ends with. */
export function sumUp(tallies: readonly Tally[], started: number): void {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
