import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPlatform, type Platform } from '../platform/platform.ts';
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
let extension: ExtensionBrowser;
let profileDir: string;
let ordinary: PanelDriver;
let options: Page;

beforeAll(async () => {
  platform = await createPlatform({ tokensPerSecond: 2_000 });
  profileDir = await mkdtemp(join(tmpdir(), 'miptech-private-'));
  extension = await launchExtension({ profileDir, mayBePrivate: true });
  options = await extension.openOptions();
  await driveOptions(options).save({ apiUrl: platform.apiUrl });
  ordinary = drivePanel(await extension.openPanelTab(panelViewport));
});
afterAll(async () => {
  await extension?.close();
  await platform?.close();
  await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
});

/** A panel's page in a private window of its own. */
async function openPrivatePanel(): Promise<PanelDriver> {
  const url = `chrome-extension://${extension.extensionId}/sidepanel.html?private`;
  const opened = extension.browser.waitForTarget((target) => target.url() === url);
  await options.evaluate(async (address) => {
    const { windows } = (
      globalThis as unknown as {
        chrome: { windows: { create(options: object): Promise<unknown> } };
      }
    ).chrome;
    await windows.create({ incognito: true, url: address });
  }, url);
  const page = await (await opened).asPage();
  await page.setViewport(panelViewport);
  return drivePanel(page);
}

/** All that ordinary windows have of the extension: both storage areas, and the database. */
async function ofOrdinaryWindows(): Promise<string> {
  const areas = await options.evaluate(async () => {
    const { storage } = (
      globalThis as unknown as {
        chrome: { storage: Record<'local' | 'session', { get(): Promise<object> }> };
      }
    ).chrome;
    return [await storage.local.get(), await storage.session.get()];
  });
  return JSON.stringify([areas, await storedRows(options)]);
}

it('a private window sees no chat of the ordinary ones, and leaves them none, nor anything on the disk', async () => {
  await ordinary.send(ordinaryWords);
  await ordinary.answered();
  await until(
    'the ordinary words on the disk',
    () => filesWith(profileDir, ordinaryWords),
    (files) => files.length > 0,
  );
  const before = await ofOrdinaryWindows();
  expect(before).toContain(ordinaryWords);

  // The settings are the same: it is connected without anybody's doing.
  let panel = await openPrivatePanel();
  await panel.connection(/^Connected$/);
  expect(await panel.transcript()).toEqual([]);
  platform.answerWith(privateAnswer);
  await panel.send(privateWords);
  await panel.answered();
  await panel.fill('Message', privateDraft);
  const rows = await until(
    'the draft kept in memory',
    () => storedRows(panel.page),
    (kept) => JSON.stringify(kept).includes(privateDraft),
  );
  expect(JSON.stringify(rows)).toContain(privateWords);
  expect(JSON.stringify(rows)).not.toContain(ordinaryWords);
  // Not so much as which conversation its window shows.
  expect(await ofOrdinaryWindows()).toBe(before);

  // It outlives its worker as an ordinary one does (law 7).
  expect(await extension.killWorker()).toBe(2);
  await panel.connection(/^Connected$/);
  await panel.sees('the private conversation', (messages) => messages.length === 2);

  const after = await ofOrdinaryWindows();
  for (const words of [privateWords, privateAnswer, privateDraft]) {
    expect(after).not.toContain(words);
    expect(await filesWith(profileDir, words)).toEqual([]);
  }
  expect(JSON.stringify(await ordinary.transcript())).not.toContain(privateWords);

  // The last private window takes all of it along.
  await panel.page.close();
  await until(
    'no private page',
    () => extension.browser.targets().some((target) => target.url().endsWith('?private')),
    (isThere) => !isThere,
  );
  panel = await openPrivatePanel();
  await panel.connection(/^Connected$/);
  expect(await panel.transcript()).toEqual([]);
  expect(await panel.value('Message')).toBe('');
  await panel.page.close();
  expect(await filesWith(profileDir, privateWords)).toEqual([]);
});

it('settings that are saved in a private window hold there alone', async () => {
  const panel = await openPrivatePanel();
  await panel.connection(/^Connected$/);
  const before = await ofOrdinaryWindows();
  const opened = extension.browser.waitForTarget((target) => target.url().endsWith('options.html?private'));
  await panel.page.evaluate(() => void window.open('options.html?private'));
  const page = driveOptions(await (await opened).asPage());
  expect(await page.save({ apiUrl: platform.apiUrl, tenantId: 'private-tenant' })).toMatch(/^Saved/);
  await panel.page.waitForFunction(() => document.body.innerText.includes('private-tenant'));
  expect(await ofOrdinaryWindows()).toBe(before);
  await page.page.close();
  await panel.page.close();
});
