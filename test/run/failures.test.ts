import { expect, test } from 'vitest';
import { failuresIn, type SuiteReport } from './failures.ts';

const reportOf = (...testResults: SuiteReport['testResults']): SuiteReport => ({
  numPassedTests: 1,
  numFailedTests: testResults.length,
  numPendingTests: 0,
  testResults,
});

const passed = { fullName: 'chats opens', status: 'passed' };

test('a failed test is told with its file and its reason, and what passed is not', () => {
  const failed = { fullName: 'chats pins', status: 'failed', failureMessages: ['expected 1 to be 2'] };
  const report = reportOf({
    name: 'a.test.ts',
    status: 'failed',
    message: '',
    assertionResults: [passed, failed],
  });
  expect(failuresIn(report)).toEqual(['a.test.ts > chats pins\nexpected 1 to be 2']);
});

test.each([
  ['b.test.ts', 'a file that cannot be loaded', 'no such module', []],
  ['c.test.ts', 'a hook that failed after every test passed', 'afterAll', [passed]],
])('%s: %s is told with why', (name, _, message, assertionResults) => {
  const report = reportOf({ name, status: 'failed', message, assertionResults });
  expect(failuresIn(report)).toEqual([`${name}\n${message}`]);
});

test('a hook inside of a describe that failed is told in the words of what was printed', () => {
  const file = { name: 'f.test.ts', status: 'failed', message: '', assertionResults: [passed] };
  const printed = 'ok\n--- Failed Suites 1 ---\n FAIL f.test.ts > inner\nError: no bus';
  expect(failuresIn(reportOf(file), printed)).toEqual([
    'f.test.ts\nFailed Suites 1 ---\n FAIL f.test.ts > inner\nError: no bus',
  ]);
});

test('a long message is cut, for the runner prints its own stack behind it', () => {
  const long = Array.from({ length: 400 }, (_, line) => `line ${line}`).join('\n');
  const failed = { fullName: 'x', status: 'failed', failureMessages: [long] };
  const [told = ''] = failuresIn(
    reportOf({ name: 'd', status: 'failed', message: '', assertionResults: [failed] }),
  );
  expect(told.split('\n')).toHaveLength(26);
});

test('a suite without failures has none to tell', () => {
  expect(
    failuresIn(reportOf({ name: 'e', status: 'passed', message: '', assertionResults: [passed] })),
  ).toEqual([]);
});
