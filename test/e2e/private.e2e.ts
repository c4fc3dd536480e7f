import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPlatform, type Platform } from '../platform/platform.ts';
import { serveDemoPage, type DemoPage } from '../run/demo-page.ts';
import { launchExtension, panelViewport, type ExtensionBrowser } from './extension.ts';
import { filesWith, uniqueWords } from './files-with.ts';
import { driveOptions } from './options-driver.ts';
import { drivePanel, type PanelDriver } from './panel-driver.ts';
import { storedRows } from './stored-rows.ts';
import { until } from './until.ts';

/* A private window beside an ordinary one, in a browser with a profile on a real disk. */

const ordinaryWords = uniqueWords();
const privateWords = uniqueWords();
const privateAnswer = uniqueWords();
const privateDraft = uniqueWords();

let platform: Platform;
let article: DemoPage;
let extension: ExtensionBrowser;
let profileDir: string;
let ordinary: PanelDriver;
let options: Page;

beforeAll(async () => {
  platform = await createPlatform({ tokensPerSecond: 2_000 });
  article = await serveDemoPage();
  profileDir = await mkdtemp(join(tmpdir(), 'miptech-private-'));
  extension = await launchExtension({ profileDir, mayBePrivate: true });
  options = await extension.openOptions();
  await driveOptions(options).save({ apiUrl: platform.apiUrl });
  ordinary = drivePanel(await extension.openPanelTab(panelViewport));
});
afterAll(async () => {
  await extension?.close();
  await platform?.close();
  article?.close();
  await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
});

interface PrivateWindow {
  readonly panel: PanelDriver;
  close(): Promise<void>;
}

/** A private window on the article, with the real side panel beside it. */
async function openPrivateWindow(): Promise<PrivateWindow> {
  const { browser } = extension;
  const opened = browser.waitForTarget((target) => target.url() === article.url);
  await options.evaluate(async (url) => {
    const { windows } = (
      globalThis as unknown as {
        chrome: { windows: { create(options: object): Promise<unknown> } };
      }
    ).chrome;
    await windows.create({ incognito: true, url });
  }, article.url);
  const tab = await (await opened).asPage();
  const page = await extension.openPanel(tab);
  await page.setViewport(panelViewport);
  const panel = drivePanel(page);
  await panel.connection(/^Connected$/);
  return {
    panel,
    async close() {
      await tab.close();
      await until(
        'no private page',
        () => browser.targets().some((target) => target === page.target()),
        (isThere) => !isThere,
      );
    },
  };
}

interface Sent {
  readonly value?: { readonly entries: readonly { readonly kind: string }[] };
}

/** All that ordinary windows have of the extension: both storage areas, and the database. */
async function ofOrdinaryWindows(): Promise<string> {
  const [local, { activity, ...session }] = await options.evaluate(async () => {
    const { storage } = (
      globalThis as unknown as {
        chrome: { storage: Record<'local' | 'session', { get(): Promise<{ activity?: Sent }> }> };
      }
    ).chrome;
    return [await storage.local.get(), await storage.session.get()] as const;
  });
  // Their own connection is kept alive meanwhile.
  const sent = activity?.value?.entries.filter(({ kind }) => kind !== 'ping');
  return JSON.stringify([local, session, sent, await storedRows(options)]);
}

/** The same, once nothing is added to it any more. */
async function steady(): Promise<string> {
  let before = '';
  let looks = 0;
  return until('nothing new', ofOrdinaryWindows, (now) => {
    looks = now === before ? looks + 1 : 0;
    before = now;
    return looks === 10;
  });
}

/** What the private windows' own worker keeps in memory, which in Chromium is a database of theirs. */
function privateMemory(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error('It can not be read.')));
      });
    const database = await settled(indexedDB.open('miptech-session'));
    const [name = ''] = database.objectStoreNames;
    const kept = await settled(database.transaction(name).objectStore(name).getAll());
    database.close();
    return JSON.stringify(kept);
  });
}

it('a private window sees no chat of the ordinary ones, and leaves them none, nor anything on the disk', async () => {
  await ordinary.send(ordinaryWords);
  await ordinary.answered();
  await until(
    'the ordinary words on the disk',
    () => filesWith(profileDir, ordinaryWords),
    (files) => files.length > 0,
  );
  // A while after the answer, the panel brings its words into the index.
  const before = await until(
    'the ordinary message in the list of what has left, and in the index',
    ofOrdinaryWindows,
    (kept) => kept.includes('"kind":"message"') && kept.includes('"starts":'),
  );
  expect(before).toContain(ordinaryWords);

  // The settings are the same: it is connected without anybody's doing.
  const first = await openPrivateWindow();
  const { panel } = first;
  expect(await panel.transcript()).toEqual([]);
  platform.answerWith(privateAnswer);
  await panel.press('Attach this page');
  await panel.page.waitForSelector('.composer [role="group"]');
  await panel.send(privateWords);
  await panel.answered();
  await panel.fill('Message', privateDraft);
  const inMemory = await until(
    'the draft kept in memory',
    () => privateMemory(panel.page),
    (kept) => kept.includes(privateDraft),
  );
  expect(inMemory).toContain(privateWords);
  expect(inMemory).not.toContain(ordinaryWords);
  // A temporary chat is in no database, be that one in memory or not.
  expect(JSON.stringify(await storedRows(panel.page))).not.toContain(privateWords);
  // Not so much as which conversation its window shows.
  expect(await ofOrdinaryWindows()).toBe(before);

  // It outlives its worker as an ordinary one does (law 7).
  const { connections } = platform.received;
  const known = connections.length;
  expect(await extension.killWorker()).toBe(2);
  await until('both workers back, and connected', () => connections.length >= known + 2);
  await panel.connection(/^Connected$/);
  await panel.sees('the private conversation', (messages) => messages.length === 2);

  const after = await ofOrdinaryWindows();
  for (const words of [privateWords, privateAnswer, privateDraft]) {
    expect(after).not.toContain(words);
    expect(await filesWith(profileDir, words)).toEqual([]);
  }
  expect(JSON.stringify(await ordinary.transcript())).not.toContain(privateWords);

  // The last private window takes all of it along.
  await first.close();
  const next = await openPrivateWindow();
  expect(await next.panel.transcript()).toEqual([]);
  expect(await next.panel.value('Message')).toBe('');
  await next.close();
  for (const words of [privateWords, privateAnswer, privateDraft])
    expect(await filesWith(profileDir, words)).toEqual([]);
});

it('settings that are saved in a private window hold there alone', async () => {
  const { panel, close } = await openPrivateWindow();
  // Their worker was killed, and notes anew what it is at.
  const before = await steady();
  const opened = extension.browser.waitForTarget((target) => target.url().endsWith('options.html?private'));
  await panel.page.evaluate(() => void window.open('options.html?private'));
  const page = driveOptions(await (await opened).asPage());
  expect(await page.save({ apiUrl: platform.apiUrl, tenantId: 'private-tenant' })).toMatch(/^Saved/);
  await panel.page.waitForFunction(() => document.body.innerText.includes('private-tenant'));
  expect(await ofOrdinaryWindows()).toBe(before);
  await page.page.close();
  await close();
});

it('nothing of it is on the disk when the browser has ended, either', async () => {
  await extension.close();
  expect(await filesWith(profileDir, ordinaryWords)).not.toEqual([]);
  for (const words of [privateWords, privateAnswer, privateDraft])
    expect(await filesWith(profileDir, words)).toEqual([]);
});
