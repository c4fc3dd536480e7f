import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begunElsewhere } from '../flows/begun-elsewhere.ts';
import { failsRest } from '../platform/behaviours.ts';
import { createPlatform, type Platform } from '../platform/platform.ts';
import { serveDemoPage, type DemoPage } from '../run/demo-page.ts';
import { launchExtension, panelViewport, type ExtensionBrowser } from './extension.ts';
import { filesWith, uniqueWords } from './files-with.ts';
import { driveOptions } from './options-driver.ts';
import { walkDialog } from './keyboard-walk.ts';
import { drivePanel, type PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { pressElement } from './press-element.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';

/* Chats that are not kept here, and chats that were not begun here, in a browser with a profile on a real disk. */

const widths = [280, 360, 700];
const keptWords = uniqueWords();
const words = uniqueWords();
const answer = uniqueWords();
const draft = uniqueWords();
const tides = 'Tides of the Severn, and how they are measured at night';
const said = ['How high is the tide?', 'Fifteen metres, at its **highest**.', 'And at night?', 'The same.'];

let platform: Platform;
let article: DemoPage;
let extension: ExtensionBrowser;
let profileDir: string;
let panel: PanelDriver;

async function openPanel(): Promise<PanelDriver> {
  const tab = await extension.browser.newPage();
  await tab.goto(article.url);
  const page = await extension.openPanel(tab);
  await page.setViewport(panelViewport);
  const opened = drivePanel(page);
  await opened.connection(/^Connected$/);
  return opened;
}

beforeAll(async () => {
  const { store } = begunElsewhere({
    [tides]: said,
    'مد وجزر نهر سيفرن': said,
    '': ['A chat without a title', 'Yes.'],
  });
  platform = await createPlatform({ tokensPerSecond: 2_000, store });
  article = await serveDemoPage();
  profileDir = await mkdtemp(join(tmpdir(), 'miptech-elsewhere-'));
  extension = await launchExtension({ profileDir });
  const options = await extension.openOptions();
  await driveOptions(options).save({ apiUrl: platform.apiUrl });
  await options.close();
  panel = await openPanel();
});
afterAll(async () => {
  await extension?.close();
  await platform?.close();
  article?.close();
  await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
});

const note = (): Promise<string | null> =>
  panel.page.$eval('.dock', (dock) => dock.querySelector('.temporary-note')?.textContent ?? null);
const focused = (): Promise<string | null | undefined> =>
  panel.page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
  );

describe('a temporary chat', () => {
  it('is begun from the menu beside New chat, by keyboard too', async () => {
    platform.answerWith('An answer to keep.');
    await panel.send(keptWords);
    await panel.answered();
    expect(await note()).toBeNull();
    await (await panel.find('button', 'Kinds of new chat')).focus();
    await panel.page.keyboard.press('Enter');
    await until('the focus in the menu', focused, (name) => name === 'Temporary chat');
    expect(await violations(panel.page, 'all')).toEqual([]);
    expect(await photograph(panel.page, 'new-chat-menu', { widths })).toBeGreaterThan(blank);
    await panel.page.keyboard.press('Escape');
    await until('the focus back', focused, (name) => name === 'Kinds of new chat');
    await panel.page.keyboard.press('Enter');
    await until('the focus in the menu', focused, (name) => name === 'Temporary chat');
    await panel.page.keyboard.press('Enter');
    await until('its mark', note, (text) => text?.includes('Not kept on this computer') === true);
    await until('the focus in the composer', focused, (name) => name === 'Message');
    expect(await panel.transcript()).toEqual([]);
  });

  it('is marked, answers, and survives its worker', async () => {
    platform.answerWith(answer);
    await panel.send(words);
    await panel.answered();
    expect(await violations(panel.page, 'all')).toEqual([]);
    expect(await photograph(panel.page, 'temporary-chat', { widths })).toBeGreaterThan(blank);
    await extension.killWorker();
    await panel.send('And then?');
    await panel.answered(2);
    expect(await note()).toContain('Temporary');
    await panel.fill('Message', draft);
    await panel.press('Attach this page');
  });

  it('leaves nothing on the disk, and is gone with its panel', async () => {
    await until(
      'the kept words on the disk',
      () => filesWith(profileDir, keptWords),
      (files) => files.length > 0,
    );
    await panel.close();
    // As long as a panel that the browser loads anew may take to be back.
    await until('it gone from memory', async () => {
      const options = await extension.openOptions();
      const stored = await options.evaluate(async () => {
        const { storage } = (
          globalThis as unknown as { chrome: { storage: { session: { get(): Promise<object> } } } }
        ).chrome;
        return JSON.stringify(await storage.session.get());
      });
      await options.close();
      return !stored.includes(words);
    });
    panel = await openPanel();
    const shown = await panel.sees('the kept chat', (messages) => messages.length > 0);
    expect(shown.some(({ text }) => text.includes(keptWords))).toBe(true);
    expect(await note()).toBeNull();
    for (const each of [words, answer, draft]) expect(await filesWith(profileDir, each)).toEqual([]);
  });
});

describe('the chats on the platform', () => {
  it('are in the dialog Chats, told as such, and not asked for before that', async () => {
    const asked = (): number =>
      platform.received.rest.filter(({ path }) => path.startsWith('/api/v1/chat/list')).length;
    expect(asked()).toBe(0);
    await panel.press('Chats');
    await panel.find('button', tides);
    expect(asked()).toBe(1);
    expect(await violations(panel.page, 'all')).toEqual([]);
    const walked = await walkDialog(panel.page);
    expect(walked).toEqual(expect.arrayContaining([tides, 'Untitled chat', 'Export all']));
    expect(walked.filter((name) => /outside|not in sight/.test(name))).toEqual([]);
    await panel.page.$eval('.platform-chats', (section) => section.scrollIntoView());
    expect(await photograph(panel.page, 'platform-chats', { widths })).toBeGreaterThan(blank);
  });

  it('of which one is gone say so, and are listed again', async () => {
    platform.script(failsRest({ method: 'GET', path: '/api/v1/chat/{id}/messages', status: 404 }));
    await pressElement(await panel.find('button', 'Untitled chat'));
    await until('what is told', () => panel.page.$('.platform-chats [role="alert"]'));
    expect(await violations(panel.page, 'all')).toEqual([]);
    expect(await photograph(panel.page, 'platform-chat-gone', { widths })).toBeGreaterThan(blank);
    await panel.press('Got it');
    await panel.find('button', 'Untitled chat');
  });

  it('are read back, shown and gone on with', async () => {
    await pressElement(await panel.find('button', tides));
    const shown = await panel.sees('what was said', (messages) => messages.length === said.length);
    expect(shown.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'You sent',
      'Assistant complete',
      'You sent',
      'Assistant complete',
    ]);
    expect(shown[1]?.text).toContain('Fifteen metres, at its highest.');
    platform.answerWith('Higher.');
    await panel.send('And tomorrow?');
    await panel.answered(3);
    expect(await violations(panel.page, 'all')).toEqual([]);
    await panel.press('Chats');
    await panel.find('button', 'Untitled chat');
    const left = await panel.page.$$eval('.platform-chat', (all) =>
      all.map(({ textContent }) => textContent),
    );
    expect(left).not.toContain(tides);
    // What was said in the temporary chat the platform may keep, as it was told; it is nowhere else.
    expect(left).toContain('New chat');
    await panel.page.keyboard.press('Escape');
  });
});
