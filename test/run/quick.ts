// `npm run test:quick`, for while one works: the checks that need no build, and the unit tests with fewer cases (scale.ts).
import { availableParallelism } from 'node:os';
import { checkRules } from './check.ts';
import { runSuite, sumUp } from './suite.ts';

const started = performance.now();
sumUp(
  [
    await checkRules(),
    await runSuite({
      name: 'unit (short)',
      projects: ['unit*'],
      limit: 6,
      workers: availableParallelism(),
      env: { TESTS: 'quick' },
    }),
  ],
  started,
);
