import { setTimeout } from 'node:timers/promises';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowserScope } from '../chaos/life-firefox.ts';
import { ada, haveAccountsAt } from '../flows/people.ts';
import { createPlatform, type Platform } from '../platform/platform.ts';
import { serveDemoPage } from '../run/demo-page.ts';
import { openProxy } from '../proxy-server/proxy-fixture.ts';
import {
  addOn,
  address,
  firefox,
  launchFirefox,
  offerPage,
  openIn,
  standing,
  uuid,
} from './firefox-world.ts';
import { filesWith, uniqueWords } from './files-with.ts';
import { driveOptions } from './options-driver.ts';
import { mixedMarkdown } from './mixed-markdown.ts';
import { showcase } from './showcase.ts';
import { driveSignIn } from './sign-in-driver.ts';
import { patience, until } from './until.ts';

/*
 * The Firefox build in a real Firefox, as far as it can be driven: the panel's page in a tab, with the background it has
 * there.
 */
describe.skipIf(firefox === undefined)('in Firefox', () => {
  let platform: Platform;
  let browser: Browser;

  beforeAll(async () => {
    platform = await createPlatform({ tokensPerSecond: 1_000 });
    browser = await launchFirefox();
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.close();
  });

  const open = (path: string): Promise<Page> => openIn(browser, path);

  it('the options page saves, and the panel asks and streams an exact answer', async () => {
    const options = await open('options.html');
    const said = await driveOptions(options).save({ apiUrl: platform.apiUrl });
    expect(said).toMatch(/^Saved/);

    const answer = mixedMarkdown(1_500);
    platform.answerWith(answer, { chunkSize: 10 });
    const panel = await open('sidepanel.html');
    await panel.waitForSelector('.connection.is-good');
    await panel.type('textarea[aria-label="Message"]', 'Hello from Firefox');
    await panel.keyboard.press('Enter');
    await panel.waitForSelector('article[aria-label="Assistant"][data-status="complete"]');
    expect(platform.received.userMessages.map(({ text }) => text)).toEqual(['Hello from Firefox']);
    expect(platform.received.violations).toEqual([]);
    const shown = await panel.$eval('article[aria-label="Assistant"]', (article) => article.innerText);
    expect(shown).toContain('Tides, measured');
    expect(shown).toContain('Saint-Malo');

    // What is stored is what is shown: opened again, without the platform, it is there.
    await platform.stop();
    const again = await open('sidepanel.html');
    const text = await until('the stored answer', () =>
      again.$$eval('article', (articles) => articles.map((article) => article.textContent).join('\n')),
    );
    expect(text).toContain('Hello from Firefox');
    expect(text).toContain('Saint-Malo');
  });

  it('who stays signed in is so after the event page has ended; what proves it is out of a content script’s reach', async () => {
    const closed = await createPlatform({ auth: 'required', tokensPerSecond: 1_000 });
    try {
      await haveAccountsAt({ apiUrl: closed.apiUrl, tenantId: 'miptech-company' }, ada);
      const page = await open('options.html');
      const options = driveOptions(page);
      await options.save({ apiUrl: closed.apiUrl });
      await driveSignIn(options).enter({ email: ada.email, password: ada.password }, true);
      await options.find('button', 'Sign out');

      const { areas, vault } = await stored(page);
      // The places, and nothing else of a sign-in: Firefox can't close these areas to content scripts.
      expect(areas).toContain(closed.apiUrl);
      expect(areas).not.toMatch(/Token|eyJ/);
      expect(vault).toMatch(/"accessToken":"eyJ[^]*"refreshToken":"/);
      expect(vault).not.toContain(ada.password);
      await Promise.all((await browser.pages()).slice(1).map((each) => each.close()));

      const scope = await openBrowserScope(browser, addOn);
      await scope.hideSidebar();
      // A tab that was just closed may bring it back once more.
      await until('the event page has ended', async () => {
        await scope.endEventPage();
        return !(await scope.isAwake());
      });
      const panel = await open('sidepanel.html');
      await panel.waitForSelector('.connection.is-good');
      expect(await panel.$eval('.destination', (line) => line.textContent)).toContain('Ada Lovelace');
      await panel.type('textarea[aria-label="Message"]', 'Do you know me still?');
      await panel.keyboard.press('Enter');
      await panel.waitForSelector('article[aria-label="Assistant"][data-status="complete"]');
      expect(closed.received.userMessages.map(({ text }) => text)).toEqual(['Do you know me still?']);
      expect(closed.received.violations).toEqual([]);
    } finally {
      await closed.close();
    }
  });

  it('tests the connection by a part that is loaded into an event page which has just begun', async () => {
    const other = await createPlatform();
    try {
      await Promise.all((await browser.pages()).slice(1).map((each) => each.close()));
      const scope = await openBrowserScope(browser, addOn);
      await scope.endEventPage();
      const page = await open('options.html');
      const options = driveOptions(page);
      await options.type({ apiUrl: other.apiUrl });
      const stages = await options.test();
      expect(stages.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(stages.map(({ name, outcome }) => `${name} ${outcome}`)).toContain('tenant passed');
      await page.close();
    } finally {
      await other.close();
    }
  });

  it('copies with and without looks, finds in the chat and among chats, and takes a long paste', async () => {
    const other = await createPlatform({ tokensPerSecond: 1_000 });
    try {
      const options = await open('options.html');
      expect(await driveOptions(options).save({ apiUrl: other.apiUrl })).toMatch(/^Saved/);
      other.answerWith(showcase.answer, { sources: showcase.sources, tokensPerSecond: Infinity });
      const panel = await open('sidepanel.html');
      await ask(panel, showcase.question);
      await panel.waitForSelector('.table-tools button');

      await panel.click('.message.is-assistant .message-actions button[aria-label="Copy"]');
      const [text, html] = await until('the copied answer', () => copied(panel), isRich);
      expect(text).toBe(showcase.answer);
      expect(html).toContain('<strong>Bay of Fundy</strong>');
      await panel.click('.table-tools button[aria-label="Copy table"]');
      const isTable = ([words]: readonly string[]): boolean =>
        words?.startsWith('Place\tRange\tWhy\n') === true;
      await until('the copied table', () => copied(panel), isTable);

      await chord(panel, 'f');
      await panel.waitForSelector('.find-bar input');
      await panel.keyboard.type('range');
      const place = (): Promise<string> => panel.$eval('.find-note', (note) => note.textContent ?? '');
      await until('the first place', place, (note) => note.startsWith('2 of 6'));
      expect(await panel.evaluate(() => CSS.highlights.get('found-current')?.size)).toBe(1);
      await panel.keyboard.press('Enter');
      await until('the next place', place, (note) => note.startsWith('3 of 6'));
      await panel.keyboard.press('Escape');

      await panel.evaluate(() => navigator.clipboard.writeText('words '.repeat(400)));
      await panel.focus('textarea[aria-label="Message"]');
      await chord(panel, 'v');
      await panel.waitForSelector('.chip');
      await chord(panel, 'z');
      await until('the words in the box', () =>
        panel.$eval('textarea[aria-label="Message"]', (box) => box.value.length === 2_400),
      );
      await chord(panel, 'a');
      await panel.keyboard.press('Delete');

      await panel.click('button[aria-label="Chats"]');
      // Typed before the dialog has given it the focus, words would go elsewhere.
      await panel.waitForSelector('input[type="search"]:focus');
      await panel.keyboard.type('resonance');
      await panel.waitForSelector('.found mark');
      await panel.click('.found-title');
      await until('the dialog closed', async () => (await panel.$('dialog[open]')) === null);
      await panel.click('.citation button');
      await panel.waitForSelector('.source-card:popover-open');
    } finally {
      await other.close();
    }
  });

  it('in a private window no chat of the ordinary ones is seen, and nothing is left to them or on the disk', async () => {
    const other = await createPlatform({ tokensPerSecond: 1_000 });
    try {
      const scope = await openBrowserScope(browser, addOn);
      await scope.allowPrivateWindows();
      const [ordinaryWords, privateWords, privateAnswer] = [uniqueWords(), uniqueWords(), uniqueWords()];
      const options = await openIn(browser, 'options.html');
      expect(await driveOptions(options).save({ apiUrl: other.apiUrl })).toMatch(/^Saved/);
      const ordinary = await openIn(browser, 'sidepanel.html');
      await ask(ordinary, ordinaryWords);
      const profile = await scope.profile();
      await until(
        'the ordinary words on the disk',
        () => filesWith(profile, ordinaryWords),
        (files) => files.length > 0,
      );
      // What an answer sets off is stored after it.
      let before = await stored(options);
      await until('nothing more to be stored', async () => {
        const earlier = before;
        await setTimeout(1_000);
        before = await stored(options);
        return JSON.stringify(before) === JSON.stringify(earlier);
      });

      await scope.openPrivateWindow(address('sidepanel.html?private'));
      const panel = await privatePage(browser);
      expect(await messages(panel)).toEqual([]);
      other.answerWith(privateAnswer);
      await ask(panel, privateWords);
      expect(await messages(panel)).toHaveLength(2);
      expect(JSON.stringify(await messages(ordinary))).not.toContain(privateWords);
      expect(await stored(options)).toEqual(before);
      for (const words of [privateWords, privateAnswer]) expect(await filesWith(profile, words)).toEqual([]);

      // Each finds its own: the ordinary panel what was said there, the private one nothing, for its chats are kept nowhere.
      expect(await foundIn(ordinary, ordinaryWords)).toEqual([ordinaryWords]);
      expect(await foundIn(ordinary, privateWords)).toEqual([]);
      expect(await foundIn(panel, privateWords)).toEqual([]);
      expect(await foundIn(panel, ordinaryWords)).toEqual([]);

      // Gone with the last private window.
      await scope.closePrivateWindows();
      await scope.openPrivateWindow(address('sidepanel.html?private'));
      const next = await privatePage(browser);
      await next.waitForSelector('.connection.is-good');
      expect(await messages(next)).toEqual([]);
      expect(JSON.stringify(await messages(ordinary))).toContain(ordinaryWords);
      expect(other.received.userMessages.map(({ text }) => text)).toEqual([ordinaryWords, privateWords]);
      expect(await filesWith(profile, privateWords)).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('a local file is read', async () => {
    const other = await createPlatform();
    const folder = await mkdtemp(join(tmpdir(), 'local-pages-'));
    try {
      const options = await open('options.html');
      expect(await driveOptions(options).save({ apiUrl: other.apiUrl })).toMatch(/^Saved/);
      const panel = await open('sidepanel.html');
      const scope = await openBrowserScope(browser, addOn);
      const notes = join(folder, 'notes.html');
      await writeFile(notes, `<title>Notes</title><p>${'Words of mine. '.repeat(20)}</p>`);
      await offerPage(browser, scope, pathToFileURL(notes).href);
      await panel.$eval('.composer button.attach, .composer button', (button) =>
        (button as HTMLElement).click(),
      );
      await panel.waitForSelector('[role="group"][aria-label="Page: Notes"]');
    } finally {
      await rm(folder, { recursive: true, force: true });
      await other.close();
    }
  });

  it('the menu of a page, the address bar and a key ask the panel in the sidebar, which opens for it, once each', async () => {
    const other = await createPlatform({ tokensPerSecond: 1_000 });
    const article = await serveDemoPage();
    try {
      const options = await open('options.html');
      expect(await driveOptions(options).save({ apiUrl: other.apiUrl })).toMatch(/^Saved/);
      await Promise.all((await browser.pages()).slice(1).map((each) => each.close()));
      const scope = await openBrowserScope(browser, addOn);
      const page = await browser.newPage();
      await page.goto(article.url);
      await scope.hideSidebar();
      // The click is what wakes it.
      await until('the event page has ended', async () => {
        await scope.endEventPage();
        return !(await scope.isAwake());
      });
      await page.mouse.click(400, 300, { button: 'right' });
      await scope.chooseInMenu('Explain');
      const attached = 'Page: Why the sea comes and goes: how tides really work';
      const shows = (text: string, of: string | null = attached): Promise<unknown> =>
        until(
          `the sidebar with: ${text}`,
          scope.sidebar,
          (panel) => panel?.text === text && panel.attached === of,
        );
      await shows('Explain this page.');
      expect(await scope.sidebar()).toMatchObject({ focused: 'Message' });

      await scope.typeAddress('mip why two tides?');
      await shows('Explain this page.\nwhy two tides?');

      // Closed and opened again, it has what it had: nothing is taken twice.
      await scope.hideSidebar();
      await scope.endEventPage();
      await scope.typeAddress('mip and why?');
      await shows('Explain this page.\nwhy two tides?\nand why?');
      await page.bringToFront();
      await scope.hideSidebar();
      await scope.pressShortcut('H');
      await shows('Explain this page.\nwhy two tides?\nand why?');
      // It looks the same before the page is read anew: what was asked for is taken once nothing waits any more.
      const settings = await open('options.html');
      await until('nothing waits', () => settings.evaluate(noHandOff));
      await settings.close();
      expect(other.received.userMessages).toEqual([]);
      await scope.hideSidebar();
      await page.close();
    } finally {
      article.close();
      await other.close();
    }
  });

  it('a secure proxy that lists this installation’s origin is used', async () => {
    const proxy = await openProxy({ allowedOrigins: [`moz-extension://${uuid}`] });
    try {
      const { url } = await proxy.listen();
      const page = await open('options.html');
      const options = driveOptions(page);
      await options.type({ apiUrl: url });
      await options.choose('Protocol', 'proxy');
      expect(await options.save({ apiUrl: url })).toMatch(/^Saved/);
      await page.close();
      const panel = await open('sidepanel.html');
      await panel.type('textarea[aria-label="Message"]', 'Through a proxy');
      await panel.keyboard.press('Enter');
      await panel.waitForSelector('article[aria-label="Assistant"][data-status="complete"]');
      await panel.close();
      expect(proxy.platform.received.userMessages.map(({ text }) => text)).toEqual(['Through a proxy']);
    } finally {
      await proxy.close();
    }
  });
});

/** Evaluated in a page of ours: whether no request from outside of the panel waits for it. */
async function noHandOff(): Promise<boolean> {
  const { storage } = (globalThis as unknown as { browser: { storage: AskedStorage } }).browser;
  return Object.keys((await storage.session.get('hand-offs'))['hand-offs']?.value ?? {}).length === 0;
}

interface AskedStorage {
  readonly session: { get(key: string): Promise<Record<string, { readonly value: object } | undefined>> };
}

/** The panel's page in the private window that was opened last. */
async function privatePage(browser: Browser): Promise<Page> {
  const found = await until('the private window', async () => {
    for (const page of (await browser.pages()).toReversed()) {
      // What Firefox tells of the address is still that of the page before; while that is replaced, asking fails.
      const query = await page.evaluate(() => location.search).catch(() => '');
      if (query === '?private') return page;
    }
    return undefined;
  });
  if (found === undefined) throw new Error('There is no private window.');
  found.setDefaultTimeout(patience);
  return standing(found, 'sidepanel.html?private');
}

const messages = (page: Page): Promise<string[]> =>
  page.$$eval('article', (articles) => articles.map((article) => article.textContent ?? ''));

async function ask(panel: Page, words: string): Promise<void> {
  await panel.waitForSelector('.connection.is-good');
  await panel.type('textarea[aria-label="Message"]', words);
  await panel.keyboard.press('Enter');
  await panel.waitForSelector('article[aria-label="Assistant"][data-status="complete"]');
}

/** Titles of chats in whose messages the panel finds these words. */
async function foundIn(panel: Page, words: string): Promise<string[]> {
  await panel.bringToFront();
  await panel.click('button[aria-label="Chats"]');
  await panel.waitForSelector('input[type="search"]:focus');
  await panel.keyboard.type(words);
  await panel.waitForSelector('.found[aria-busy="false"]');
  const found = await panel.$$eval('.found-title', (all) => all.map((title) => title.textContent ?? ''));
  await panel.keyboard.press('Escape');
  await panel.keyboard.press('Escape');
  await until('the dialog closed', async () => (await panel.$('dialog[open]')) === null);
  return found;
}

async function chord(page: Page, key: 'a' | 'f' | 'v' | 'z'): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

const isRich = ([, html]: readonly string[]): boolean => html !== '';

/** The clipboard's text, and its HTML; '': it has none. */
function copied(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string): Promise<string> =>
      item?.types.includes(type) === true ? (await item.getType(type)).text() : '';
    return Promise.all([read('text/plain'), read('text/html')]);
  });
}

/** What is in the extension's storage areas, and what is in its vault, as text. */
function stored(page: Page): Promise<{ areas: string; vault: string }> {
  return page.evaluate(async () => {
    const { storage } = (
      globalThis as unknown as {
        browser: { storage: Record<'local' | 'session', { get(): Promise<object> }> };
      }
    ).browser;
    const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((fulfil, reject) => {
        request.addEventListener('success', () => fulfil(request.result));
        request.addEventListener('error', () => reject(new Error(request.error?.name)));
      });
    const database = await done(indexedDB.open('miptech-vault'));
    const vault = await done(database.transaction('items').objectStore('items').getAll());
    database.close();
    return {
      areas: JSON.stringify([await storage.local.get(), await storage.session.get()]),
      vault: JSON.stringify(vault),
    };
  });
}
