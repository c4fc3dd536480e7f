import { answerText } from './answer-text.ts';
import { ask } from './asking.ts';
import type { Contender } from './contender.ts';
import { readMetrics } from './monotonic.ts';
import { pick, type Row } from './row.ts';
import type { Fixture } from './setup.ts';
import { readSources, type SourceOf } from './sources.ts';
import { takeTurns } from './turns.ts';
import { profileWorker, type Spent } from './worker-profile.ts';

const characters = 100_000;

/** Of one streamed answer; ms. */
interface Reading {
  /** The page's main thread. */
  readonly busy: number;
  readonly worker: number;
  /** Of that, in storage's code or in idb's, and in whatever they called. */
  readonly storing: number;
}

const storage = /\/lib\/storage\/|\/node_modules\/idb\//;

function sum(spent: readonly Spent[]): number {
  return spent.reduce((total, { ms }) => total + ms, 0);
}

async function stream({ voice }: Fixture, contender: Contender, sourceOf: SourceOf): Promise<Reading> {
  const tab = await contender.open();
  const { page, devtools } = tab;
  await contender.startOver(tab);
  // Connects, and loads the code that draws.
  await ask(tab, voice, 'first');
  await contender.startOver(tab);

  let busy = Number.NaN;
  const spent = await profileWorker(tab, async () => {
    const { TaskDuration: before = Number.NaN } = await readMetrics(devtools);
    await ask(tab, voice, `${characters} characters, please`);
    const { TaskDuration: after = Number.NaN } = await readMetrics(devtools);
    busy = (after - before) * 1000;
  });
  if ((await contender.answerOf(tab)) !== answerText(characters))
    throw new Error(`${contender.name} did not show the answer that was sent`);
  await page.close();

  const isStoring = ({ stack }: Spent): boolean => stack.some((frame) => storage.test(sourceOf(frame) ?? ''));
  // Nothing is what a search in the wrong place finds, too.
  if (!spent.some(isStoring)) throw new Error('The profile knows of no storage.');
  const working = spent.filter((one) => one.stack[0]?.functionName !== '(idle)');
  return {
    busy,
    worker: sum(working),
    storing: sum(working.filter(isStoring)),
  };
}

export async function measurePersisting(fixture: Fixture): Promise<Row[]> {
  const sourceOf = await readSources(fixture.build);
  const us = fixture.contenders.filter(({ name }) => name === 'ours');
  const readings = await takeTurns(us, { rounds: 4, warmUps: 0 }, (contender) =>
    stream(fixture, contender, sourceOf),
  );
  const busy = pick(readings, (reading) => reading.busy);
  const during = `${characters.toLocaleString('en')} characters, worker profiled`;
  const shown = { unit: 'ms', goal: null, isBudget: false } as const;
  return [
    { ...shown, name: `${during}: main thread busy`, samples: busy },
    { ...shown, name: `${during}: worker busy`, samples: pick(readings, (reading) => reading.worker) },
    {
      name: `${during}: … of which persisting`,
      unit: 'ms',
      samples: pick(readings, (reading) => reading.storing),
      goal: { kind: 'share', to: 'main thread busy', of: busy.ours ?? [], atMost: 0.15 },
      isBudget: true,
    },
  ];
}
