import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchExtension } from '../e2e/extension.ts';
import { createSite } from '../e2e/site.ts';
import { createPlatform } from '../platform/platform.ts';
import { configure } from '../run/configure.ts';
import { createBaseline, createOurs, type Contender } from './contender.ts';
import { createVoice, type Voice } from './voice.ts';

/** One browser with the three contenders in it, and the server that answers them all. */
export interface Scene {
  /** In the order in which they take turns. */
  readonly contenders: readonly Contender[];
  readonly voice: Voice;
  /** Such as "Chrome/150.0.0.0". */
  readonly browserVersion: string;
  close(): Promise<void>;
}

const tenantId = 'miptech-company';
const tokensPerSecond = 2_000;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export async function createScene(): Promise<Scene> {
  // A copy: another build may run meanwhile.
  const build = await mkdtemp(join(tmpdir(), 'miptech-sidepanel-bench-'));
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
  const barePage = site.put('/limit', await readFile(here('limit/page.html'), 'utf8'));

  return {
    contenders: [
      createBaseline(browser, { name: 'limit', url: barePage, newChat }),
      createBaseline(browser, { name: 'limit-ext', url: `chrome-extension://${bareId}/page.html`, newChat }),
      createOurs(browser, origin),
    ],
    voice,
    browserVersion: await browser.version(),
    async close() {
      await extension.close();
      await Promise.all([platform.close(), site.close(), rm(build, { recursive: true, force: true })]);
    },
  };
}
