import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowserScope, type BrowserScope } from '../chaos/life-firefox.ts';
import { column, madePdf } from '../pdf/made-pdf.ts';
import { createPlatform, type Platform } from '../platform/platform.ts';
import { panelViewport } from './extension.ts';
import { addOn, address, firefox, launchFirefox, offered, offerPage, openIn } from './firefox-world.ts';
import { createOddSite, servesPdf, type OddSite } from './odd-site.ts';
import { driveOptions } from './options-driver.ts';
import { blank } from './photograph.ts';
import { until } from './until.ts';

/*
 * PDFs in Firefox, whose viewer lets no script in: asked for at the tab's own address, where a person has allowed its site, or
 * told why not. What the browser asks a person itself is out of any test's reach: here it takes every press for a yes.
 */
const called = (Title: string): Uint8Array<ArrayBuffer> =>
  madePdf({
    info: { Title },
    pages: [column(['The harbour was dredged in spring.']), column(['Page two speaks of cranes.'])],
  });
const report = called('Harbour report');
const reportText = '[page 1]\n\nThe harbour was dredged in spring.\n\n[page 2]\n\nPage two speaks of cranes.';
const unkept = { 'cache-control': 'no-store' };

describe.skipIf(firefox === undefined)('a PDF in Firefox', () => {
  let platform: Platform;
  let browser: Browser;
  let scope: BrowserScope;
  let site: OddSite;
  let panel: Page;
  let folder: string;
  /** Paths that the site was asked for, each time. */
  const asked: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'local-pages-'));
    platform = await createPlatform({ tokensPerSecond: 1_000 });
    site = await createOddSite();
    browser = await launchFirefox({ 'extensions.webextOptionalPermissionPrompts': false });
    scope = await openBrowserScope(browser, addOn);
    const options = await openIn(browser, 'options.html');
    await driveOptions(options).save({ apiUrl: platform.apiUrl });
    await options.close();
    panel = await openIn(browser, 'sidepanel.html');
    await panel.setViewport(panelViewport);
    await panel.waitForSelector('.connection.is-good');
  });
  afterEach(async () => {
    asked.length = 0;
    const pages = await browser.pages();
    await Promise.all(pages.slice(1).flatMap((page) => (page === panel ? [] : [page.close()])));
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await platform?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** At that path from now on; the first answer is what the browser shows, the last one is given on and on. */
  function serve(path: string, ...answers: readonly RequestListener[]): string {
    let turn = 0;
    return site.at(path, (request, response) => {
      asked.push(path);
      answers[Math.min(turn, answers.length - 1)]?.(request, response);
      turn += 1;
    });
  }

  const press = (name: string): Promise<void> => scope.press(address('sidepanel.html'), name);
  const attach = (): Promise<void> => press('Attach this page');

  async function told(words: RegExp): Promise<string> {
    const said = await until(
      `an alert that says ${words}`,
      () => panel.$eval('[role="alert"]', (alert) => alert.textContent ?? '').catch(() => ''),
      (text) => words.test(text),
    );
    return said;
  }

  async function putAway(): Promise<void> {
    await press((await panel.$('[role="alert"] [aria-label="Dismiss"]')) === null ? 'Got it' : 'Dismiss');
    await until('no alert', async () => (await panel.$('[role="alert"]')) === null);
  }

  async function chip(title: string): Promise<string> {
    const found = await panel.waitForSelector(`[role="group"][aria-label="Page: ${title}"]`);
    return (await found?.evaluate((group) => group.textContent)) ?? '';
  }

  it('is not asked for before its site is allowed, and said to be readable then', async () => {
    const paper = serve('/report.pdf', servesPdf(report));
    await offerPage(browser, scope, paper);
    await attach();
    const said = await told(/in a page of its own/);
    expect(said).toMatch(/If it is a PDF, allow access to 127\.0\.0\.1:\d+:[^]*Allow access/);
    expect(said).not.toMatch(/toolbar/);
    expect(await photographed(panel, 'firefox-pdf-viewer-access')).toBeGreaterThan(blank);
    await putAway();
    expect(asked).toEqual(['/report.pdf']);
    expect(await allowed(panel)).toEqual([]);
  });

  it('is attached by the press that allows its site, as who is signed in there, and arrives as it was previewed', async () => {
    site.at('/sign-in', (_request, response) => {
      const cookies = ['session=known; HttpOnly; SameSite=Strict'];
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': cookies }).end('<p>Signed in.');
    });
    await (await browser.newPage()).goto(`${site.origin}/sign-in`);
    const paper = serve('/mine.pdf', (request, response) => {
      if (request.headers.cookie === 'session=known') servesPdf(report, unkept)(request, response);
      else response.writeHead(403).end();
    });
    await offerPage(browser, scope, paper);
    await attach();
    await told(/in a page of its own/);
    await press('Allow access');
    expect(await chip('Harbour report')).toContain('100 % of the page');
    expect(await panel.$('[role="alert"]')).toBeNull();
    expect(await photographed(panel, 'firefox-pdf-attached')).toBeGreaterThan(blank);
    // A match pattern of Firefox knows no port.
    expect(await allowed(panel)).toEqual(['http://127.0.0.1/*']);
    expect(asked).toEqual(['/mine.pdf', '/mine.pdf']);

    await panel.bringToFront();
    await press('Preview');
    const box = await panel.waitForSelector('textarea[aria-label="Text to send"]');
    const preview = await box?.evaluate((area) => area.value);
    expect(preview).toBe(reportText);
    await press('Done');
    await panel.type('textarea[aria-label="Message"]', 'What is it about?');
    await panel.keyboard.press('Enter');
    await panel.waitForSelector('article[aria-label="Assistant"][data-status="complete"]');
    const sent = platform.received.userMessages.at(-1)?.text ?? '';
    expect(sent).toContain(`url="${paper}" title="Harbour report"`);
    expect(sent).toContain(`>\n${reportText}\n</page_context`);
    expect(platform.received.violations).toEqual([]);
  });

  it('is what its site hands out at the press, and not what was read before', async () => {
    const answers = ['Kept', 'Kept', 'Renewed'].map((title) =>
      servesPdf(called(title), { 'cache-control': 'max-age=600' }),
    );
    const paper = serve('/kept.pdf', ...answers);
    await offerPage(browser, scope, paper);
    await attach();
    await chip('Kept');
    await attach();
    await chip('Renewed');
    expect(asked).toEqual(['/kept.pdf', '/kept.pdf', '/kept.pdf']);
  });

  it('may have 200 pages, as anywhere', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, line) => `Line ${line} has words enough to fill a line of it.`,
    );
    const pages = Array.from({ length: 200 }, () => column(lines));
    await offerPage(
      browser,
      scope,
      serve('/long.pdf', servesPdf(madePdf({ pages, info: { Title: 'Long' } }))),
    );
    await attach();
    expect(await chip('Long')).toMatch(/First [2-4] % only, 1[012],\d{3}/);
  });

  it('that leads elsewhere by now is followed nowhere', async () => {
    const elsewhere = await createOddSite();
    try {
      const visits: string[] = [];
      // The same computer by its other name is another site; it would let everybody read.
      const beyond = elsewhere
        .at('/beyond.pdf', (request, response) => {
          visits.push(request.url ?? '');
          servesPdf(report, { 'access-control-allow-origin': '*' })(request, response);
        })
        .replace('127.0.0.1', 'localhost');
      const moved: RequestListener = (_request, response) =>
        void response.writeHead(302, { location: beyond }).end();
      await offerPage(browser, scope, serve('/moved.pdf', servesPdf(report, unkept), moved));
      await attach();
      expect(await told(/No PDF came/)).toMatch(/Reload it[^]*Attach again/);
      expect(await photographed(panel, 'firefox-pdf-unfetched')).toBeGreaterThan(blank);
      expect(asked).toEqual(['/moved.pdf', '/moved.pdf']);
      expect(visits).toEqual([]);
      await putAway();
    } finally {
      await elsewhere.close();
    }
  });

  it('in whose place something else comes is not taken for one, whatever it calls itself', async () => {
    const asText: RequestListener = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end(report);
    await offerPage(browser, scope, serve('/page.pdf', servesPdf(report, unkept), asText));
    await attach();
    await told(/No PDF came/);
    await putAway();
    const asPdf = servesPdf(new TextEncoder().encode('<title>Sign in</title>'));
    await offerPage(browser, scope, serve('/named.pdf', servesPdf(report, unkept), asPdf));
    await attach();
    await told(/No PDF came/);
    expect(asked).toEqual(['/page.pdf', '/page.pdf', '/named.pdf', '/named.pdf']);
    await putAway();
  });

  it('in a container is not asked for as who one is outside of it', async () => {
    const paper = serve('/apart.pdf', servesPdf(report, unkept));
    await scope.openInContainer(paper);
    await offered(scope, paper);
    await attach();
    expect(await told(/keeps “.+” apart/)).toMatch(/container[^]*Copy the text/);
    expect(asked).toEqual(['/apart.pdf']);
    await putAway();
  });

  it('that is a file on this computer is told as one', async () => {
    const file = join(folder, 'paper.pdf');
    await writeFile(file, report);
    await offerPage(browser, scope, pathToFileURL(file).href);
    await attach();
    expect(await told(/is a file on this computer/)).toMatch(/may open no file[^]*Copy the text/);
    await putAway();
  });

  it('and a page that did not load is told as what can be either', async () => {
    const gone = await createOddSite();
    await gone.close();
    await offerPage(browser, scope, `${gone.origin}/gone.pdf`);
    await attach();
    expect(await told(/No PDF came/)).toMatch(/Reload it/);
    await putAway();
  });
});

/** For somebody who wants to look, as `photograph` does for Chromium. Resolves with the size of the picture, in bytes. */
async function photographed(page: Page, name: string): Promise<number> {
  const folder = join(import.meta.dirname, 'screenshots');
  await mkdir(folder, { recursive: true });
  // What is behind another tab is not painted to its end.
  await page.bringToFront();
  return (await page.screenshot({ path: join(folder, `${name}.png`) })).length;
}

/** Sites that the extension may reach at this moment. */
function allowed(page: Page): Promise<string[]> {
  return page.evaluate(
    async () =>
      (
        await (
          globalThis as unknown as {
            browser: { permissions: { getAll(): Promise<{ origins: string[] }> } };
          }
        ).browser.permissions.getAll()
      ).origins,
  );
}
