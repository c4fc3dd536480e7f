import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { panelViewport } from '../e2e/extension.ts';
import { drivePanel } from '../e2e/panel-driver.ts';
import { timeOriginOf } from './monotonic.ts';
import { installProbe } from './probe.ts';

/** The bare page, the bare extension, and what we ship. */
export const contenderNames = ['limit', 'limit-ext', 'ours'] as const;
export type ContenderName = (typeof contenderNames)[number];

/** One page of a contender. All have the same names for the same things: a textbox *Message*, a region *Conversation*. */
export interface Tab {
  readonly page: Page;
  readonly devtools: CDPSession;
  /** The page's time 0 on the monotonic clock, ms. */
  readonly timeOrigin: number;
  /** Of its address: where it is an extension's page, the extension's id. */
  readonly host: string;
}

export interface Contender {
  readonly name: ContenderName;
  /** A new tab in front, once its composer can be used. */
  open(): Promise<Tab>;
  /** Nothing in the conversation, nothing in the composer. */
  startOver(tab: Tab): Promise<void>;
  /** The text of the last answer as the user can have it. */
  answerOf(tab: Tab): Promise<string>;
  readonly hasWorker: boolean;
}

async function openTab(browser: Browser, url: string): Promise<Tab> {
  const page = await browser.newPage();
  await page.setViewport(panelViewport);
  await page.evaluateOnNewDocument(installProbe);
  const devtools = await page.createCDPSession();
  await devtools.send('Performance.enable');
  await page.bringToFront();
  await page.goto(url);
  await page.evaluate(() => window.bench.usable);
  return { page, devtools, timeOrigin: await timeOriginOf(devtools), host: new URL(url).host };
}

/** A baseline: its page takes the socket's address and the chat from its own address. */
export function createBaseline(
  browser: Browser,
  {
    name,
    url,
    newChat,
  }: { name: 'limit' | 'limit-ext'; url: string; newChat: () => Promise<URLSearchParams> },
): Contender {
  return {
    name,
    open: async () => openTab(browser, `${url}?${await newChat()}`),
    // Each tab is in a chat of its own and shows one answer after the other.
    startOver: ({ page }) => page.$eval('section > div', (answer) => answer.replaceChildren()),
    answerOf: ({ page }) => page.$eval('section > div', (answer) => answer.textContent),
    hasWorker: name === 'limit-ext',
  };
}

export function createOurs(browser: Browser, origin: string): Contender {
  return {
    name: 'ours',
    open: () => openTab(browser, `${origin}/sidepanel.html`),
    startOver: ({ page }) => drivePanel(page).startOver(),
    answerOf: ({ page }) => drivePanel(page).copied(),
    hasWorker: true,
  };
}
