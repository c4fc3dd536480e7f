// `npm test`: the checks, both builds and every suite. All of it runs, whatever fails; the last line is the sum.
import { availableParallelism } from 'node:os';
import { check, type Tally } from './check.ts';
import { report, runStep, type Step } from './step.ts';
import { runSuite, sumUp, type Suite } from './suite.ts';

/** The first build is the one that the checks measured. */
async function buildFirefox(): Promise<Tally> {
  const step: Step = { name: 'build for Firefox', command: ['wxt', 'build', '-b', 'firefox', '--mv3'] };
  const outcome = await runStep(step);
  report(step.name, outcome);
  return outcome.ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Of suites without a browser. Within one suite two browsers at once would take its tests' patience from each other. */
const workers = availableParallelism();

/** Of the browser suite: each part is one file after the other. */
const browserParts = ['1/6', '2/6', '3/6', '4/6', '5/6', '6/6'].map((shard): Suite => ({
  name: `browser ${shard}`,
  projects: ['e2e'],
  shard,
  limit: 10,
}));

const killed: Suite = {
  name: 'browser, a kill every 2 s (short)',
  projects: ['e2e'],
  files: ['delivery.e2e'],
  limit: 6,
  env: { CHAOS_KILL_EVERY: '2000' },
};

/** Takes one suite after the other, until none is left for any lane. */
async function lane(waiting: Suite[]): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift())
    tallies.push(await runSuite(suite));
  return tallies;
}

/**
 * Browsers wait most of the time, for a stream to go on or a worker to come back, and flows leave a core idle at their end: side
 * by side they take as long as the longest. The whole browser suite with a kill every 2 s, and all of chaos: `npm run test:chaos`.
 */
async function flowsBrowserAndChaos(): Promise<Tally[]> {
  const chaos = runSuite({ name: 'chaos (short)', projects: ['chaos'], limit: 14 });
  const flow = await runSuite({ name: 'flow', projects: ['flows'], limit: 8, workers: 2 * workers });
  const waiting = [...browserParts];
  const lanes = await Promise.all([lane(waiting), lane(waiting), lane(waiting)]);
  // By itself: on a busy machine little would be done between two kills.
  return [flow, ...lanes.flat(), await chaos, await runSuite(killed)];
}

const started = performance.now();
sumUp(
  [
    await check(),
    await buildFirefox(),
    await runSuite({
      name: 'unit',
      projects: ['unit*'],
      limit: 6,
      workers,
      env: { TESTS: 'short' },
    }),
    ...(await flowsBrowserAndChaos()),
  ],
  started,
);
