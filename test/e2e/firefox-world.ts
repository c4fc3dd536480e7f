import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { BrowserScope } from '../chaos/life-firefox.ts';
import { patience, until } from './until.ts';

/** The Firefox on the PATH. Nothing installs one for a test; where there is none, the tests count as skipped and say why. */
export const firefox = ['firefox-esr', 'firefox', 'firefox.exe']
  .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((file) => existsSync(file));

if (firefox === undefined) {
  process.stderr.write(
    'No Firefox on the PATH: the smoke test of the Firefox build is skipped. On Debian: apt-get install firefox-esr\n',
  );
}

export const addOn = 'sidepanel@miptechnologies.tech';
/** Firefox gives every installation its own; a fixed one is how its pages can be found. */
export const uuid = '6d1f8a52-3b0e-4a6e-9c1b-0d7f5e2a4c31';
export const address = (page: string): string => `moz-extension://${uuid}/${page}`;

/** With the built extension, as a temporary add-on. @param prefs settings of Firefox beyond those that driving it needs */
export function launchFirefox(prefs: Readonly<Record<string, unknown>> = {}): Promise<Browser> {
  return puppeteer
    .launch({
      browser: 'firefox',
      headless: true,
      ...(firefox === undefined ? {} : { executablePath: firefox }),
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [addOn]: uuid }),
        // To read back what was copied, without the question that a person is asked.
        'dom.events.testing.asyncClipboard': true,
        ...prefs,
      },
    })
    .then(async (browser) => {
      await browser.installExtension(resolve('.output/firefox-mv3'));
      return browser;
    });
}

export async function openIn(browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  // Firefox never reports such a navigation as finished; the page is there all the same.
  void page.goto(address(path)).catch(() => undefined);
  return standing(page, path);
}

export async function standing(page: Page, path: string): Promise<Page> {
  // While the page replaces the blank one, looking fails.
  await until(`a page at ${path}`, () => page.$('#root textarea, #root input').catch(() => null));
  return page;
}

/** In front, with the access that the click on the extension's button gives. */
export async function offerPage(browser: Browser, scope: BrowserScope, url: string): Promise<void> {
  // Firefox never reports that its viewer has loaded.
  void (await browser.newPage()).goto(url).catch(() => undefined);
  await offered(scope, url);
}

/** The same of a tab that is open. */
export async function offered(scope: BrowserScope, url: string): Promise<void> {
  await until(`${url} offered`, () =>
    scope.offerTab(url).then(
      () => true,
      () => false,
    ),
  );
}
