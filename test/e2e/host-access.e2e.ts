import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlatform, type Platform } from '../platform/platform.ts';
import { allowedBefore } from './host-permission.ts';
import type { PageDriver } from './page-driver.ts';
import { createWorld, type World } from './world.ts';

/*
 * A platform whose server lets extensions in is used as it is. Of one that lets in some web site only (CORS), access is
 * asked for: by a button, for this one origin, in the turn of its press.
 */
let world: World;
let closed: Platform;

beforeAll(async () => {
  [world, closed] = await Promise.all([
    createWorld({ configured: false }),
    createPlatform({ corsOrigins: 'localhost:3000', tokensPerSecond: 2_000 }),
  ]);
});
afterAll(async () => {
  await world?.close();
  await closed?.close();
});

interface Asked {
  readonly origins: readonly string[];
  readonly inTurnOfPress: boolean;
}

interface Permissions {
  request: (asked: { origins: string[] }, answer: (isGranted: boolean) => void) => void;
  contains(asked: { origins: string[] }): Promise<boolean>;
}

interface ExtensionPage {
  chrome: { permissions: Permissions };
  asked: Asked[];
}

/** The person says no to whatever the page asks the browser for. Its question is the browser's own, out of any test's reach. */
async function refuseEverything({ page }: PageDriver): Promise<void> {
  await page.evaluate(() => {
    const own = globalThis as unknown as ExtensionPage;
    own.asked = [];
    own.chrome.permissions.request = ({ origins }, answer) => {
      own.asked.push({ origins, inTurnOfPress: navigator.userActivation.isActive });
      answer(false);
    };
  });
}

const asked = ({ page }: PageDriver): Promise<Asked[]> =>
  page.evaluate(() => (globalThis as unknown as ExtensionPage).asked);

const hasAccess = ({ page }: PageDriver, pattern: string): Promise<boolean> =>
  page.evaluate(
    (host) => (globalThis as unknown as ExtensionPage).chrome.permissions.contains({ origins: [host] }),
    pattern,
  );

describe('a platform that lets extensions in', () => {
  it('is used without any such question', async () => {
    await world.configure({ apiUrl: world.platform.apiUrl });
    const panel = await world.openPanel();
    await panel.connection(/^Connected$/);
    await panel.send('May I come in?');
    await panel.answered();
    await panel.noAlert();
    const options = await world.openOptions();
    expect((await options.test()).filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(await options.isThere('button', 'Allow access')).toBe(false);
    await options.page.close();
    await panel.close();
  });
});

describe('a platform that lets no extension in', () => {
  const pattern = (): string => `${closed.apiUrl}/*`;

  it('is told so, with a button that asks for this one origin; after a no the alert stays', async () => {
    await world.configure({ apiUrl: closed.apiUrl });
    const panel = await world.openPanel();
    await panel.find('button', 'Allow access');
    await refuseEverything(panel);
    await panel.press('Allow access');
    expect(await asked(panel)).toEqual([{ origins: [pattern()], inTurnOfPress: true }]);
    await panel.find('button', 'Allow access');
    expect(await hasAccess(panel, pattern())).toBe(false);
    await panel.close();
  });

  it('fails the connection test at its server, with the same button there', async () => {
    const options = await world.openOptions();
    await options.type({ apiUrl: closed.apiUrl });
    const failed = (await options.test()).filter(({ outcome }) => outcome === 'failed');
    expect(failed).toMatchObject([{ name: 'server', text: expect.stringContaining('Allow access') }]);
    await refuseEverything(options);
    await options.press('Allow access');
    expect(await asked(options)).toEqual([{ origins: [pattern()], inTurnOfPress: true }]);
    await options.page.close();
  });

  it('is connected after a yes, asks and answers, and still does when the worker has died', async () => {
    const browsersOwn = await world.openTab('about:blank');
    await allowedBefore(browsersOwn, world.extension.extensionId, pattern());
    await browsersOwn.close();
    const panel = await world.openPanel();
    await panel.find('button', 'Allow access');
    expect(await hasAccess(panel, pattern())).toBe(false);
    await panel.send('written before access');
    await panel.press('Allow access');
    await panel.connection(/^Connected$/);
    await panel.answered();
    await panel.noAlert();
    expect(await hasAccess(panel, pattern())).toBe(true);
    // No more than was asked for: another server on this computer stays out of reach.
    expect(await hasAccess(panel, 'http://127.0.0.1:9/*')).toBe(false);

    await world.killWorker();
    await panel.send('and after the worker died');
    await panel.answered(2);
    const received = closed.received.userMessages.map(({ text }) => text);
    expect(received).toEqual(['written before access', 'and after the worker died']);
  });
});
