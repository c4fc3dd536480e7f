import { ask } from './asking.ts';
import type { Contender } from './contender.ts';
import { pick, type Row } from './row.ts';
import type { Fixture } from './setup.ts';
import { shapedAnswers, type ShapeName } from './shaped-answers.ts';
import { takeTurns } from './turns.ts';

/** The longest task over 50 ms while such an answer streams in, ms. */
async function longestTask({ voice }: Fixture, contender: Contender, shape: ShapeName): Promise<number> {
  const tab = await contender.open();
  const { page } = tab;
  await contender.startOver(tab);
  // Connects, and loads the code that draws.
  await ask(tab, voice, 'first');
  await contender.startOver(tab);
  await ask(tab, voice, `${shape}, please`);
  const longest = await page.evaluate(() => window.bench.longestTask());
  await page.close();
  return longest;
}

/** Answers that are all of one kind, and large. */
export async function measureShapes(fixture: Fixture): Promise<Row[]> {
  const rows: Row[] = [];
  for (const shape of Object.keys(shapedAnswers) as ShapeName[]) {
    const readings = await takeTurns(fixture.contenders, { rounds: 3, warmUps: 0 }, (contender) =>
      longestTask(fixture, contender, shape),
    );
    rows.push({
      name: `${shape}: longest task over 50 ms`,
      unit: 'ms',
      samples: pick(readings, (reading) => reading),
      goal: { kind: 'value', atMost: 100 },
      isBudget: true,
    });
  }
  return rows;
}
