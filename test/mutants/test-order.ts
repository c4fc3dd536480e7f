import { basename, dirname } from 'node:path/posix';

/** What is known of the test files, to ask those first that are likely to notice, and quick. */
export interface Experience {
  /** ms that the test file takes; 0 where it is not known. */
  duration(test: string): number;
  /** How many mutants of the file it has killed. */
  kills(test: string, file: string): number;
}

/** `test/session/budget.test.ts` stands beside `lib/session/budget.ts`. */
function nearness(test: string, file: string): number {
  const room = dirname(file)
    .replace(/^lib\//, '')
    .replace(/^components(\/.*)?$/, 'components');
  if (dirname(test) !== `test/${room}`) return 0;
  return basename(test).startsWith(basename(file).replace(/\.tsx?$/, '')) ? 2 : 1;
}

/** Test files in the order in which a mutant of `file` should meet them. */
export function inOrder(tests: readonly string[], file: string, known: Experience): readonly string[] {
  return tests.toSorted(
    (a, b) =>
      known.kills(b, file) - known.kills(a, file) ||
      nearness(b, file) - nearness(a, file) ||
      known.duration(a) - known.duration(b) ||
      a.localeCompare(b),
  );
}
