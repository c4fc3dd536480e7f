// `npm run check`: every rule that needs no running code. All steps run; a failure fails the end.
import { pathToFileURL } from 'node:url';
import { report, runStep, type Step } from './step.ts';

/** What is told from the sources alone. */
const rules: readonly Step[] = [
  { name: 'lint', command: ['oxlint'] },
  { name: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'import rules', command: ['node', 'test/run/imports.ts'] },
  { name: 'style laws', command: ['node', 'test/run/style.ts'] },
  { name: 'silent catches', command: ['node', 'test/run/catches.ts'] },
  { name: 'citations', command: ['node', 'test/run/citations.ts'] },
  { name: 'form of functions', command: ['node', 'test/run/function-form.ts'] },
  { name: 'ways out', command: ['node', 'test/run/ways-out.ts'] },
  { name: 'exported names', command: ['node', 'test/run/exported-names.ts'] },
  { name: 'unused code', command: ['knip', '--no-progress', '--no-config-hints'] },
];

const sizes: readonly Step[] = [
  { name: 'build for the size budget', command: ['wxt', 'build'] },
  { name: 'size budget', command: ['node', 'test/run/size.ts'] },
];

export interface Tally {
  passed: number;
  failed: number;
}

async function passes(step: Step): Promise<boolean> {
  const outcome = await runStep(step);
  report(step.name, outcome);
  return outcome.ok;
}

function count(passed: readonly boolean[]): Tally {
  return { passed: passed.filter(Boolean).length, failed: passed.filter((ok) => !ok).length };
}

export async function check(): Promise<Tally> {
  const passed: boolean[] = [];
  for (const step of [...rules, ...sizes]) passed.push(await passes(step));
  return count(passed);
}

/** Without a build, and side by side. */
export async function checkRules(): Promise<Tally> {
  return count(await Promise.all(rules.map(passes)));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await check();
  console.log(
    failed === 0 ? `\nAll ${passed} checks passed.` : `\n${failed} of ${passed + failed} checks failed.`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}
