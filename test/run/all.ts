// `npm test`: the checks, both builds and every suite. All of it runs, whatever fails; the last line is the sum.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { check, type Tally } from './check.ts';
import { report, runStep, type Outcome, type Step } from './step.ts';

/** What vitest's JSON reporter writes, as far as it is read here. */
interface SuiteReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { name: string; status: string; message: string; assertionResults: unknown[] }[];
}

const reports = 'node_modules/.cache/miptech-sidepanel';
mkdirSync(reports, { recursive: true });

/** The first build is the one that the checks measured. */
async function buildFirefox(): Promise<Tally> {
  const step: Step = { name: 'build for Firefox', command: ['wxt', 'build', '-b', 'firefox', '--mv3'] };
  const outcome = await runStep(step);
  report(step.name, outcome);
  return outcome.ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** `limit` in minutes: a suite that hangs is a failure with a name, not a run that somebody has to stop. */
async function suite(name: string, projects: readonly string[], limit: number): Promise<Tally> {
  const file = `${reports}/${name}.json`;
  // An old report must not speak for a run that died.
  rmSync(file, { force: true });
  const outcome = await runStep({
    name,
    command: [
      'vitest',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    timeout: limit * 60,
  });
  const tally = tallyOf(file, outcome);
  report(
    `${name} tests`,
    { ...outcome, ok: tally.failed === 0 },
    `${tally.passed} passed, ${tally.failed} failed`,
  );
  return tally;
}

function tallyOf(file: string, outcome: Outcome): Tally {
  const result = readReport(file);
  if (result === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, numPendingTests, testResults } = result;
  if (numPendingTests > 0)
    console.log(`     ${numPendingTests} skipped: what they need is not on this machine`);
  // A file that cannot be loaded has no tests to fail, and counts as one.
  const broken = testResults.filter((r) => r.status === 'failed' && r.assertionResults.length === 0).length;
  const failed = numFailedTests + broken;
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

const started = performance.now();
const tallies = [
  await check(),
  await buildFirefox(),
  await suite('unit', ['unit', 'unit-dom'], 5),
  await suite('flow', ['flows'], 3),
  await suite('browser', ['e2e'], 8),
];
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);

console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
