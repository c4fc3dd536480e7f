import type { Contender } from './contender.ts';
import { pick, type Row } from './row.ts';
import type { Scene } from './scene.ts';
import { takeTurns } from './turns.ts';

/** From the start of the navigation until the composer has been painted and takes focus and text; ms. */
async function open(contender: Contender): Promise<number> {
  const { page } = await contender.open();
  const usableAt = await page.evaluate(() => window.bench.usable);
  const taken = await page.$eval('textarea', (box) => {
    document.execCommand('insertText', false, 'x');
    const { value } = box;
    document.execCommand('selectAll');
    document.execCommand('delete');
    return value;
  });
  if (taken !== 'x') throw new Error(`${contender.name}: the composer was there, but typing had no effect`);
  await page.close();
  return usableAt;
}

export async function measureOpening({ contenders }: Scene): Promise<Row[]> {
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
