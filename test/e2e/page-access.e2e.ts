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
    expect(await panel.isThere('group', 'Page: One')).toBe(false);
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

describe('the chip of a page', () => {
  const host = (): string => new URL(world.site.origin).host;
  const note = (): Promise<string | null> =>
    panel.page.$eval('.composer .chip', (chip) => chip.querySelector('.chip-site span')?.textContent ?? null);
  const noteGone = (): Promise<unknown> => until('no line', note, (text) => text === null);
  const offered = (): Promise<string[]> =>
    panel.page.$$eval('.page-offer-attach span:first-of-type', (found) =>
      found.map((words) => words.textContent ?? ''),
    );

  async function attachGranted(path: string, title: string): Promise<Page> {
    const page = await openTab(world.site.put(path, article(title)));
    await world.pressToolbarButton(page);
    await panel.press('Attach this page');
    await panel.find('group', `Page: ${title}`);
    return page;
  }

  it('says where pages of its site go, the first time', async () => {
    await panel.startOver();
    await attachGranted('/first', 'First');
    await until('the line', note, (text) => text !== null);
    expect(await note()).toBe(
      `Pages of ${host()} go to ${new URL(world.platform.apiUrl).host} (tenant miptech-company) when you send.`,
    );
    expect(await violations(panel.page)).toEqual([]);
  });

  it('says it again where the page was not sent, and not once it was', async () => {
    await panel.startOver();
    await attachGranted('/first', 'First');
    await until('the line', note, (text) => text !== null);
    await panel.send('What does it say?');
    await panel.answered();
    await attachGranted('/second', 'Second');
    await panel.find('button', 'More about this page');
    await noteGone();
    const options = await world.openOptions();
    await options.page.bringToFront();
    await options.press(`Ask again about ${host()}`);
    await until(
      'the list gone',
      () => options.isThere('button', `Ask again about ${host()}`),
      (is) => !is,
    );
    await options.page.close();
    await panel.startOver();
    await attachGranted('/second', 'Second');
    await until('the line', note, (text) => text !== null);
    await panel.press('OK');
    await noteGone();
  });

  it('allows its site for good, by its menu', async () => {
    await allowBefore(pattern());
    expect(await granted(panel)).toEqual([]);
    await panel.press('More about this page');
    await panel.find('button', `Always allow on ${host()}`);
    expect(await violations(panel.page)).toEqual([]);
    await panel.press(`Always allow on ${host()}`);
    await until(
      'the site allowed',
      () => granted(panel),
      (list) => list.length === 1,
    );
    expect(await granted(panel)).toEqual([pattern()]);
    await panel.press('More about this page');
    await panel.find('button', 'Change in Settings');
    await panel.page.keyboard.press('Escape');
  });

  it('has the page in front offered from then on, where that is switched on, and attaches it by a press', async () => {
    await panel.press('More about this page');
    await panel.press('Offer pages as I change tabs');
    await panel.page.keyboard.press('Escape');
    const { requests } = world.site;
    await openTab(world.site.put('/third', article('Third')));
    await until('the offer', offered, (list) => list.length === 1);
    expect(await offered()).toEqual(['Attach “Third”']);
    // Offered, and not read: what is attached is still the other one.
    await panel.find('group', 'Page: Second');
    expect(await violations(panel.page)).toEqual([]);
    // A site that is not allowed keeps its name.
    await openTab(`${world.site.origin.replace('127.0.0.1', 'localhost')}/third`);
    await until('no offer', offered, (list) => list.length === 0);
    await openTab(world.site.put('/fourth', article('Fourth')));
    await until('the offer', offered, (list) => list.includes('Attach “Fourth”'));
    await panel.press(`Attach “Fourth” ${host()}`);
    await panel.find('group', 'Page: Fourth');
    await until('no offer', offered, (list) => list.length === 0);
    // Each was asked for by its own tab alone.
    expect(requests.filter((path) => path === '/fourth')).toHaveLength(1);
  });

  it('goes on with that after the panel’s page was reloaded, and ends it where access is taken away', async () => {
    await openTab(world.site.put('/fifth', article('Fifth')));
    await until('the offer', offered, (list) => list.includes('Attach “Fifth”'));
    await panel.page.reload();
    await until('the offer', offered, (list) => list.includes('Attach “Fifth”'));
    await takeAway(panel, pattern());
    await until('no offer', offered, (list) => list.length === 0);
  });
});
