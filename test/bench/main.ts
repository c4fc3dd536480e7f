// `npm run bench`: the shipped build against the least that a page, and an extension, can do. README.md says how.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { report, runStep } from '../run/step.ts';
import { measureAttaching } from './attaching.ts';
import { measureColdWorker } from './cold.ts';
import { measureLongChat } from './long-chat.ts';
import { measureMuchStored } from './much-stored.ts';
import { measureOpening } from './opening.ts';
import { measurePdfReading } from './pdf-reading.ts';
import { measurePersisting } from './persisting.ts';
import { writeResults } from './results-page.ts';
import { judge, type Row } from './row.ts';
import { measureShapes } from './shapes.ts';
import { createFixture, type Fixture } from './setup.ts';
import { measureSearching } from './searching.ts';
import { measureSending } from './sending.ts';
import { measureLongAnswer, measureShortAnswer } from './streaming.ts';
import { markdownTable, terminalTable } from './table.ts';
import { measureTyping } from './typing.ts';

const measures: Readonly<Record<string, (fixture: Fixture) => Promise<Row[]>>> = {
  open: measureOpening,
  send: measureSending,
  cold: measureColdWorker,
  stream: measureShortAnswer,
  long: measureLongAnswer,
  typing: measureTyping,
  shapes: measureShapes,
  chat: measureLongChat,
  persist: measurePersisting,
  many: measureMuchStored,
  search: measureSearching,
  pdf: measurePdfReading,
  attach: measureAttaching,
};

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    /** Measures the build that is there. */
    'no-build': { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: Object.keys(measures) },
  },
});

const unknown = values.only.find((name) => !(name in measures));
if (unknown !== undefined) {
  console.error(`--only ${unknown}: there are ${Object.keys(measures).join(', ')}.`);
  process.exit(2);
}
if (values.write && values.only.length < Object.keys(measures).length) {
  console.error('--write needs all measurements.');
  process.exit(2);
}

if (!values['no-build']) {
  const build = await runStep({ name: 'build', command: ['wxt', 'build'] });
  if (!build.ok) {
    report('build', build);
    process.exit(1);
  }
}

const rows: Row[] = [];
const fixture = await createFixture();
const machine = `${availableParallelism()} cores, headless ${fixture.browserVersion}, tokens at 2,000/s`;
try {
  for (const name of values.only) rows.push(...((await measures[name]?.(fixture)) ?? []));
} finally {
  await fixture.close();
}

const missed = rows.filter((row) => row.isBudget && judge(row)?.isMet === false);
if (values.json) {
  const judged = rows.map((row) => ({ ...row, verdict: judge(row) }));
  console.log(JSON.stringify({ machine, rows: judged }, null, 2));
} else {
  console.log(`${machine}. Medians (min–max) of alternating runs.\n\n${terminalTable(rows)}\n`);
  console.log(missed.length === 0 ? 'Every budget is met.' : `Budgets missed: ${missed.length}`);
}
if (values.write) await writeResults(`${machine}.\n\n${markdownTable(rows)}`);
process.exitCode = missed.length === 0 ? 0 : 1;
