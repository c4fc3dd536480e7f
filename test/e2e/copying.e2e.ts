import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { showcase } from './showcase.ts';
import { storeEarlierIn } from './stored-chats.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  world.platform.answerWith(showcase.answer, { sources: showcase.sources, tokensPerSecond: Infinity });
  await panel.send('Is 3 < 4?\nAnd **this**?');
  await panel.answered();
});
afterAll(() => world.close());

it('a question is copied as text and as HTML together', async () => {
  expect(await panel.copied('You')).toBe('Is 3 < 4?\nAnd **this**?');
  const html = await panel.page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType('text/html'))?.text() ?? '';
  });
  expect(html).toContain('<p>Is 3 &lt; 4?<br>And **this**?</p>');
});

it('days and times are told, and no rule of accessibility is hurt by them', async () => {
  await panel.find('separator', 'Today');
  const dated = await panel.page.$$eval('article', (articles) =>
    articles.map((article) => article.querySelector('time')?.dateTime.endsWith('Z') ?? false),
  );
  expect(dated).toEqual([true, true]);
  expect(await violations(panel.page)).toEqual([]);
  expect(await photograph(panel.page, 'panel-days', { widths: [280, 360, 700] })).toBeGreaterThan(blank);
});

it('goes to the printer with its earlier messages, from Chats', async () => {
  await storeEarlierIn(panel.page, 70);
  await panel.page.reload();
  await panel.sees('the newest', (messages) => messages.length > 0 && messages.length < 72);
  await panel.page.evaluate(() => {
    window.print = () => {
      document.body.dataset['printed'] = String(document.querySelectorAll('article').length);
    };
  });
  await panel.press('Chats');
  await panel.press('Print this chat');
  const printed = await until('the print', () => panel.page.evaluate(() => document.body.dataset['printed']));
  expect(printed).toBe('72');
  expect(await panel.page.$('dialog')).toBeNull();
});

it('is printed whole, in light colours, without what can be pressed', async () => {
  const { page } = panel;
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await page.emulateMediaType('print');
  const shown = await until('the print', () =>
    page.evaluate(() => {
      const isShown = (element: Element): boolean => element.getClientRects().length > 0;
      const view = document.querySelector('.transcript');
      return {
        // The number of a source is part of what is said.
        pressed: [...document.querySelectorAll('button:not(.citation *), textarea')].filter(isShown).length,
        printsAll: document.querySelector('.print-only') === null,
        cited: [...document.querySelectorAll('.citation')].filter(isShown).length,
        articles: [...document.querySelectorAll('article')].filter(isShown).length,
        isWhole: view !== null && view.scrollHeight <= view.clientHeight + 1,
        ground: getComputedStyle(document.body).backgroundColor,
        wide: [...document.querySelectorAll('pre, .table-scroll')].filter(
          (element) => getComputedStyle(element).overflowX !== 'visible',
        ).length,
      };
    }),
  );
  expect(shown).toEqual({
    pressed: 0,
    printsAll: true,
    cited: 1,
    articles: 72,
    isWhole: true,
    ground: 'rgb(251, 250, 245)',
    wide: 0,
  });
  await page.screenshot({ path: 'test/e2e/screenshots/print.png', fullPage: true });
  await page.emulateMediaType('screen');
});
