import { setTimeout } from 'node:timers/promises';
import type { Contender } from './contender.ts';
import { pick, type Row } from './row.ts';
import type { Fixture } from './setup.ts';
import { takeTurns } from './turns.ts';

/** ms, for hangs only. */
const patience = 10_000;

/** ms, longer than a draft waits to be stored (lib/view/draft.ts): the next panel would begin with what this one had typed. */
const storedAfter = 200;

/** From the start of the navigation until the composer has been painted and takes focus and text; ms. */
async function open(contender: Contender): Promise<number> {
  const { page } = await contender.open();
  const usableAt = await page.evaluate(() => window.bench.usable);
  // Only what a person would see counts: a key that falls into the moment when the script takes over is shown right after it.
  await page.evaluate(() => document.execCommand('insertText', false, 'x'));
  const taken = await page.waitForFunction(() => document.querySelector('textarea')?.value === 'x', {
    timeout: patience,
  });
  await taken.dispose();
  await page.evaluate(() => {
    document.execCommand('selectAll');
    document.execCommand('delete');
  });
  await page.waitForFunction(() => document.querySelector('textarea')?.value === '', { timeout: patience });
  await setTimeout(storedAfter);
  await page.close();
  return usableAt;
}

export async function measureOpening({ contenders }: Fixture): Promise<Row[]> {
  return [
    {
      name: 'panel open → usable composer',
      unit: 'ms',
      samples: pick(await takeTurns(contenders, { rounds: 15, warmUps: 3 }, open), (ms) => ms),
      goal: { kind: 'ratio', to: 'limit-ext', atMost: 1.8 },
      isBudget: true,
    },
  ];
}
