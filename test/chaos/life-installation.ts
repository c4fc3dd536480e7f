import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { driveOptions } from '../e2e/options-driver.ts';
import { drivePanel, type PanelDriver } from '../e2e/panel-driver.ts';
import { createPlatform, type Platform } from '../platform/platform.ts';
import type { LifeBrowser } from './life-browser.ts';

/** One of several in the same browser: the production build under an id of its own, with a platform and a window. */
export interface Installation {
  readonly id: string;
  readonly platform: Platform;
  /** The unpacked extension, a copy. */
  readonly dir: string;
  openPanel(): Promise<PanelDriver>;
  openTab(path: string): Promise<Page>;
  /** The worker that runs now, by a name that no later one has. */
  worker(): Promise<string | null>;
  killWorker(): Promise<void>;
  /** How often the platform was handed this question, and how often it keeps it. */
  deliveries(text: string): { received: number; stored: number };
  close(): Promise<void>;
}

/** @param route where the browser reaches a platform: by default at its own address */
export async function install(
  life: LifeBrowser,
  route: (platform: Platform) => string | Promise<string> = ({ apiUrl }) => apiUrl,
): Promise<Installation> {
  const { browser } = life;
  // A copy: an unpacked extension is read when needed, and a build that runs meanwhile would change it under test.
  const dir = await mkdtemp(join(tmpdir(), 'miptech-sidepanel-'));
  await cp('.output/chrome-mv3', dir, { recursive: true });
  const platform = await createPlatform({ tokensPerSecond: 2_000 });
  const id = await life.install(dir);
  const openTab = async (path: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${id}/${path}`);
    return page;
  };

  const settings = driveOptions(await openTab('options.html'));
  const said = await settings.save({ apiUrl: await route(platform) });
  await settings.page.close();
  if (!said.startsWith('Saved')) throw new Error(`The options page did not save: ${said}`);
  await browser.defaultBrowserContext().overridePermissions(`chrome-extension://${id}`, ['clipboard-read']);

  // Panels of several extensions in one window would take each other's place.
  const tab = await browser.newPage({ type: 'window' });
  return {
    ...{ id, platform, dir, openTab },
    async openPanel() {
      const page = await life.openPanel(id, tab);
      // As if its window were in front, whichever is: the clipboard is for the focused document only.
      await page.emulateFocusedPage(true);
      const panel = drivePanel(page);
      await panel.find('textbox', 'Message');
      return panel;
    },
    worker: () => life.worker(id),
    killWorker: () => life.killWorker(id),
    deliveries: (text) => ({
      received: platform.received.userMessages.filter((message) => message.text === text).length,
      stored: platform
        .chats()
        .flatMap((chat) => chat.messages)
        .filter((message) => message.role === 'user' && message.content === text).length,
    }),
    async close() {
      await Promise.all([platform.close(), rm(dir, { recursive: true, force: true })]);
    },
  };
}
