import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core';
import { until } from '../e2e/until.ts';
import { findChromium } from '../run/chromium.mjs';
import { withoutWorkers } from './life-transport.ts';

/** A real Chromium whose service workers live and die as a user's do. */
export interface LifeBrowser {
  readonly browser: Browser;
  /** Loads the unpacked extension; once more, the same: an update. Resolves with its id. */
  install(dir: string): Promise<string>;
  /** Presses the extension's toolbar button on that page. */
  pressToolbarButton(extensionId: string, page: Page): Promise<void>;
  /** Resolves with the new panel that the toolbar button opens. */
  openPanel(extensionId: string, page: Page): Promise<Page>;
  /** Its service worker, if it runs now, by a name that no later one has. Looking does not wake it. */
  worker(extensionId: string): Promise<string | null>;
  /** Ends the worker as the browser does. */
  killWorker(extensionId: string): Promise<void>;
  /** Every process of the browser stands still, as when the computer sleeps; its sockets stay open. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

const flags = [
  '--headless=new',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--remote-debugging-pipe',
  '--enable-unsafe-extension-debugging',
  '--window-size=1280,900',
];

/** Chromium's sandbox refuses to start as root, and containers often have no user namespaces. */
function sandboxFlags(): string[] {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  return root || process.env['CHROMIUM_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : [];
}

/** A new one, in developer mode: without it, Chromium takes an unpacked extension once, and blocks it when it reloads. */
async function createProfile(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'miptech-profile-'));
  await mkdir(join(profile, 'Default'));
  const preferences = { extensions: { ui: { developer_mode: true } } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

/** @throws where there is no browser, or it does not start. */
export async function launchLifeBrowser(): Promise<LifeBrowser> {
  const executable = findChromium();
  if (executable === null)
    throw new Error('No Chromium found: `node test/run/bootstrap.mjs` says how to get one.');

  const profile = await createProfile();
  const child = spawn(
    executable,
    [...flags, ...sandboxFlags(), `--user-data-dir=${profile}`, 'about:blank'],
    // A process group of its own: signals reach all of it.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const [, , , write, read] = child.stdio;
  const browser = await puppeteer.connect({
    transport: withoutWorkers(write as Writable, read as Readable),
    defaultViewport: null,
  });
  const session = await browser.target().createCDPSession();

  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  };
  const workers = async (extensionId: string): Promise<string[]> => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos
      .filter(
        ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
      )
      .map(({ targetId }) => targetId);
  };

  const life: LifeBrowser = {
    browser,
    install: (dir) => browser.installExtension(dir),
    async pressToolbarButton(extensionId, page) {
      const extension = (await browser.extensions()).get(extensionId);
      if (extension === undefined) throw new Error('The browser has dropped the extension.');
      await page.bringToFront();
      await page.triggerExtensionAction(extension);
    },
    async openPanel(extensionId, page) {
      const panels = (): Target[] =>
        browser
          .targets()
          .filter((target) => target.url() === `chrome-extension://${extensionId}/sidepanel.html`);
      const earlier = new Set(panels());
      const opened = await until('the panel', async () => {
        // Again where nothing comes of it: in the first moment of an update nobody listens to the button yet.
        await life.pressToolbarButton(extensionId, page);
        let found: Target | undefined;
        for (const pressed = performance.now(); found === undefined && performance.now() - pressed < 1_000;) {
          await pause(20);
          found = panels().find((target) => !earlier.has(target));
        }
        return found;
      });
      if (opened === undefined) throw new Error('There is no panel.');
      return opened.asPage();
    },
    worker: async (extensionId) => (await workers(extensionId))[0] ?? null,
    async killWorker(extensionId) {
      const victims = await workers(extensionId);
      const ending = async (): Promise<string[]> => {
        const left = (await workers(extensionId)).filter((id) => victims.includes(id));
        // Again where it is still there: a worker that is only starting is deaf to the first request.
        await Promise.all(
          left.map((targetId) => session.send('Target.closeTarget', { targetId }).catch(() => null)),
        );
        return left;
      };
      await until('the worker gone', ending, (left) => left.length === 0);
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async close() {
      await browser.close().catch(() => undefined);
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return life;
}
