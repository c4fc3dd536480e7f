import { it } from 'vitest';
import { createWorld } from './world.ts';
import { until } from './until.ts';
it('look', async () => {
  const world = await createWorld();
  const panel = await world.openPanel();
  const html = '<title>Boarding at the north pier, and everything else</title><article>' + '<p>The ferry leaves at ten past every hour, and the crew counts the passengers twice.</p>'.repeat(300) + '</article>';
  const page = await world.openTab(world.site.put('/boarding-3', html));
  await page.bringToFront();
  await world.pressToolbarButton(page);
  for (const width of [360, 280]) {
    await panel.page.setViewport({ width, height: 640 });
    await panel.press('Attach this page');
    await panel.find('button', 'Preview');
    await page.evaluate(() => history.pushState(null, '', '/arrivals'));
    await until('note', () => panel.page.$eval('.chip-note', (f) => f.textContent ?? ''), (t) => t !== '');
    await panel.page.screenshot({ path: `/tmp/look-chip-${width}.png` });
    await panel.press('Preview');
    await panel.page.screenshot({ path: `/tmp/look-preview-${width}.png` });
    await panel.fill('Text to send', 'Only this.');
    await panel.page.screenshot({ path: `/tmp/look-preview-edited-${width}.png` });
    await panel.press('Done');
    await panel.press('Attach this page');
    await panel.alert();
    await panel.page.screenshot({ path: `/tmp/look-edited-${width}.png` });
    await panel.press('Dismiss');
    await panel.send('When does it leave?');
    await panel.answered();
    await panel.page.screenshot({ path: `/tmp/look-receipt-${width}.png` });
    await page.evaluate(() => history.back());
  }
  await world.close();
});
