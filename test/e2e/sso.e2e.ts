import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentityProvider, type IdentityProvider } from '../identity-provider/identity-provider.ts';
import { createPlatformTrust } from '../identity-provider/platform-trust.ts';
import type { Trust } from '../platform/tokens.ts';
import { drivePage } from './page-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { unpackedId } from './policy-file.ts';
import { killPeriod } from './steady-killer.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* At an organisation's provider, in the browser's own window for it, by whoever fills in what that shows. */
let world: World;
let provider: IdentityProvider;
let panel: PanelDriver;

const account = 'Account: Ada Example';
const scopes = 'openid profile email offline_access chat:create chat:send';

beforeAll(async () => {
  let trusts: Trust = () => Promise.resolve(undefined);
  world = await createWorld({
    auth: 'required',
    configured: false,
    trusts: (token) => trusts(token),
    async beforeLaunch(dir) {
      const id = await unpackedId(dir);
      provider = await createIdentityProvider({
        login: 'form',
        redirectUrls: [`https://${id}.chromiumapp.org/sso`],
        allowedOrigins: [`chrome-extension://${id}`],
      });
      ({ trusts } = createPlatformTrust(provider));
    },
  });
  const options = await world.openOptions();
  await options.advanced();
  await options.fill('SSO issuer', provider.issuer);
  await options.fill('SSO client ID', provider.clientId);
  await options.fill('SSO scopes', scopes);
  await options.save({ apiUrl: world.platform.apiUrl });
  await options.page.close();
  panel = await world.openPanel();
});
afterAll(async () => {
  await world?.close();
  await provider?.close();
});

/** Pages of the provider that are open: its window is one. */
function windows(): Promise<Page[]> {
  const shown = world.extension.browser.targets().filter((t) => t.url().startsWith(provider.issuer));
  return Promise.all(shown.map((target) => target.asPage()));
}

const aWindow = async (): Promise<Page> =>
  (await until('the window of the provider', windows, (open) => open.length === 1))[0]!;

const noWindow = (): Promise<Page[]> => until('the window gone', windows, (open) => open.length === 0);

/** Fills in what the window shows, and agrees. */
async function goThrough(): Promise<void> {
  const page = drivePage(await aWindow());
  try {
    await page.page.waitForSelector('button[value="approve"]');
    if (await page.isThere('textbox', 'E-mail')) await page.fill('E-mail', 'ada@example.org');
    await page.page.click('button[value="approve"]');
  } catch (error) {
    // It closes under the click: that is what the click was for.
    if (!page.page.isClosed()) throw error;
  }
}

/** What is typed, also behind the dialog. */
const typed = (): Promise<string> =>
  panel.page.$eval('#composer-message', (box) => (box as HTMLTextAreaElement).value);

const told = (): Promise<string> =>
  panel.page.$$eval('dialog [role="alert"]', (found) => found.map((alert) => alert.textContent).join());

async function openDialog(): Promise<void> {
  await panel.press('Sign in');
  await panel.find('dialog', 'Sign in');
}

/** Resolves with how often it had to be pressed. */
async function signIn(): Promise<number> {
  let presses = 0;
  await until('Ada signed in', async () => {
    if (await panel.isThere('button', account)) return true;
    if ((await windows()).length > 0) await goThrough().catch(() => null);
    // The worker was killed, or nothing was pressed so far.
    else if (presses === 0 || (await told()) !== '') {
      presses += 1;
      await panel.press('Sign in with SSO');
      await until('a window, or an end', async () => (await windows()).length > 0 || (await told()) !== '');
    }
    return false;
  });
  return presses;
}

describe('signing in with SSO', () => {
  it('from the panel’s dialog, at the provider’s own form, takes along what is typed', async () => {
    await panel.alert(/Sign in needed/);
    await panel.fill('Message', 'Half a question');
    await openDialog();
    const presses = await signIn();
    if (!world.isKilledSteadily) expect(presses).toBe(1);
    await until('the dialog closed', async () => (await panel.page.$('dialog')) === null);
    await panel.noAlert();
    await panel.connection(/^Connected$/);
    expect(await typed()).toBe('Half a question');
    expect(await windows()).toEqual([]);
  });

  it('is answered as that person, by the provider’s tokens', async () => {
    const { platform } = world;
    await panel.send('Who am I?');
    await panel.answered();
    const shown = platform.received.rest.map(({ headers }) => headers.authorization ?? '');
    const [token = ''] = shown.filter((header) => header !== '').map((header) => header.split(' ')[1] ?? '');
    expect(provider.secrets).toContain(token);
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ user_id: 'user-ada', tenant_id: 'miptech-company' });
    expect(platform.received.violations).toEqual([]);
  });
});

describe('signing out', () => {
  it('has the provider end its refresh token, and shows nothing of what was said', async () => {
    await panel.press(account);
    await panel.press('Sign out');
    await panel.alert(/Sign in needed/);
    await panel.sees('nothing of what was said', (messages) => messages.length === 0);
    await until('the refresh token ended', () => provider.requests.includes('/token/revocation'));
  });
});

// Where the worker is killed steadily, any of them may be the one that outlives it.
describe.skipIf(killPeriod() !== null)('a window of the provider', () => {
  it('that is closed changes nothing, and says so', async () => {
    await panel.fill('Message', 'kept');
    await openDialog();
    await panel.press('Sign in with SSO');
    await (await aWindow()).close();
    expect(await until('words about it', told)).toMatch(/not finished.*Nothing has changed/);
    await noWindow();
    expect(await typed()).toBe('kept');
  });

  it('where the person says no is told as a no, the provider’s code in the details alone', async () => {
    await panel.press('Sign in with SSO');
    const page = await aWindow();
    await page.waitForSelector('button[value="deny"]');
    // It closes under the click.
    await page.click('button[value="deny"]').catch(() => null);
    expect(await until('words about it', told, (text) => /said no/.test(text))).not.toContain(
      'access_denied',
    );
    await panel.page.locator('dialog [role="alert"] button[aria-expanded]').click();
    await until('the provider’s code', told, (text) => text.includes('access_denied'));
    await noWindow();
  });

  it('outlives the worker that opened it: the next says so, and lets in who is done with it', async () => {
    await panel.press('Sign in with SSO');
    await aWindow();
    await world.killWorker();
    await until('words about it', told, (text) => /window is open already/.test(text));
    expect(await windows()).toHaveLength(1);
    await goThrough();
    await noWindow();
    expect(await panel.isThere('button', account)).toBe(false);
    await signIn();
    expect(await typed()).toBe('kept');
    await panel.connection(/^Connected$/);
  });
});
