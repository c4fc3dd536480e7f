import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { allowedBefore } from './host-permission.ts';
import type { OptionsDriver } from './options-driver.ts';
import type { PageDriver } from './page-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/*
 * Pages that may be read without a click on the toolbar button: of sites that a person has allowed, in the browser's own
 * keeping, and no others. What the browser asks itself is out of any test's reach: it asks nothing about what it was allowed before.
 */
let world: World;
let panel: PanelDriver;
let opened: Page[] = [];

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
afterEach(async () => {
  world.calm();
  await Promise.all(opened.map((page) => page.close()));
  opened = [];
  await world.tab.bringToFront();
});
afterAll(() => world.close());

interface Permissions {
  contains(asked: { origins: string[] }): Promise<boolean>;
  remove(asked: { origins: string[] }): Promise<boolean>;
  getAll(): Promise<{ origins: string[] }>;
}
interface ExtensionPage {
  readonly chrome: { readonly permissions: Permissions };
}

const pattern = (): string => `${world.site.origin}/*`;

/** Of the whole extension, at this moment. */
const granted = ({ page }: PageDriver): Promise<string[]> =>
  page.evaluate(
    async () => (await (globalThis as unknown as ExtensionPage).chrome.permissions.getAll()).origins,
  );

/** As by the browser's own settings: past our pages. */
const takeAway = ({ page }: PageDriver, host: string): Promise<boolean> =>
  page.evaluate(
    (origin) => (globalThis as unknown as ExtensionPage).chrome.permissions.remove({ origins: [origin] }),
    host,
  );

async function openTab(url: string): Promise<Page> {
  const page = await world.openTab(url);
  opened.push(page);
  await page.bringToFront();
  return page;
}

async function allowBefore(host: string): Promise<void> {
  const own = await world.openTab('about:blank');
  await allowedBefore(own, world.extension.extensionId, host);
  await own.close();
}

const article = (title: string): string =>
  `<!doctype html><title>${title}</title><article><h1>${title}</h1><p>${'Words of an article to read. '.repeat(20)}</p></article>`;

const sites = ({ page }: PageDriver): Promise<string[]> =>
  page.$$eval('ul[aria-label="Sites always allowed"] bdi', (found) =>
    found.map((site) => site.textContent ?? ''),
  );

describe('Page access in the settings', () => {
  let options: OptionsDriver;

  it('lists nothing at first, for nothing was asked for', async () => {
    options = await world.openOptions();
    await options.find('heading', 'Page access');
    expect(await granted(options)).toEqual([]);
    expect(await sites(options)).toEqual([]);
    expect(await violations(options.page)).toEqual([]);
  });

  it('asks for what is no site of the web neither the browser nor anybody', async () => {
    await options.page.bringToFront();
    await options.fill('Site', 'chrome://settings');
    await options.press('Always allow');
    await until(
      'the refusal',
      () => options.refusal('Site'),
      (text) => /not the address of a site/.test(text),
    );
    expect(await granted(options)).toEqual([]);
  });

  it('allows the one site that was typed, and no other', async () => {
    await allowBefore(pattern());
    expect(await granted(options)).toEqual([]);
    await options.fill('Site', `${world.site.origin}/some/page`);
    await options.press('Always allow');
    await until(
      'the site listed',
      () => sites(options),
      (list) => list.length === 1,
    );
    expect(await sites(options)).toEqual([world.site.origin]);
    expect(await granted(options)).toEqual([pattern()]);
    expect(await violations(options.page)).toEqual([]);
  });

  it('lets its pages be attached without a click on the toolbar button, across addresses; others not', async () => {
    await openTab(world.site.put('/one', article('One')));
    await panel.press('Attach this page');
    await panel.find('group', 'Page: One');
    await openTab(world.site.put('/two', article('Two')));
    await panel.press('Attach this page');
    await panel.find('group', 'Page: Two');
    await panel.noAlert();
    // The same server by its other name is another site.
    await openTab(`${world.site.origin.replace('127.0.0.1', 'localhost')}/one`);
    await panel.press('Attach this page');
    await panel.alert(/No access/);
    await panel.press('Dismiss');
  });

  it('notices what is taken away in the browser’s own settings, and so does the panel', async () => {
    await options.page.bringToFront();
    await takeAway(panel, pattern());
    await until(
      'the list empty',
      () => sites(options),
      (list) => list.length === 0,
    );
    await openTab(`${world.site.origin}/one`);
    await panel.press('Attach this page');
    await panel.alert(/No access/);
    await panel.press('Dismiss');
  });

  it('takes a site back by Remove', async () => {
    await options.page.bringToFront();
    await options.fill('Site', world.site.origin);
    await options.press('Always allow');
    await until(
      'the site listed',
      () => sites(options),
      (list) => list.length === 1,
    );
    await options.press(`Remove ${world.site.origin}`);
    await until(
      'the list empty',
      () => sites(options),
      (list) => list.length === 0,
    );
    expect(await granted(options)).toEqual([]);
    await options.page.close();
  });
});
