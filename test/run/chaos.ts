// `npm run test:chaos`: the chaos suite in full, then the whole browser suite with the worker killed every 2 s.
import { report, runStep } from './step.ts';
import { runSuite, sumUp } from './suite.ts';

const started = performance.now();
const build = await runStep({ name: 'build', command: ['wxt', 'build'] });
report('build', build);
if (!build.ok) process.exit(1);
sumUp(
  [
    await runSuite({ name: 'chaos', projects: ['chaos'], limit: 90, env: { CHAOS: 'whole' } }),
    await runSuite({
      name: 'browser, a kill every 2 s',
      projects: ['e2e'],
      limit: 30,
      env: { CHAOS_KILL_EVERY: '2000' },
    }),
  ],
  started,
);
