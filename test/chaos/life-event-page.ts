import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mixedMarkdown } from '../e2e/mixed-markdown.ts';
import { driveOptions } from '../e2e/options-driver.ts';
import { until } from '../e2e/until.ts';
import { silentFor } from '../platform/behaviours.ts';
import { createPlatform, type Platform } from '../platform/platform.ts';
import { openBrowserScope, type BrowserScope } from './life-firefox.ts';
import { patienceOfTest } from './scale.ts';
import { tell } from './tally.ts';

const firefox = ['firefox-esr', 'firefox', 'firefox.exe']
  .flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((file) => existsSync(file));
const build = resolve('.output/firefox-mv3');

const addOn = 'sidepanel@miptechnologies.tech';
/** Firefox gives every installation its own; a fixed one is how its pages can be found. */
const uuid = '6d1f8a52-3b0e-4a6e-9c1b-0d7f5e2a4c31';

/** Law 7. Seconds. */
const asleepWithin = 60;
const answer = mixedMarkdown(3_000);

const isThere = firefox !== undefined && existsSync(build);

/**
 * Firefox has an event page where Chromium has a worker. It ends 30 s after the last event, too, but WebSocket traffic is
 * none: only the background's own calls of the extension API keep it. Waiting takes minutes.
 */
export function describeEventPage(): void {
  if (!isThere)
    process.stderr.write(`No Firefox on the PATH, or no ${build}: its event page is not tried.\n`);
  describe.skipIf(!isThere)('the event page of Firefox', () => {
    tests();
  });
}

function tests(): void {
  let platform: Platform;
  let browser: Browser;
  let scope: BrowserScope;

  beforeAll(async () => {
    platform = await createPlatform({ tokensPerSecond: 2_000 });
    browser = await puppeteer.launch({
      browser: 'firefox',
      headless: true,
      ...(firefox === undefined ? {} : { executablePath: firefox }),
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify({ [addOn]: uuid }) },
    });
    await browser.installExtension(build);
    scope = await openBrowserScope(browser, addOn);
    // Firefox shows a new sidebar at once: that is a panel, and would be watching.
    await scope.hideSidebar();
    const options = await open('options.html');
    await driveOptions(options).save({ apiUrl: platform.apiUrl });
    await options.close();
  }, patienceOfTest);
  beforeEach(() => {
    platform.received.connections.length = 0;
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.close();
  });

  async function open(path: string): Promise<Page> {
    const page = await browser.newPage();
    // Firefox never reports such a navigation as finished; the page is there all the same.
    void page.goto(`moz-extension://${uuid}/${path}`).catch(() => undefined);
    // While the page replaces the blank one, looking fails.
    await until(`a page at ${path}`, () => page.$('#root textarea, #root input').catch(() => null));
    return page;
  }

  async function openPanel(): Promise<Page> {
    const panel = await open('sidepanel.html');
    await panel.waitForSelector('.connection.is-good');
    return panel;
  }

  async function ask(panel: Page, question: string): Promise<void> {
    await panel.type('textarea[aria-label="Message"]', question);
    await panel.keyboard.press('Enter');
  }

  const stored = (question: string): number =>
    platform
      .chats()
      .flatMap(({ messages }) => messages)
      .filter(({ role, content }) => role === 'user' && content === question).length;

  const answers = (): number =>
    platform
      .chats()
      .flatMap(({ messages }) => messages)
      .filter(({ role }) => role === 'assistant').length;

  /** Seconds until it is so; `meanwhile` has to hold all along. */
  async function secondsUntil(
    what: string,
    limit: number,
    isSo: () => Promise<boolean> | boolean,
    meanwhile: () => Promise<void> = async () => undefined,
  ): Promise<number> {
    const started = performance.now();
    const since = (): number => Number(((performance.now() - started) / 1000).toFixed(1));
    while (!(await isSo())) {
      if (since() > limit) throw new Error(`Waited ${limit} s in vain: ${what}`);
      await meanwhile();
      await pause(200);
    }
    return since();
  }

  const asleep = (): Promise<number> =>
    secondsUntil('the event page ended', asleepWithin, async () => !(await scope.isAwake()));

  it('stays while a panel is open, with the same socket, and ends within 60 s of its closing', async () => {
    const panel = await openPanel();
    const started = performance.now();
    while (performance.now() - started < 75_000) {
      expect(await scope.isAwake()).toBe(true);
      expect(platform.openSockets()).toBe(1);
      await pause(500);
    }
    expect(platform.received.connections).toHaveLength(1);
    await panel.close();
    tell(
      `life in Firefox: panel open, idle: the same socket after 75 s; closed: asleep after ${await asleep()} s`,
    );
  });

  it('outlives a silent gap of 45 s in an answer that nobody watches', async () => {
    platform.answerWith(answer, { chunkSize: 20 });
    platform.script(silentFor(45_000, 30));
    const before = answers();
    const panel = await openPanel();
    await ask(panel, 'a long pause');
    await panel.waitForSelector('article[aria-label="Assistant"][data-status="streaming"]');
    await panel.close();
    const gap = await secondsUntil(
      'the answer complete',
      90,
      () => answers() > before,
      async () => expect(await scope.isAwake()).toBe(true),
    );
    const sleep = await asleep();
    expect(platform.received.connections).toHaveLength(1);
    expect(stored('a long pause')).toBe(1);
    await platform.stop();
    const again = await open('sidepanel.html');
    // From storage alone.
    await again.waitForSelector('article[aria-label="Assistant"][data-status="complete"]');
    await again.close();
    await platform.start();
    tell(
      `life in Firefox: panel closed, answer with a gap of 45 s: whole after ${gap} s, asleep ${sleep} s later`,
    );
  });

  it('ended while a message waits for the platform, an alarm brings it back, and it sends', async () => {
    platform.answerWith('Here I am.');
    const panel = await openPanel();
    await platform.stop();
    await ask(panel, 'sent by an alarm');
    await panel.waitForSelector('article[aria-label="You"][data-status="queued"]');
    await panel.close();
    await scope.endEventPage();
    expect(await scope.isAwake()).toBe(false);
    await platform.start();
    const sent = await secondsUntil('the message on the server', 90, () => stored('sent by an alarm') > 0);
    const sleep = await asleep();
    expect(stored('sent by an alarm')).toBe(1);
    tell(
      `life in Firefox: message queued, event page ended: sent ${sent} s after the platform is back, asleep ${sleep} s later`,
    );
  });
}
