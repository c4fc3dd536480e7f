import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'puppeteer-core';
import { launchExtension } from '../e2e/extension.ts';
import { createSite } from '../e2e/site.ts';
import { createPlatform } from '../platform/platform.ts';
import { configure } from '../run/configure.ts';
import { createBaseline, createOurs, type Contender } from './contender.ts';
import { createVoice, type Voice } from './voice.ts';

/** One browser with the three contenders in it, and the server that answers them all. */
export interface Fixture {
  /** In the order in which they take turns. */
  readonly contenders: readonly Contender[];
  readonly voice: Voice;
  /** The folder of the build that is measured. */
  readonly build: string;
  /** Installs it a second time, set up like the first, with storage of its own. */
  installCopy(): Promise<InstalledCopy>;
  /** A page that belongs to nobody. */
  openBystander(): Promise<{ readonly page: Page; readonly devtools: CDPSession }>;
  /** Such as "Chrome/150.0.0.0". */
  readonly browserVersion: string;
  close(): Promise<void>;
}

export interface InstalledCopy {
  readonly extensionId: string;
  readonly contender: Contender;
  remove(): Promise<void>;
}

const tenantId = 'miptech-company';
const tokensPerSecond = 2_000;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export async function createFixture(): Promise<Fixture> {
  const copies = await mkdtemp(join(tmpdir(), 'miptech-sidepanel-bench-'));
  const build = join(copies, '0');
  // A copy: another build may run meanwhile.
  await cp('.output/chrome-mv3', build, { recursive: true });
  const voice = createVoice();
  const [platform, site, extension] = await Promise.all([
    createPlatform({ tokensPerSecond, assistant: voice.assistant, tenants: [tenantId] }),
    createSite(),
    launchExtension({ dir: build }),
  ]);
  const { browser, extensionId } = extension;
  const origin = `chrome-extension://${extensionId}`;
  await browser.defaultBrowserContext().overridePermissions(origin, ['clipboard-read']);
  const bareId = await browser.installExtension(here('limit-extension'));
  await configure(extension, { apiUrl: platform.apiUrl, tenantId });

  const newChat = async (): Promise<URLSearchParams> => {
    const response = await fetch(`${platform.apiUrl}/api/v1/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tenant-id': tenantId },
      body: JSON.stringify({ title: 'bench', tenant_id: tenantId, session_id: crypto.randomUUID() }),
    });
    const { id } = (await response.json()) as { id: string };
    return new URLSearchParams({ socket: platform.wsUrl, chat: id });
  };
  const openPage = async (url: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(url);
    return page;
  };
  const barePage = site.put('/limit', await readFile(here('limit/page.html'), 'utf8'));

  return {
    contenders: [
      createBaseline(browser, { name: 'limit', url: barePage, newChat }),
      createBaseline(browser, { name: 'limit-ext', url: `chrome-extension://${bareId}/page.html`, newChat }),
      createOurs(browser, origin),
    ],
    voice,
    build,
    async installCopy() {
      // An unpacked extension is known by its folder.
      const dir = await mkdtemp(join(copies, '_'));
      await cp(build, dir, { recursive: true });
      const id = await browser.installExtension(dir);
      const options = `chrome-extension://${id}/options.html`;
      await configure(
        { ...extension, openOptions: () => openPage(options) },
        { apiUrl: platform.apiUrl, tenantId },
      );
      return {
        extensionId: id,
        contender: createOurs(browser, `chrome-extension://${id}`),
        remove: () => browser.uninstallExtension(id),
      };
    },
    async openBystander() {
      const page = await openPage('about:blank');
      return { page, devtools: await page.createCDPSession() };
    },
    browserVersion: await browser.version(),
    async close() {
      await extension.close();
      await Promise.all([platform.close(), site.close(), rm(copies, { recursive: true, force: true })]);
    },
  };
}
