// `npm run pictures`: the README's pictures, of the production build in a real browser.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { ada, haveAccountsAt } from '../flows/people.ts';
import type { PanelDriver } from '../e2e/panel-driver.ts';
import { showcase } from '../e2e/showcase.ts';
import { storeTexts } from '../e2e/stored-texts.ts';
import { createWorld, type World } from '../e2e/world.ts';
import { ask, composeBeside } from './exchange.ts';
import { report, runStep } from './step.ts';

const folder = '.github/pictures';

const build = await runStep({ name: 'build', command: ['wxt', 'build'] });
report('build', build);
if (!build.ok) process.exit(1);

await mkdir(folder, { recursive: true });
await picturesOf({}, async (world, panel) => {
  await pictureChats(panel);
  await pictureAnswer(world, panel);
  await pictureExchange(world, panel);
  await picturePreview(panel);
  await pictureTest(world);
});
await picturesOf({ auth: 'required', tenants: ['miptech-company'] }, pictureSignIn);

async function picturesOf(
  options: Parameters<typeof createWorld>[0],
  take: (world: World, panel: PanelDriver) => Promise<void>,
): Promise<void> {
  const world = await createWorld(options);
  try {
    await take(world, await world.openPanel());
  } finally {
    await world.close();
  }
}

async function save(
  name: string,
  of: Page | ElementHandle,
  page: Page,
  scheme: 'light' | 'dark' = 'light',
): Promise<void> {
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  const path = join(folder, `${name}.png`);
  const picture = await of.screenshot({ path: `${folder}/${name}.png` });
  console.log(`${path}  ${Math.ceil(picture.byteLength / 1000)} kB`);
}

/** Chats of some days, one of which is looked for. */
async function pictureChats(panel: PanelDriver): Promise<void> {
  await panel.connection(/^Connected$/);
  await storeTexts(panel.page, [
    {
      title: 'When is the harbour safe to leave at spring tide?',
      texts: [
        'When is the harbour safe to leave at spring tide?',
        'An hour either side of high water. The bar at the harbour mouth breaks on the ebb.',
      ],
    },
    {
      title: 'Ferries in winter',
      texts: [
        'Which ferries run in winter?',
        'Two of three. The third stays in the outer harbour until March.',
      ],
    },
    {
      title: '明日の満潮は何時ですか',
      texts: ['明日の満潮は何時ですか', 'At 05:12 and 17:38, by the gauge in the old harbour.'],
    },
    {
      title: 'متى يكون المد العالي غدًا؟',
      texts: ['متى يكون المد العالي غدًا؟', 'Twice: at 06:02 and 18:21. The harbour office has the table.'],
    },
    { title: 'What a neap tide is', texts: ['What is a neap tide?', 'The smallest of the fortnight.'] },
  ]);
  await panel.press('Chats');
  await panel.fill('Search chats', 'harbour', 'searchbox');
  await panel.page.waitForSelector('.found-best mark');
  await save('chats', panel.page, panel.page);
  await panel.page.keyboard.press('Escape');
  await panel.page.keyboard.press('Escape');
}

/** A table, a formula and code, in colour, with one of its sources. */
async function pictureAnswer(world: World, panel: PanelDriver): Promise<void> {
  const shown = /^\| Place|^\$\$|^```|^The largest/;
  const answer = showcase.answer.split(/\n\n(?!console)/).filter((block) => shown.test(block));
  world.platform.answerWith(answer.join('\n\n'), {
    sources: showcase.sources.slice(0, 1),
    tokensPerSecond: Infinity,
  });
  await panel.startOver();
  await panel.send(showcase.question);
  await panel.answered();
  await panel.page.waitForFunction(() => CSS.highlights.has('code-keyword'));
  await panel.page.waitForSelector('math');
  await save('answer', panel.page, panel.page);
  world.calm();
}

/** The panel beside the article, with an answer about it. */
async function pictureExchange(world: World, panel: PanelDriver): Promise<void> {
  await panel.startOver();
  await ask(panel.page);
  await panel.answered();
  const before = panel.page.viewport();
  await panel.page.setViewport({ width: 360, height: 680 });
  await panel.page.$eval('[aria-label="Conversation"]', (view) => view.scrollTo(0, 0));
  await panel.find('button', 'Jump to latest');
  const both = await composeBeside(world.extension.browser, world.tab, panel.page, 480);
  await save('beside-a-page', both, both);
  await both.close();
  await panel.page.setViewport(before);
}

/** What will be sent of the page, byte for byte; in the dark scheme. */
async function picturePreview(panel: PanelDriver): Promise<void> {
  await panel.startOver();
  await panel.press('Attach this page');
  await panel.press('Preview');
  await panel.find('textbox', 'Text to send');
  await save('preview', panel.page, panel.page, 'dark');
  await panel.press('Done');
}

/** A test of the connection that has found what is wrong. */
async function pictureTest(world: World): Promise<void> {
  const options = await world.openOptions();
  await options.page.setViewport({ width: 640, height: 900 });
  await options.type({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
  await options.test();
  // Folded, as it is for most who read it.
  await options.page.locator('form details[open] > summary').click();
  await options.page.waitForSelector('form details:not([open])');
  const card = await options.page.waitForSelector('.card:has(.stages)');
  if (card === null) throw new Error('The settings show no test.');
  await save('connection-test', card, options.page);
}

/** The question that was typed stands behind the dialog. */
async function pictureSignIn(world: World, panel: PanelDriver): Promise<void> {
  await haveAccountsAt({ apiUrl: world.platform.apiUrl, tenantId: 'miptech-company' }, ada);
  await panel.alert(/Sign in needed/);
  await panel.send('When is high water tomorrow?');
  await panel.press('Sign in');
  await panel.find('dialog', 'Sign in');
  await panel.fill('Email', ada.email);
  await save('sign-in', panel.page, panel.page);
}
