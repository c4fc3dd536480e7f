import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ada, haveAccountsAt } from '../flows/people.ts';
import type { PanelDriver } from './panel-driver.ts';
import { chosen, faultsOf, type View } from './reflow-places.ts';
import { driveSignIn } from './sign-in-driver.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* From the first card to a person signed in, with a choice of profiles: each view where there is least room for it. */
let world: World;
let panel: PanelDriver;
beforeAll(async () => {
  world = await createWorld({ configured: false, auth: 'required', tenants: ['miptech-company', 'acme'] });
  await haveAccountsAt({ apiUrl: world.platform.apiUrl, tenantId: 'miptech-company' }, ada);
  // A press that comes while the browser is still starting a new extension's worker is lost.
  await (await world.openOptions()).page.close();
  panel = await world.openPanel();
  await panel.find('region', 'Connect to your organisation');
});
afterAll(() => world?.close());

const said = (wanted: RegExp): Promise<string> =>
  until(
    `the card saying ${wanted}`,
    () => panel.page.$eval('.first-run', (element) => (element as HTMLElement).innerText),
    (words) => wanted.test(words),
  );
const escape = async (): Promise<void> => {
  await panel.page.keyboard.press('Escape');
  await until('the dialog closed', async () => (await panel.page.$('dialog[open]')) === null);
};
const card = '.first-run';
const form = 'dialog[open]';

/** In this order. */
const views: Readonly<Record<string, View>> = {
  'first-run': { of: card, isForced: true, reach: () => panel.page.waitForSelector(card) },
  'first-run-refused': {
    isLong: true,
    of: card,
    reach: async () => {
      await panel.press('Connect');
      await said(/API URL is empty/);
    },
  },
  'first-run-policy': {
    isLong: true,
    of: card,
    reach: async () => {
      await panel.press('My administrator has set it');
      await said(/no address from an administrator/);
    },
  },
  'first-run-local': {
    isLong: true,
    of: card,
    reach: async () => {
      await panel.page.locator('.first-run-local > summary').click();
      await panel.find('button', 'Copy command');
    },
  },
  'first-run-silent': {
    isLong: true,
    of: card,
    reach: async () => {
      await panel.fill('API URL', 'https://assistant.harbour-office.invalid');
      await said(/Correct the API URL|does not answer|nobody has that name/);
    },
  },
  'first-run-found': {
    isLong: true,
    of: card,
    reach: async () => {
      await panel.fill('API URL', world.platform.apiUrl);
      await said(/A platform answers at/);
    },
  },
  'first-run-tenant': {
    of: card,
    reach: async () => {
      await panel.fill('API URL', world.platform.apiUrl);
      await said(/A platform answers at/);
      await panel.fill('Tenant ID', 'nobody');
      await said(/does not know the tenant “nobody”/);
    },
    leave: async () => {
      await panel.fill('Tenant ID', 'miptech-company');
      await panel.press('Connect');
    },
  },
  'sign-in-needed': { talk: 0.25, reach: () => panel.alert(/Sign in needed/) },
  'sign-in': {
    isLong: true,
    of: form,
    reach: async () => {
      await panel.press('Sign in');
      await panel.find('dialog', 'Sign in');
    },
    leave: escape,
  },
  'sign-in-refused': {
    of: form,
    isForced: true,
    reach: async () => {
      await panel.press('Sign in');
      await panel.find('dialog', 'Sign in');
      await driveSignIn(panel).enter({ email: ada.email, password: 'the engine leaves' });
      await driveSignIn(panel).refused(/Wrong email or password/);
    },
    leave: escape,
  },
  'create-account-refused': {
    isLong: true,
    of: form,
    reach: async () => {
      await panel.press('Sign in');
      await panel.find('dialog', 'Sign in');
      await panel.press('Create account');
      await driveSignIn(panel).enter({ email: 'nowhere', password: 'short', fullName: 'Ada Lovelace' });
      await until('the marks', async () => (await driveSignIn(panel).focused()).isRefused);
    },
    leave: escape,
  },
  'signed-in': {
    isLong: true,
    reach: async () => {
      await panel.press('Sign in');
      await panel.find('dialog', 'Sign in');
      await driveSignIn(panel).enter({ email: ada.email, password: ada.password }, true);
      await panel.find('button', 'Account: Ada Lovelace');
      await panel.connection(/^Connected$/);
    },
  },
  account: {
    isLong: true,
    of: form,
    reach: async () => {
      await panel.press('Account: Ada Lovelace');
      await panel.find('dialog', 'Account');
    },
    leave: escape,
  },
  profiles: {
    isLong: true,
    reach: async () => {
      const options = await world.openOptions();
      await options.press('New profile');
      await options.advanced();
      await options.fill('Profile name', 'The harbour office of Acme, in the long version');
      await options.save({ apiUrl: world.platform.apiUrl, tenantId: 'acme' });
      await options.page.close();
      await panel.page.bringToFront();
      await panel.find('combobox', 'Profile');
      await panel.alert(/Sign in needed/);
    },
    talk: 0.25,
  },
};

describe('nothing lies on anything, no word is broken, half of the height is the conversation', () => {
  it.each(chosen(views))('%s', async (name, view) => {
    await view.reach();
    const found = await faultsOf(panel.page, name, view);
    await view.leave?.();
    expect(found).toEqual([]);
  });
});
