import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { patienceOfTest } from './test/chaos/scale.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** webextension-polyfill throws where there is no extension; a unit test that reaches it has missed an injection. */
const alias = { 'webextension-polyfill': here('./test/run/no-extension.ts') };

/** ms. For hangs only: on a busy machine a property of 10,000 cases takes as long as it takes. */
const testTimeout = 60_000;

/**
 * A file that replaces a module, or counts on one that nobody has loaded yet. The page reader takes the DOM's own methods as it
 * is loaded, which are another's in the next file.
 */
const isolated = ['test/**/*.isolated.test.{ts,tsx}', 'test/page-context/**/*.test.ts'];

const elsewhere = [
  ...isolated,
  'test/flows/**',
  'test/e2e/**',
  'test/chaos/**',
  'test/bench/**',
  'node_modules/**',
];

export default defineConfig({
  test: {
    // All that a report of CI has of a failure is its message: it names what was found, and not "[ …(2) ]".
    chaiConfig: { truncateThreshold: 2_000 },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          environment: 'node',
          // Half of the time would go into modules that the file before has loaded.
          isolate: false,
          testTimeout,
          include: ['test/**/*.test.ts'],
          exclude: elsewhere,
        },
      },
      {
        // Components. A .test.ts that needs a document says `// @vitest-environment happy-dom` in its first line.
        resolve: { alias },
        test: {
          name: 'unit-dom',
          testTimeout,
          environment: 'happy-dom',
          include: ['test/**/*.test.tsx'],
          exclude: elsewhere,
          setupFiles: ['test/run/cleanup-dom.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'unit-isolated',
          testTimeout,
          environment: 'node',
          include: isolated,
          setupFiles: ['test/run/cleanup-dom.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'flows',
          environment: 'node',
          isolate: false,
          include: ['test/flows/**/*.test.ts'],
          testTimeout,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.ts'],
          // One browser at a time: two of them on two cores time out, and tell nothing.
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout,
          hookTimeout: testTimeout,
        },
      },
      {
        test: {
          name: 'chaos',
          environment: 'node',
          include: ['test/chaos/**/*.e2e.ts'],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: patienceOfTest,
          hookTimeout: testTimeout,
        },
      },
    ],
  },
});
