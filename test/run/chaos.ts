// `npm run test:chaos`: all cases of the unit tests, the adversary, a worker's death at every step, and the chaos suite in full, then the whole browser suite with the worker killed every 2 s.
import { report, runStep } from './step.ts';
import { runSuite, sumUp } from './suite.ts';

const started = performance.now();
const builds = {
  build: ['wxt', 'build'],
  'build for Firefox': ['wxt', 'build', '-b', 'firefox', '--mv3'],
};
for (const [name, command] of Object.entries(builds)) {
  const build = await runStep({ name, command });
  report(name, build);
  if (!build.ok) process.exit(1);
}
sumUp(
  [
    await runSuite({
      name: 'unit, whole',
      projects: ['unit*'],
      limit: 20,
    }),
    await runSuite({
      name: 'adversary',
      projects: ['flows'],
      files: [
        ...['flows/adversary', 'flows/worker-death', 'flows/broken-answers', 'flows/proxy'],
        ...[
          'flows/refreshing',
          'flows/sso-deaths',
          'flows/switching',
          'flows/activity',
          'flows/temporary-chats',
        ],
      ],
      limit: 60,
      env: { CHAOS: 'whole' },
    }),
    await runSuite({
      name: 'a thousand clients of the proxy, and its image',
      projects: ['unit'],
      files: ['proxy-server/many-clients', 'proxy-server/image'],
      limit: 5,
      env: { CHAOS: 'whole' },
    }),
    await runSuite({ name: 'chaos', projects: ['chaos'], limit: 90, env: { CHAOS: 'whole' } }),
    await runSuite({
      name: 'browser, a kill every 2 s',
      projects: ['e2e'],
      limit: 30,
      env: { CHAOS_KILL_EVERY: '2000', CHAOS: 'whole' },
    }),
  ],
  started,
);
