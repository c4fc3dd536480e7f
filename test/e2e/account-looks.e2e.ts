import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ada, haveAccountsAt } from '../flows/people.ts';
import type { OptionsDriver } from './options-driver.ts';
import type { PageDriver } from './page-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { createPolicyFile, unpackedId, type PolicyFile } from './policy-file.ts';
import { driveSignIn } from './sign-in-driver.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/*
 * People, profiles and what an organisation sets, in every state: pictures for people to look at, as narrow as it may get,
 * and what a machine can tell of WCAG 2.2 AA, in both colour schemes.
 */
const panelWidths = [280, 360];
const pageWidths = [400, 900];

async function expectGood(
  { page }: PageDriver,
  name: string,
  options: { readonly widths: readonly number[]; readonly fullPage?: boolean },
): Promise<void> {
  await page.bringToFront();
  expect(await photograph(page, name, options)).toBeGreaterThan(blank);
  expect(await violations(page)).toEqual([]);
  const before = page.viewport();
  await page.setViewport({ width: Math.min(...options.widths), height: 800 });
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog, .panel-header, .composer, .card')]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => `${element.localName}.${element.className}`),
  );
  expect(wide).toEqual([]);
  await page.setViewport(before);
}

const expectGoodPanel = (panel: PanelDriver, name: string): Promise<void> =>
  expectGood(panel, `panel-${name}`, { widths: panelWidths });
const expectGoodOptions = (options: OptionsDriver, name: string): Promise<void> =>
  expectGood(options, `options-${name}`, { widths: pageWidths, fullPage: true });

describe('people and profiles', () => {
  let world: World;
  let panel: PanelDriver;
  let options: OptionsDriver;

  beforeAll(async () => {
    world = await createWorld({ auth: 'required', tenants: ['miptech-company', 'acme'] });
    await haveAccountsAt({ apiUrl: world.platform.apiUrl, tenantId: 'miptech-company' }, ada);
    panel = await world.openPanel();
  });
  afterAll(() => world?.close());

  it('the panel, from a sign-in that is needed to one that is refused', async () => {
    await panel.alert(/Sign in needed/);
    await panel.send('When is high water tomorrow?');
    await expectGoodPanel(panel, 'sign-in-needed');
    await panel.press('Sign in');
    await panel.find('dialog', 'Sign in');
    await expectGoodPanel(panel, 'sign-in');
    await driveSignIn(panel).enter({ email: ada.email, password: 'the engine leaves' });
    await driveSignIn(panel).refused(/Wrong email or password/);
    await expectGoodPanel(panel, 'sign-in-refused');
    await panel.press('Create account');
    await driveSignIn(panel).enter({ email: 'nowhere', password: 'short', fullName: 'Ada Lovelace' });
    await until('the marks', async () => (await driveSignIn(panel).focused()).isRefused);
    await expectGoodPanel(panel, 'create-account-refused');
    await panel.page.keyboard.press('Escape');
  });

  it('the settings, signed out, with a sign-in refused, and with single sign-on', async () => {
    options = await world.openOptions();
    await options.page.waitForSelector('form.sign-in');
    await expectGoodOptions(options, 'signed-out');
    await driveSignIn(options).enter({ email: ada.email, password: 'the engine leaves' });
    await driveSignIn(options).refused(/Wrong email or password/);
    await expectGoodOptions(options, 'sign-in-refused');
    await options.advanced();
    await options.fill('SSO issuer', 'https://login.example.com/realms/harbour');
    await options.fill('SSO client ID', 'sidepanel');
    await options.press('Save');
    await options.find('button', 'Sign in with SSO');
    await expectGoodOptions(options, 'sso');
    await options.fill('SSO issuer', '');
    await options.press('Save');
    await options.page.waitForSelector('[name="ssoClientId"]');
    await until('a refusal', async () => (await options.refusal('SSO issuer')) !== '');
    await expectGoodOptions(options, 'sso-refused');
    await options.fill('SSO client ID', '');
    await options.press('Save');
    await until('no single sign-on', async () => !(await options.isThere('button', 'Sign in with SSO')));
  });

  it('the settings, signed in, with several profiles, and what is asked before one is gone', async () => {
    await driveSignIn(options).enter({ email: ada.email, password: ada.password }, true);
    await options.find('button', 'Sign out');
    await options.press('New profile');
    await options.find('button', 'Cancel');
    await expectGoodOptions(options, 'new-profile');
    await options.advanced();
    await options.fill('Profile name', 'The harbour office of Acme, in the long version');
    await options.page.select('select[name="profile"]', 'default');
    await options.find('button', 'Save and go on');
    await expectGoodOptions(options, 'unsaved-question');
    await options.press('Stay here');
    await options.save({ apiUrl: world.platform.apiUrl, tenantId: 'acme' });
    await options.press('Delete profile');
    await options.find('button', 'Delete for good');
    await expectGoodOptions(options, 'removal-question');
    await options.press('Keep it');
    await options.page.select('select[name="profile"]', 'default');
    await options.find('button', 'Sign out');
    await expectGoodOptions(options, 'several-profiles');
  });

  it('the panel, signed in, with a choice of profiles', async () => {
    await world.tab.bringToFront();
    await panel.find('combobox', 'Profile');
    await panel.answered();
    await expectGoodPanel(panel, 'signed-in');
    await panel.press('Account: Ada Lovelace');
    await panel.find('dialog', 'Account');
    await expectGoodPanel(panel, 'account');
    await panel.page.keyboard.press('Escape');
  });
});

describe('under a policy', () => {
  let world: World;
  let policyFile: PolicyFile | undefined;
  let panel: PanelDriver;
  let options: OptionsDriver;

  beforeAll(async () => {
    world = await createWorld({
      configured: false,
      async beforeLaunch(dir, { apiUrl }) {
        policyFile = await createPolicyFile(await unpackedId(dir), {
          profiles: [
            { name: 'Acme', apiUrl, tenantId: 'miptech-company' },
            { name: 'Acme North', apiUrl, tenantId: 'acme-north' },
          ],
          pageContext: { block: ['127.0.0.1', 'https://wrong.example'] },
          keepDays: 30,
          allowedProtocols: ['v3', 'v9'],
          sso: { issuer: 'https://login.example.com', clientId: 'sidepanel' },
        });
      },
    });
    options = await world.openOptions();
    await options.page.waitForFunction(
      async () => {
        const { chrome } = globalThis as unknown as {
          chrome: { storage: { managed: { get(): Promise<object> } } };
        };
        return Object.keys(await chrome.storage.managed.get()).length > 0;
      },
      { polling: 200 },
    );
    await options.page.reload();
    await options.page.waitForSelector('.is-locked');
    panel = await world.openPanel();
  });
  afterAll(async () => {
    await policyFile?.remove();
    await world?.close();
  });

  it('the settings, locked and with mistakes', async () => {
    await expectGoodOptions(options, 'locked');
  });

  it('the panel, where a page may not be read, and where nothing may be done', async () => {
    await world.tab.bringToFront();
    await panel.connection(/^Connected$/);
    await world.pressToolbarButton();
    await panel.press('Attach this page');
    await panel.alert(/Your organisation does not let/);
    await expectGoodPanel(panel, 'page-forbidden');
    await panel.press('Got it');
    await policyFile?.write({ profiles: [{ name: 'Acme', apiUrl: 'http://acme.example' }] });
    await panel.alert(/Your organisation does not allow this/);
    await panel.send('For Acme alone');
    await expectGoodPanel(panel, 'policy-forbids');
  });
});
