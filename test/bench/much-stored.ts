import { setTimeout } from 'node:timers/promises';
import type { Contender } from './contender.ts';
import type { Row } from './row.ts';
import type { InstalledCopy, Fixture } from './setup.ts';
import { installFilled } from './installed-filled.ts';
import type { Amount } from './stored-chats.ts';
import { endWorker } from './worker-end.ts';

/** What three copies of the extension, each with storage of its own, have in it. */
const amounts = {
  empty: null,
  one: { conversations: 1, messages: 50 },
  many: { conversations: 1_000, messages: 50 },
} as const satisfies Readonly<Record<string, Amount | null>>;
type Filling = keyof typeof amounts;
const fillings: readonly Filling[] = ['empty', 'one', 'many'];

const titles: Readonly<Record<Filling, string>> = {
  empty: 'nothing stored',
  one: '1 conversation × 50 messages',
  many: '1,000 conversations × 50',
};

/** ms from the start of the navigation. */
interface Reading {
  readonly usable: number;
  readonly filled: number;
}

/** ms after which the browser has closed a database that nobody uses: so the next panel has all of it to open. */
const closedAfter = 2_500;

/** ms, for hangs only. */
const patience = 10_000;

async function open({ contender }: InstalledCopy, filling: Filling): Promise<Reading> {
  const { page } = await contender.open();
  const reading = await page.evaluate(async () => ({
    usable: await window.bench.usable,
    filled: await window.bench.filled,
  }));
  // What fills the view is drawn first; the rest of them follows in idle moments, before the next panel opens.
  const messages = amounts[filling]?.messages ?? 0;
  const drawn = await page.waitForFunction(
    (count) => document.querySelectorAll('article').length === count,
    { timeout: patience },
    messages,
  );
  await drawn.dispose();
  await page.close();
  return reading;
}

/** ms until the bare extension can be typed in: it stores nothing, so there is nothing else to wait for. */
async function openBare(bare: Contender): Promise<number> {
  const { page } = await bare.open();
  const usable = await page.evaluate(() => window.bench.usable);
  await page.close();
  return usable;
}

/** They take turns, as contenders do, each as often first as the others: what the one before has set off still runs. */
async function takeReadings(
  copies: ReadonlyMap<Filling, InstalledCopy>,
  rounds: number,
  prepare: () => Promise<void>,
): Promise<Readonly<Record<Filling, Reading[]>>> {
  const readings: Record<Filling, Reading[]> = { empty: [], one: [], many: [] };
  // The first round fills caches.
  for (let round = 0; round <= rounds; round += 1) {
    await prepare();
    const order = [...copies];
    order.push(...order.splice(0, round % order.length));
    for (const [filling, copy] of order) {
      const reading = await open(copy, filling);
      if (round > 0) readings[filling].push(reading);
    }
  }
  return readings;
}

/** As `takeReadings`, of the bare extension, once in each round. */
function besides(bare: Contender): { readonly samples: number[]; readonly prepare: () => Promise<void> } {
  const samples: number[] = [];
  return {
    samples,
    prepare: async () => void samples.push(await openBare(bare)),
  };
}

const ends = { usable: 'usable composer', filled: 'conversation shown' } as const;

function rowsOf(worker: string, readings: Readonly<Record<Filling, readonly Reading[]>>): Row[] {
  return (['usable', 'filled'] as const).flatMap((end) =>
    fillings.map((filling): Row => {
      const samples = (of: Filling): number[] => readings[of].map((reading) => reading[end]);
      // A conversation of fifty messages is more to draw than none: what was stored beside it must cost nothing.
      const base = end === 'filled' ? 'one' : 'empty';
      return {
        name: `${worker}, ${titles[filling]}: panel open → ${ends[end]}`,
        unit: 'ms',
        samples: { ours: samples(filling) },
        goal: filling === 'many' ? { kind: 'share', to: titles[base], of: samples(base), atMost: 1.3 } : null,
        isBudget: filling === 'many',
      };
    }),
  );
}

export async function measureMuchStored(fixture: Fixture): Promise<Row[]> {
  const copies = new Map<Filling, InstalledCopy>();
  for (const filling of fillings) copies.set(filling, await installFilled(fixture, amounts[filling]));
  const { page: bystander, devtools } = await fixture.openBystander();
  const cold = await takeReadings(copies, 6, async () => {
    for (const { extensionId } of copies.values()) await endWorker(devtools, extensionId);
    await setTimeout(closedAfter);
  });
  const bare = besides(bareOf(fixture));
  const warm = await takeReadings(copies, 12, bare.prepare);
  await bystander.close();
  for (const copy of copies.values()) await copy.remove();
  const besideBare: Row = {
    name: `worker awake, ${titles.many}, beside the bare extension: panel open → ${ends.usable}`,
    unit: 'ms',
    // Its first round fills caches, too.
    samples: { 'limit-ext': bare.samples.slice(1), ours: warm.many.map(({ usable }) => usable) },
    goal: { kind: 'ratio', to: 'limit-ext', atMost: 1.8 },
    isBudget: true,
  };
  return [...rowsOf('worker awake', warm), besideBare, ...rowsOf('worker ended', cold)];
}

function bareOf({ contenders }: Fixture): Contender {
  const bare = contenders.find(({ name }) => name === 'limit-ext');
  if (bare === undefined) throw new Error('the bare extension is not installed');
  return bare;
}
