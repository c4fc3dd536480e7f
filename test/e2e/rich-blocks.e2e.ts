import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { photograph } from './photograph.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
beforeEach(async () => {
  await panel.startOver();
});
afterAll(() => world.close());

const code = [
  '/** A greeting. */',
  'export function greet(name: string, times = 3): string {',
  '  // Twice is enough for most, and a line that is far too long for a narrow panel to show at once.',
  '  return `Hello, ${name}! `.repeat(times);',
  '}',
].join('\n');

it('code is coloured, without an element more than its words; a table is taken along', async () => {
  world.platform.answerWith(
    `Here:\n\n\`\`\`ts\n${code}\n\`\`\`\n\n| Name | Sum |\n| --- | ---: |\n| a | 1 |\n\nDone.`,
    { chunkSize: 40, tokensPerSecond: Infinity },
  );
  await panel.send('code, please');
  await panel.answered();
  await until('colours', () =>
    panel.page.evaluate(() =>
      ['keyword', 'string', 'comment'].every((kind) => CSS.highlights.has(`code-${kind}`)),
    ),
  );
  const shown = await panel.page.evaluate(() => ({
    keywords: [...(CSS.highlights.get('code-keyword') ?? [])].map(
      ({ startContainer, startOffset, endOffset }) =>
        (startContainer.textContent ?? '').slice(startOffset, endOffset),
    ),
    elements: document.querySelectorAll('.code-block code *').length,
    isWider: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  }));
  expect(shown.keywords).toEqual(expect.arrayContaining(['export', 'function', 'return']));
  expect(shown).toMatchObject({ elements: 1, isWider: false });
  expect(await photograph(panel.page, 'rich-blocks', { widths: [280, 360, 700] })).toBeGreaterThan(8_000);
});

it('3,000 lines of code are coloured where they are in view, and no task is felt', async () => {
  world.platform.answerWith(`\`\`\`js\n${'const a = "b"; // c\n'.repeat(3_000)}\`\`\`\n\nDone.`, {
    chunkSize: 4_000,
    tokensPerSecond: Infinity,
  });
  await panel.send('much code, please');
  await panel.answered();
  await until('colours', () =>
    panel.page.evaluate(() => (CSS.highlights.get('code-comment')?.size ?? 0) > 20),
  );
  const longest = await panel.page.evaluate(async () => {
    const tasks: number[] = [];
    new PerformanceObserver((list) =>
      list.getEntries().forEach(({ duration }) => tasks.push(duration)),
    ).observe({
      type: 'longtask',
    });
    const transcript = document.querySelector('.code-block')?.closest('[class*="transcript"]');
    for (let step = 0; step < 20; step += 1) {
      transcript?.scrollBy(0, -2_000);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    return Math.max(0, ...tasks);
  });
  const ranges = await panel.page.evaluate(() =>
    [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0),
  );
  expect(longest).toBeLessThan(50);
  // 12,000 tokens are in it.
  expect(ranges).toBeLessThan(2_000);
});
