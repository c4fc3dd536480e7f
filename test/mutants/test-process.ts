// Runs tests again and again in one warm vitest; test-runner.ts starts it in a copy of the tree, and ends it where it hangs.
import { join, resolve } from 'node:path';
import { createVitest, type TestCase, type TestModule, type TestSpecification } from 'vitest/node';
import type { Answer, Question, TestRun } from './test-run.ts';

const root = process.cwd();

let failures: { test: string; words: string }[] = [];
let durations: Record<string, number> = {};

function failed(test: string, name: string, message = 'failed'): void {
  if (failures.some((failure) => failure.test === test)) return;
  failures.push({ test, words: `${name}: ${message}` });
}

function testEnded(test: TestCase): void {
  const { state, errors } = test.result();
  if (state === 'failed') failed(test.module.relativeModuleId, test.fullName, errors?.[0]?.message);
}

function moduleEnded(module: TestModule): void {
  const test = module.relativeModuleId;
  const state = module.state();
  // One that was called off has said nothing.
  if (state !== 'passed' && state !== 'failed') return;
  const { duration, collectDuration } = module.diagnostic();
  durations[test] = duration + collectDuration;
  if (state === 'failed') failed(test, 'the file', module.errors()[0]?.message);
}

/** vitest would begin with those that failed before. */
class AsAsked {
  sort(specifications: TestSpecification[]): TestSpecification[] {
    return specifications;
  }
  shard(specifications: TestSpecification[]): TestSpecification[] {
    return specifications;
  }
}

const vitest = await createVitest(
  {
    root,
    watch: false,
    project: ['unit*', 'flows', 'e2e'],
    reporters: [{ onTestCaseResult: testEnded, onTestModuleEnd: moduleEnded }],
    maxWorkers: 2,
    sequence: { sequencer: AsAsked },
  },
  // node_modules is the project's own.
  { cacheDir: join(root, '.cache/vite') },
);
await vitest.standalone();
const specifications = await vitest.globTestSpecifications();
const named = new Map(specifications.map((one) => [nameOf(one), one]));

function nameOf({ moduleId }: TestSpecification): string {
  return moduleId.slice(root.length + 1);
}

async function related(file: string): Promise<string[]> {
  vitest.config.related = [resolve(file)];
  const found = await vitest.getRelevantTestSpecifications();
  return found.filter(({ project }) => project.name !== 'e2e').map(nameOf);
}

async function run({ tests, changed, isHasty }: Extract<Question, { ask: 'run' }>): Promise<TestRun> {
  failures = [];
  durations = {};
  for (const file of changed) vitest.invalidateFile(resolve(file));
  for (const project of vitest.projects) project.config.bail = isHasty ? 1 : 0;
  vitest.config.bail = isHasty ? 1 : 0;
  const { unhandledErrors } = await vitest.runTestSpecifications(
    tests.flatMap((test) => named.get(test) ?? []),
  );
  // They have come from another process, and are no errors any more.
  for (const error of unhandledErrors as { message?: string; stack?: string }[])
    failed('outside of every test', error.message ?? 'error', error.stack);
  // A run that is ended by a failure may end before that failure is told.
  const missing = tests.find((test) => !(test in durations));
  if (failures.length === 0 && missing !== undefined) failed(missing, 'the run', 'ended by a failure');
  return { failures, durations };
}

const tell = (answer: Answer): void => {
  process.send?.(answer);
};

process.on('message', (question: Question) => {
  const answer =
    question.ask === 'related'
      ? related(question.file).then((tests) => tell({ ask: 'related', tests }))
      : run(question).then((outcome) => tell({ ask: 'run', ...outcome }));
  answer.catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
// The one who asks is gone: so are we, and the workers, which are of our group.
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
tell({ ask: 'ready' });
