import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { column, madePdf } from '../pdf/made-pdf.ts';
import { createOddSite, type OddSite } from './odd-site.ts';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { createBrowserPolicy, unpackedId, type PolicyFile } from './policy-file.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* Pages that a real browser keeps closed, each for another reason: the panel says which, and what helps. */
let world: World;
let site: OddSite;
let panel: PanelDriver;
let policy: PolicyFile | undefined;
let folder: string;
let opened: Page[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-pages-'));
  site = await createOddSite();
  world = await createWorld({
    async beforeLaunch(dir) {
      policy = await createBrowserPolicy(await unpackedId(dir), {
        runtime_blocked_hosts: ['*://localhost'],
        blocked_permissions: ['notifications'],
      });
    },
  });
  panel = await world.openPanel();
});
beforeEach(() => panel.startOver());
afterEach(async () => {
  await Promise.all(opened.map((page) => page.close()));
  opened = [];
  await world.tab.bringToFront();
});
afterAll(async () => {
  await policy?.remove();
  await world?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

/** In front, as far as it comes: some of these never do. */
async function open(url: string): Promise<Page> {
  const page = await world.extension.browser.newPage();
  opened.push(page);
  await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 2_000 }).catch(() => undefined);
  await page.bringToFront();
  return page;
}

async function openGranted(url: string): Promise<Page> {
  const page = await open(url);
  await world.pressToolbarButton(page);
  return page;
}

async function local(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return pathToFileURL(file).href;
}

async function told(name: string): Promise<string> {
  const words = await panel.alert();
  expect(await photograph(panel.page, `unreadable-${name}`)).toBeGreaterThan(blank);
  await panel.press((await panel.isThere('button', 'Dismiss')) ? 'Dismiss' : 'Got it');
  await panel.noAlert();
  return words;
}

describe('a page that no press of a button opens', () => {
  it('may be one of the browser’s own', async () => {
    await open('chrome://version');
    await panel.press('Attach this page');
    expect(await told('browser-page')).toMatch(/one of the browser’s own[^]*Copy the text/);
  });

  it('may be kept closed by whoever manages the browser', async () => {
    const address = site.at('/', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Inside</title><p>Words.</p>');
    });
    await until('the policy in force', async () => {
      await openGranted(address.replace('127.0.0.1', 'localhost'));
      await panel.press('Attach this page');
      return (await told('managed')).includes('Your browser is set to keep extensions out');
    });
  });

  it('is told as such once the button was pressed on it, which would be no advice any more', async () => {
    const page = await open('data:text/html,<p>Words.</p>');
    await panel.press('Attach this page');
    expect(await panel.alert()).toMatch(/No access[^]*Click the MIPTech button/);
    await world.pressToolbarButton(page);
    await panel.alert(/The browser lets no extension read/);
    expect(await told('closed')).toMatch(/source code[^]*Copy the text/);
  });
});

describe('a page that is not there', () => {
  it('did not load', async () => {
    const gone = await createOddSite();
    await gone.close();
    const page = await open(gone.origin);
    await until('the browser’s notice', () => page.url().startsWith('chrome-error:'));
    await world.pressToolbarButton(page);
    await panel.press('Attach this page');
    expect(await told('error-page')).toMatch(/did not load[^]*Reload the page/);
  });

  it('is waited for while it loads, and told after that', async () => {
    const address = site.at('/never', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<!doctype html><title>Never</title>');
    });
    await openGranted(address);
    await panel.press('Attach this page');
    expect(await told('loading')).toMatch(/still loading/);
  });

  it('is attached when it comes while it is waited for', async () => {
    let finish: () => void = () => undefined;
    const address = site.at('/late', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<!doctype html><title>Late</title><p>');
      finish = () => void response.end(`${'Words at last. '.repeat(20)}</p>`);
    });
    await openGranted(address);
    await panel.press('Attach this page');
    finish();
    const chip = await panel.find('group', 'Page: Late');
    expect(await chip.evaluate((group) => group.textContent)).toContain('100 % of the page');
  });
});

describe('a file on this computer', () => {
  it('is read where the browser lets it, and goes without its folders', async () => {
    const address = await local('notes.html', `<title>Notes</title><p>${'Words of mine. '.repeat(20)}</p>`);
    await openGranted(address);
    await panel.press('Attach this page');
    await panel.find('group', 'Page: Notes');
    await panel.send('What do I note?');
    await panel.answered();
    const { userMessages, rest, frames } = world.platform.received;
    expect(userMessages.at(-1)?.text).toContain('url="file:///notes.html" title="Notes"');
    expect(userMessages.at(-1)?.text).toContain('Words of mine.');
    expect(JSON.stringify([rest, frames])).not.toContain(folder.split('/').at(-1));
  });

  it('that is a PDF is told as one', async () => {
    await openGranted(await local('paper.pdf', madePdf({ pages: [column(['Words.'])] })));
    await panel.press('Attach this page');
    expect(await told('pdf-local')).toMatch(/is a file on this computer[^]*may open no file by itself/);
  });

  it('is told how to be allowed where it isn’t', async () => {
    await forbidFiles();
    panel = await world.openPanel();
    const page = await open(await local('closed.html', '<p>Words.</p>'));
    await panel.press('Attach this page');
    expect(await panel.alert()).toMatch(/No access[^]*Click the MIPTech button/);
    await world.pressToolbarButton(page);
    await panel.alert(/keeps this page closed/);
    expect(await told('maybe-file')).toMatch(/Allow access to file URLs/);
  });
});

/** By the switch on the extension's page, after which the browser starts it anew. */
async function forbidFiles(): Promise<void> {
  interface Private {
    updateProfileConfiguration(update: object): Promise<void>;
    updateExtensionConfiguration(update: object): Promise<void>;
    getExtensionInfo(id: string): Promise<{ state: string }>;
  }
  const page = await world.extension.browser.newPage();
  await page.goto('chrome://extensions');
  const inPage = (change: boolean): Promise<string> =>
    page.evaluate(
      async (extensionId, isChanged) => {
        const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: Private } })
          .chrome;
        if (isChanged) {
          await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
          await developerPrivate.updateExtensionConfiguration({ extensionId, fileAccess: false });
        }
        return (await developerPrivate.getExtensionInfo(extensionId)).state;
      },
      world.extension.extensionId,
      change,
    );
  await inPage(true);
  await until('the panel gone', () => panel.page.isClosed());
  await until('the extension back', async () => (await inPage(false)) === 'ENABLED');
  await page.close();
  // A press that comes before its worker listens is lost.
  const options = await world.openOptions();
  await options.page.close();
}

it('a permission that the browser’s administration blocks is said to be, and the setting stays off', async () => {
  const options = await world.openOptions();
  const box = await options.find('combobox', 'Tell me when an answer is there');
  await options.page.waitForSelector('select[name="notify"]:enabled');
  await box.evaluate((select) => select.scrollIntoView());
  await box.focus();
  // A press of a key, as the browser asks for.
  await options.page.keyboard.press('ArrowDown');
  await options.page.waitForSelector('::-p-text(Whoever administers this browser blocks notifications)');
  expect(await box.evaluate((select) => (select as HTMLSelectElement).value)).toBe('off');
  expect(await options.isThere('button', 'Allow notifications')).toBe(false);
  await options.page.close();
});
