import { resolve } from 'node:path';
import puppeteer, { TargetType, type Browser, type Page, type Target, type Viewport } from 'puppeteer-core';
import { findChromium } from '../run/chromium.mjs';
import { until } from './until.ts';

export interface LaunchOptions {
  /** An unpacked extension. Default: the production build. */
  dir?: string;
  headless?: boolean;
  /** Kept on close, so that a second launch finds the same storage. Default: a fresh one, deleted on close. */
  profileDir?: string;
  /** Whether it may run in private windows, too. Default: not, as after an installation. */
  mayBePrivate?: boolean;
  /** CSS pixels of the window, where there is one to see. */
  windowSize?: { width: number; height: number };
}

export interface ExtensionBrowser {
  browser: Browser;
  extensionId: string;
  /** Presses the toolbar button on `page` and returns the real side panel that opens. */
  openPanel(page: Page): Promise<Page>;
  openOptions(viewport?: Viewport): Promise<Page>;
  /** The panel's page in a tab: any viewport, but no `activeTab` and no neighbouring page. */
  openPanelTab(viewport?: Viewport): Promise<Page>;
  /**
   * Ends the service worker as the browser does when it is idle; resolves once it is gone. Through the browser's own
   * session: attached to the worker, a debugger would take part in its end. Resolves with how many it has ended: none
   * where none was running.
   */
  killWorker(): Promise<number>;
  /** Whether the service worker runs now. Looking does not wake it. */
  isWorkerAlive(): boolean;
  close(): Promise<void>;
}

/** The narrowest panel that design has to be comfortable at is 280; this is the width of the screenshots. */
export const panelViewport: Viewport = { width: 360, height: 800 };

const flags = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium's sandbox refuses to start as root, and containers often have no user namespaces. */
function sandboxFlags(): string[] {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  return root || process.env['CHROMIUM_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : [];
}

/** How long a page, the panel or the worker may take to appear or to go: ms. Two busy cores need seconds. */
const patience = 15_000;

/**
 * Chromium with the built extension installed.
 * @throws where there is no browser, no build in `dir`, or the browser does not start.
 */
export async function launchExtension(options: LaunchOptions = {}): Promise<ExtensionBrowser> {
  const { dir = '.output/chrome-mv3', headless = true, windowSize = { width: 1280, height: 900 } } = options;
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('No Chromium found: `node test/run/bootstrap.mjs` says how to get one.');

  const browser = await puppeteer.launch({
    executablePath,
    headless,
    // Extensions are installed over DevTools, which Chromium allows over a pipe only.
    pipe: true,
    enableExtensions: true,
    ...(options.profileDir === undefined ? {} : { userDataDir: options.profileDir }),
    defaultViewport: null,
    args: [
      ...flags,
      ...sandboxFlags(),
      ...(headless ? ['--disable-gpu', '--disable-quic'] : []),
      `--window-size=${windowSize.width},${windowSize.height}`,
    ],
  });

  const { mayBePrivate = false } = options;
  const installing = browser.installExtension(resolve(dir), { enabledInIncognito: mayBePrivate });
  const extensionId = await installing.catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  const origin = `chrome-extension://${extensionId}`;

  async function openTab(path: string, viewport: Viewport | undefined): Promise<Page> {
    const page = await browser.newPage();
    if (viewport !== undefined) await page.setViewport(viewport);
    await page.goto(`${origin}/${path}`);
    return page;
  }

  function workers(): Target[] {
    return browser
      .targets()
      .filter((t) => t.type() === TargetType.SERVICE_WORKER && t.url().startsWith(`${origin}/`));
  }

  return {
    browser,
    extensionId,

    async openPanel(page) {
      const isPanel = (target: Target): boolean => target.url() === `${origin}/sidepanel.html`;
      // A panel of another window, or openPanelTab's, has the same address.
      const earlier = new Set(browser.targets().filter(isPanel));
      const extension = (await browser.extensions()).get(extensionId);
      if (extension === undefined) throw new Error('The browser has dropped the extension.');
      await page.bringToFront();
      await page.triggerExtensionAction(extension);
      const target = await browser.waitForTarget((t) => isPanel(t) && !earlier.has(t), { timeout: patience });
      return target.asPage();
    },

    openOptions: (viewport) => openTab('options.html', viewport),
    openPanelTab: (viewport = panelViewport) => openTab('sidepanel.html', viewport),

    async killWorker() {
      const session = await browser.target().createCDPSession();
      const running = async (): Promise<string[]> =>
        (await session.send('Target.getTargets')).targetInfos
          .filter(
            ({ type, url }) =>
              type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
          )
          .map(({ targetId }) => targetId);
      const victims = await running();
      const ending = async (): Promise<string[]> => {
        const left = (await running()).filter((id) => victims.includes(id));
        // Again where it is still there: a worker that is only starting is deaf to the first request.
        await Promise.all(
          left.map((targetId) => session.send('Target.closeTarget', { targetId }).catch(() => null)),
        );
        return left;
      };
      await until('the worker gone', ending, (left) => left.length === 0);
      await session.detach();
      return victims.length;
    },

    isWorkerAlive: () => workers().length > 0,
    close: () => browser.close(),
  };
}
