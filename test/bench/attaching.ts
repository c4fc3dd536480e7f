import { longPage } from '../page-context/corpus/long-page.ts';
import { createReaderWorld } from '../e2e/reader-world.ts';
import { readMetrics } from './monotonic.ts';
import type { Row } from './row.ts';

const megabytes = 5;
const rounds = 9;

/**
 * What attaching a page costs the page: what its main thread computes, while the reader as it is built takes what is to be
 * attached; beside it, in turns, a bare `innerText`, which has all of the text in no shape, and what is hidden by colour, too.
 */
export async function measureAttaching(): Promise<Row[]> {
  const html = longPage(megabytes);
  const world = await createReaderWorld(async () => ({ body: html }));
  try {
    const { page } = world;
    await page.goto(`${world.origin}/long.html`);
    const devtools = await page.createCDPSession();
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async (work: () => Promise<unknown>): Promise<number> => {
      const { TaskDuration: before = Number.NaN } = await readMetrics(devtools);
      await work();
      const { TaskDuration: after = Number.NaN } = await readMetrics(devtools);
      return (after - before) * 1_000;
    };

    const bare: number[] = [];
    const ours: number[] = [];
    await world.read();
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await busy(() => page.evaluate(() => document.body.innerText.length)));
      ours.push(await busy(() => world.read()));
    }
    return [
      {
        name: `a page of ${megabytes} MB, attached: its main thread busy`,
        unit: 'ms',
        samples: { limit: bare, ours },
        goal: { kind: 'value', atMost: 300 },
        isBudget: true,
      },
    ];
  } finally {
    await world.close();
  }
}
