/** What vitest's JSON reporter writes, as far as it is read here. */
export interface SuiteReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: FileReport[];
}

interface FileReport {
  name: string;
  status: string;
  /** Why the file could not be loaded. */
  message: string;
  assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
}

/** Lines of one message: the difference and the place in the test; what follows is the runner's own stack. */
const lines = 25;

/**
 * Each failed test with its file and reason, and each file that could not be loaded: all that a reader of a long run needs.
 * @param output what vitest printed: its JSON has no word of a hook inside a `describe` that failed
 */
export function failuresIn({ testResults }: SuiteReport, output = ''): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed')
      return [`${name}\n${head(message === '' ? suitesIn(output) : message)}`];
    return failed.map(
      (test) => `${name} > ${test.fullName}\n${head(test.failureMessages?.join('\n') ?? '')}`,
    );
  });
}

/** From the heading on that stands above them. */
const suitesIn = (output: string): string => output.slice(Math.max(0, output.indexOf('Failed Suites')));

const head = (message: string): string => message.split('\n').slice(0, lines).join('\n');
