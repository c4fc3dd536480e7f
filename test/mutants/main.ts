// `npm run test:mutants`: would the tests notice? Changes the code in small ways, in a copy, and counts. README.md says how.
import { parseArgs } from 'node:util';
import { createEquivalents, readEquivalents } from './equivalents.ts';
import { listMutants } from './mutant-list.ts';
import { report, verdictLine } from './report.ts';
import { sample } from './sample.ts';
import { scoreOf } from './score.ts';
import { shippedSources } from './shipped-sources.ts';
import { createTestRunner } from './test-runner.ts';
import { createTreeCopy } from './tree-copy.ts';
import { createTrial, type Verdict } from './trial.ts';

/** Percent. The issue that asked for this command set it. */
const goal = 93;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '60' },
    /** Only files whose path contains it; again for more. */
    only: { type: 'string', multiple: true, default: [''] },
    /** Only test files whose path contains it: for while one writes tests. What survives may be killed by others. */
    tests: { type: 'string', default: '' },
    /** Shows the sample, and runs nothing. */
    list: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const count = Number(values.count);
if (!Number.isInteger(seed) || !Number.isInteger(count) || count < 1) {
  console.error('--seed and --count are whole numbers, and there is at least one mutant.');
  process.exit(2);
}

const sources = shippedSources();
const all = sources.flatMap(({ file, text }) => listMutants(file, text));
const asked = all.filter(({ file }) => values.only.some((part) => file.includes(part)));
if (asked.length === 0) {
  console.error(`No shipped code has ${values.only.join(' or ')} in its path.`);
  process.exit(2);
}
const drawn = sample(asked, count, seed);
const equivalents = createEquivalents(readEquivalents());
const isKnown = drawn.map((mutant) => equivalents.has(mutant));

for (const { file, before } of equivalents.stale(all)) {
  console.log(`equivalents.json names what is no longer there: ${file}: ${before}`);
}
console.log(`${drawn.length} of ${asked.length} mutants, seed ${seed}`);
if (values.list) {
  for (const { file, line, operator, before, after } of drawn) {
    console.log(`${file}:${line} ${operator}\n    - ${before}\n    + ${after}`);
  }
  process.exit(0);
}

const tree = createTreeCopy(process.cwd());
const runner = createTestRunner(tree.folder);
process.on('exit', () => {
  runner.close();
  tree.remove();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

const trial = createTrial({ tree, runner, sources, tests: values.tests });
const files = [...new Set(drawn.filter((_, index) => isKnown[index] !== true).map(({ file }) => file))];
try {
  const { tests, seconds } = await trial.prepare(files);
  console.log(`${tests} test files see them, and pass as the code is (${seconds.toFixed(0)} s)\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}

const verdicts: Verdict[] = [];
for (const [index, mutant] of drawn.entries()) {
  const started = performance.now();
  const verdict: Verdict =
    isKnown[index] === true ? { mutant, outcome: 'equivalent', by: '' } : await trial.judge(mutant);
  verdicts.push(verdict);
  console.log(verdictLine(verdict, (performance.now() - started) / 1000));
}

console.log(`\n${report(verdicts)}, seed ${seed}`);
process.exit(scoreOf(verdicts).percent < goal ? 1 : 0);
