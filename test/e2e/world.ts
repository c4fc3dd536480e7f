import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { createPlatform, type Platform, type PlatformOptions } from '../platform/platform.ts';
import { serveDemoPage } from '../run/demo-page.ts';
import { launchExtension, panelViewport, type ExtensionBrowser } from './extension.ts';
import { driveOptions, type OptionsDriver, type Settings } from './options-driver.ts';
import { drivePanel, type PanelDriver } from './panel-driver.ts';
import { createSite, type Site } from './site.ts';
import { killPeriod, startKilling, tellKills } from './steady-killer.ts';
import { until } from './until.ts';

/** A browser with the production build, configured for a platform of its own, on a page that is worth a question. */
export interface World {
  readonly platform: Platform;
  readonly site: Site;
  readonly extension: ExtensionBrowser;
  /** The tab beside which `openPanel` opens the panel: the demo article. */
  readonly tab: Page;
  readonly articleUrl: string;
  /** Presses the toolbar button on `tab`; on another page, where one is given. */
  openPanel(beside?: Page): Promise<PanelDriver>;
  /** Presses the toolbar button while the panel is open. */
  pressToolbarButton(on?: Page): Promise<void>;
  killWorker(): Promise<void>;
  /** The worker is killed every so often, whatever the test does (`npm run test:chaos`). */
  readonly isKilledSteadily: boolean;
  /**
   * For a test that needs a moment undisturbed, with the panel open: where the worker is killed steadily, resolves as
   * soon as one has come back from a kill, and so as long as possible before the next. At once in every other run.
   */
  afterKill(): Promise<void>;
  openTab(url: string): Promise<Page>;
  openOptions(): Promise<OptionsDriver>;
  /** Saves settings in a tab of its own and closes it. */
  configure(settings: Settings): Promise<void>;
  /** Takes back every scripted fault and canned answer. */
  calm(): void;
  /** How often the platform was handed this question, and how often it keeps it. */
  deliveries(text: string): { received: number; stored: number };
  close(): Promise<void>;
}

export interface WorldOptions extends PlatformOptions {
  /** Without it the extension is left as it is installed. Default: true. */
  readonly configured?: boolean;
  /** What it is configured to. Default: v3. What follows from not knowing the way has a suite of its own. */
  readonly protocol?: 'automatic' | 'v3';
  /** Runs when the folder of the extension and the platform are there, and no browser yet. */
  readonly beforeLaunch?: (dir: string, platform: Platform) => Promise<void>;
}

export async function createWorld({
  configured = true,
  protocol = 'v3',
  beforeLaunch,
  ...options
}: WorldOptions = {}): Promise<World> {
  // A copy: an unpacked extension is read when needed, and a build that runs meanwhile would change it under test.
  const copy = await mkdtemp(join(tmpdir(), 'miptech-sidepanel-'));
  await cp('.output/chrome-mv3', copy, { recursive: true });
  const platform = await createPlatform({ tokensPerSecond: 2_000, ...options });
  await beforeLaunch?.(copy, platform);
  const [site, article, extension] = await Promise.all([
    createSite(),
    serveDemoPage(),
    launchExtension({ dir: copy }),
  ]);
  const { browser, extensionId } = extension;
  const period = killPeriod();
  const killer = period === null ? null : startKilling(extension.killWorker, period);
  const context = browser.defaultBrowserContext();
  // To read back what *Copy* has copied. Writing needs no permission, only the click.
  await context.overridePermissions(`chrome-extension://${extensionId}`, ['clipboard-read']);

  const openTab = async (url: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(url);
    return page;
  };
  const openOptions = async (): Promise<OptionsDriver> =>
    driveOptions(await extension.openOptions({ width: 900, height: 1000 }));

  const tab = await openTab(article.url);
  /** A press that the browser hands to a worker it is just ending is lost; a person presses again. */
  const undisturbed = async (): Promise<void> => killer?.afterKill();

  const world: World = {
    ...{ platform, site, extension, tab, openTab, openOptions },
    articleUrl: article.url,
    async openPanel(beside = tab) {
      await undisturbed();
      const page = await extension.openPanel(beside);
      await page.setViewport(panelViewport);
      const panel = drivePanel(page);
      await panel.find('textbox', 'Message');
      return panel;
    },
    async pressToolbarButton(on = tab) {
      await undisturbed();
      const installed = (await browser.extensions()).get(extensionId);
      if (installed === undefined) throw new Error('The browser has dropped the extension.');
      await on.bringToFront();
      await on.triggerExtensionAction(installed);
    },
    async killWorker() {
      await extension.killWorker();
    },
    isKilledSteadily: killer !== null,
    async afterKill() {
      if (killer === null) return;
      const { connections } = platform.received;
      const known = connections.length;
      await killer.afterKill();
      await until('the worker back, and connected', () => connections.length > known);
    },
    async configure(settings) {
      const page = await openOptions();
      await page.type(settings);
      await page.choose('Protocol', protocol);
      const said = await page.save(settings);
      await page.page.close();
      if (!said.startsWith('Saved')) throw new Error(`The options page did not save: ${said}`);
    },
    calm() {
      platform.clearScript();
      platform.answerWith(null);
    },
    deliveries: (text) => ({
      received: platform.received.userMessages.filter((message) => message.text === text).length,
      stored: platform
        .chats()
        .flatMap((chat) => chat.messages)
        .filter((message) => message.role === 'user' && message.content === text).length,
    }),
    async close() {
      // Before the browser: a kill under way needs it. What went wrong with one is told once all is put away.
      const killed = killer?.stop();
      await killed?.catch(() => undefined);
      await extension.close();
      article.close();
      await Promise.all([platform.close(), site.close(), rm(copy, { recursive: true, force: true })]);
      if (killed !== undefined) tellKills(await killed);
    },
  };
  if (configured) await world.configure({ apiUrl: platform.apiUrl });
  return world;
}
