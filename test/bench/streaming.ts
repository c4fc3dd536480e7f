import { answerText } from './answer-text.ts';
import { ask } from './asking.ts';
import type { Contender } from './contender.ts';
import { readMetrics } from './monotonic.ts';
import { pick, type Goal, type Row } from './row.ts';
import type { Fixture } from './setup.ts';
import { takeTurns, type Turns } from './turns.ts';

/** Of one streamed answer, on the page's main thread; ms, and MB for the heap. */
interface Reading {
  readonly busy: number;
  readonly script: number;
  readonly layout: number;
  readonly longestTask: number;
  readonly lag: number;
  readonly heap: number;
}

interface Stream {
  readonly characters: number;
  readonly turns: Turns;
  readonly goals: Readonly<Partial<Record<keyof Reading, Goal>>>;
  readonly isBudget: boolean;
}

async function stream({ voice }: Fixture, contender: Contender, characters: number): Promise<Reading> {
  const tab = await contender.open();
  const { page, devtools } = tab;
  await contender.startOver(tab);
  // Connects, and loads the code that draws.
  await ask(tab, voice, 'first');
  await contender.startOver(tab);

  const before = await readMetrics(devtools);
  const { lastSentAt, paintedAt } = await ask(tab, voice, `${characters} characters, please`);
  const after = await readMetrics(devtools);
  const spent = (...names: string[]): number =>
    names.reduce((sum, name) => sum + ((after[name] ?? Number.NaN) - (before[name] ?? Number.NaN)) * 1000, 0);
  const longestTask = await page.evaluate(() => window.bench.longestTask());

  if ((await contender.answerOf(tab)) !== answerText(characters))
    throw new Error(`${contender.name} did not show the answer that was sent`);
  await devtools.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize = Number.NaN } = await readMetrics(devtools);
  await page.close();
  return {
    busy: spent('TaskDuration'),
    script: spent('ScriptDuration'),
    layout: spent('LayoutDuration', 'RecalcStyleDuration'),
    longestTask,
    lag: paintedAt - lastSentAt,
    heap: JSHeapUsedSize / 1e6,
  };
}

const columns = {
  busy: { name: 'main thread busy', unit: 'ms' },
  script: { name: '… of which script', unit: 'ms' },
  layout: { name: '… of which style and layout', unit: 'ms' },
  longestTask: { name: 'longest task over 50 ms', unit: 'ms' },
  lag: { name: 'last token sent → painted', unit: 'ms' },
  heap: { name: 'JS heap after it', unit: 'MB' },
} as const;

async function measure(fixture: Fixture, { characters, turns, goals, isBudget }: Stream): Promise<Row[]> {
  const readings = await takeTurns(fixture.contenders, turns, (contender) =>
    stream(fixture, contender, characters),
  );
  return (Object.keys(columns) as (keyof Reading)[]).map((column) => ({
    name: `${characters.toLocaleString('en')} characters: ${columns[column].name}`,
    unit: columns[column].unit,
    samples: pick(readings, (reading) => reading[column]),
    goal: goals[column] ?? null,
    isBudget: isBudget && goals[column] !== undefined,
  }));
}

const always: Stream['goals'] = {
  // A machine that does other things as well makes tasks long by interrupting them; what is long by itself is always long.
  longestTask: { kind: 'value', atMost: 50 },
  lag: { kind: 'value', atMost: 60 },
};

export const measureShortAnswer = (fixture: Fixture): Promise<Row[]> =>
  measure(fixture, {
    characters: 20_000,
    turns: { rounds: 5, warmUps: 1 },
    goals: { ...always, busy: { kind: 'ratio', to: 'limit', atMost: 1.6 } },
    isBudget: true,
  });

export const measureLongAnswer = (fixture: Fixture): Promise<Row[]> =>
  measure(fixture, {
    characters: 100_000,
    turns: { rounds: 3, warmUps: 0 },
    goals: {
      ...always,
      busy: { kind: 'ratio', to: 'limit', atMost: 0.6 },
      heap: { kind: 'value', atMost: 25 },
    },
    isBudget: false,
  });
