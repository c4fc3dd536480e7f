// `npm test`: the checks, both builds and every suite. All of it runs, whatever fails; the last line is the sum.
import { availableParallelism } from 'node:os';
import { check, type Tally } from './check.ts';
import { report, runStep, type Step } from './step.ts';
import { runSuite, sumUp } from './suite.ts';

/** The first build is the one that the checks measured. */
async function buildFirefox(): Promise<Tally> {
  const step: Step = { name: 'build for Firefox', command: ['wxt', 'build', '-b', 'firefox', '--mv3'] };
  const outcome = await runStep(step);
  report(step.name, outcome);
  return outcome.ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Of suites without a browser. Within one suite two browsers at once would take its tests' patience from each other. */
const workers = availableParallelism();

/** Both wait most of the time, for a stream to go on or a worker to come back: side by side they take as long as the longer. */
async function browserAndChaos(): Promise<Tally[]> {
  const browser = runSuite({ name: 'browser', projects: ['e2e'], limit: 14 });
  const chaos = runSuite({ name: 'chaos (short)', projects: ['chaos'], limit: 14 });
  return [await browser, await chaos];
}

const started = performance.now();
sumUp(
  [
    await check(),
    await buildFirefox(),
    await runSuite({ name: 'unit', projects: ['unit', 'unit-dom'], limit: 6, workers }),
    await runSuite({ name: 'flow', projects: ['flows'], limit: 6, workers }),
    ...(await browserAndChaos()),
    // All of them by `npm run test:chaos`.
    await runSuite({
      name: 'browser, a kill every 2 s (short)',
      projects: ['e2e'],
      files: ['answers.e2e', 'delivery.e2e'],
      limit: 6,
      env: { CHAOS_KILL_EVERY: '2000' },
    }),
  ],
  started,
);
