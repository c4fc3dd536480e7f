import { setTimeout } from 'node:timers/promises';
import { enter, type } from './asking.ts';
import type { Contender } from './contender.ts';
import { pick, type Row } from './row.ts';
import type { Fixture } from './setup.ts';
import { takeTurns } from './turns.ts';

/** Of the answer that comes meanwhile. */
const characters = 100_000;
/** ms between two keys: ten in a second, as fast as people type. */
const betweenKeys = 100;
const keys = 60;

/** ms from a key to the frame that shows its letter, of which 19 of 20 are no longer. */
async function latency({ voice }: Fixture, contender: Contender): Promise<number> {
  const tab = await contender.open();
  const { page } = tab;
  await contender.startOver(tab);
  await type(tab, `${characters} characters, please`);
  const answered = enter(tab, voice);
  await setTimeout(1_000);
  await page.focus('textarea');
  await page.evaluate(() => window.bench.typed());
  for (let n = 0; n < keys; n += 1) {
    await page.keyboard.press('a');
    await setTimeout(betweenKeys);
  }
  const times = await page.evaluate(() => window.bench.typed());
  await answered;
  await page.close();
  if (times.length !== keys) throw new Error(`${contender.name} showed ${times.length} of ${keys} letters`);
  return times.toSorted((one, other) => one - other)[Math.floor(keys * 0.95)] ?? Number.NaN;
}

export async function measureTyping(fixture: Fixture): Promise<Row[]> {
  const readings = await takeTurns(fixture.contenders, { rounds: 3, warmUps: 0 }, (contender) =>
    latency(fixture, contender),
  );
  return [
    {
      name: `${characters.toLocaleString('en')} characters: key → its letter painted meanwhile, 95 of 100`,
      unit: 'ms',
      samples: pick(readings, (reading) => reading),
      // Two frames.
      goal: { kind: 'value', atMost: 34 },
      isBudget: false,
    },
  ];
}
