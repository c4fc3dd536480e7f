import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ada, haveAccountsAt } from '../flows/people.ts';
import { chatOfFile, fileOf } from '../transfer/file-chats.ts';
import { allowedBefore } from './host-permission.ts';
import type { OptionsDriver } from './options-driver.ts';
import { chosen, faultsOf, type View } from './reflow-places.ts';
import { driveSignIn } from './sign-in-driver.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* The settings, from the first look at them to several profiles and a file of chats: each state where there is least room. */
let world: World;
let options: OptionsDriver;
let folder: string;
beforeAll(async () => {
  world = await createWorld({ configured: false, auth: 'required', tenants: ['miptech-company', 'acme'] });
  folder = await mkdtemp(join(tmpdir(), 'miptech-reflow-'));
  await haveAccountsAt({ apiUrl: world.platform.apiUrl, tenantId: 'miptech-company' }, ada);
  options = await world.openOptions();
  await options.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

const card = (id: string): string => `section[aria-labelledby="${id}"]`;
const dialog = 'dialog[open]';
const connection = '.card:has(.connection-form)';

const there = (selector: string): Promise<unknown> => options.page.waitForSelector(selector);
const escape = async (): Promise<void> => {
  await options.page.keyboard.press('Escape');
  await until('the dialog closed', async () => (await options.page.$(dialog)) === null);
};
const outcome = (fitting: RegExp): Promise<string> =>
  until(
    `an outcome like ${fitting}`,
    () => options.page.$eval('.form-outcome', (line) => line.textContent ?? ''),
    (said) => fitting.test(said),
  );
const told = (what: string): Promise<string> =>
  until(
    `the dialog saying “${what}”`,
    () => options.page.$eval(dialog, (element) => (element as HTMLElement).innerText),
    (text) => text.includes(what),
  );

async function choose(content: string): Promise<void> {
  const file = join(folder, 'chats.json');
  await writeFile(file, content);
  const input = await options.page.waitForSelector('dialog input[type="file"]');
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
}

async function prompt(title: string, text: string): Promise<void> {
  await options.press('Add prompt');
  await options.fill('Name', title);
  await options.fill('Prompt', text);
  await options.press('Save prompt');
  await options.find('button', `Edit ${title}`);
}

const chats = [
  chatOfFile({ id: 'a', title: 'A title that goes on for longer than any line of a narrow panel can be' }),
  chatOfFile({ id: 'b', title: 'متى يكون المد العالي اليوم؟' }),
  ...Array.from({ length: 7 }, (_, n) => chatOfFile({ id: `d${n}`, title: `Chat ${n}` })),
  { ...chatOfFile({ id: 'e', title: 'Damaged' }), messages: [{ role: 'system' }] },
];

/** In this order. */
const views: Readonly<Record<string, View>> = {
  'options-fresh': { of: 'main', isForced: true, reach: () => there('form.sign-in, .connection-form') },
  'options-refused': {
    isLong: true,
    of: connection,
    reach: () => options.save({ apiUrl: 'nowhere', tenantId: 'two words', wsUrl: 'ftp://files.example.org' }),
  },
  'options-unsaved': {
    isLong: true,
    of: connection,
    reach: async () => {
      await options.type({ apiUrl: world.platform.apiUrl });
      await outcome(/^Unsaved changes$/);
    },
  },
  'options-test-failed': {
    of: connection,
    reach: async () => {
      await options.type({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
      await options.test();
    },
  },
  'options-test-silent': {
    isLong: true,
    of: connection,
    reach: async () => {
      await options.type({ apiUrl: world.site.origin });
      await options.test();
    },
  },
  'options-works': {
    isLong: true,
    of: connection,
    reach: async () => {
      await options.type({ apiUrl: world.platform.apiUrl });
      await options.test();
    },
    leave: async () => {
      await options.save({ apiUrl: world.platform.apiUrl });
      await there('form.sign-in');
    },
  },
  'options-signed-out': {
    isLong: true,
    of: card('account'),
    reach: async () => {
      await options.save({ apiUrl: world.platform.apiUrl });
      await there('form.sign-in');
    },
  },
  'options-sign-in-refused': {
    isLong: true,
    of: card('account'),
    reach: async () => {
      await driveSignIn(options).enter({ email: ada.email, password: 'the engine leaves' });
      await driveSignIn(options).refused(/Wrong email or password/);
    },
  },
  'options-sso': {
    isLong: true,
    of: 'main',
    reach: async () => {
      await options.advanced();
      await options.fill('SSO issuer', 'https://login.example.com/realms/harbour');
      await options.fill('SSO client ID', 'sidepanel');
      await options.press('Save');
      await options.find('button', 'Sign in with SSO');
    },
    leave: async () => {
      await options.fill('SSO issuer', '');
      await options.fill('SSO client ID', '');
      await options.press('Save');
      await until('no single sign-on', async () => !(await options.isThere('button', 'Sign in with SSO')));
    },
  },
  'options-signed-in': {
    isLong: true,
    of: card('account'),
    reach: async () => {
      await driveSignIn(options).enter({ email: ada.email, password: ada.password }, true);
      await options.find('button', 'Sign out');
    },
  },
  'options-unsaved-question': {
    isForced: true,
    reach: async () => {
      await options.save({ apiUrl: world.platform.apiUrl });
      await options.press('New profile');
      await options.advanced();
      await options.fill('Profile name', 'The harbour office of Acme, in the long version');
      await options.page.select('select[name="profile"]', 'default');
      await options.find('button', 'Save and go on');
    },
    leave: async () => {
      await options.press('Stay here');
      await options.save({ apiUrl: world.platform.apiUrl, tenantId: 'acme' });
    },
  },
  'options-removal-question': {
    isLong: true,
    reach: async () => {
      await options.press('Delete profile');
      await options.find('button', 'Delete for good');
    },
    leave: () => options.press('Keep it'),
  },
  'options-profiles': {
    isLong: true,
    of: 'main',
    reach: async () => {
      await options.page.select('select[name="profile"]', 'default');
      await options.find('button', 'New profile');
    },
  },
  'options-page-access': {
    isLong: true,
    of: card('page-access'),
    reach: async () => {
      const site = 'https://tide-tables-of-the-harbour-office.example.org';
      for (const host of [`${world.site.origin}/*`, `${site}/*`]) {
        const own = await world.openTab('about:blank');
        await allowedBefore(own, world.extension.extensionId, host);
        await own.close();
      }
      await options.page.bringToFront();
      for (const each of [world.site.origin, site]) {
        await options.fill('Site', each);
        await options.press('Always allow');
        await until('the site listed', async () =>
          (await options.page.$eval(card('page-access'), (element) => element.textContent ?? '')).includes(
            each,
          ),
        );
      }
      await options.fill('Site', 'chrome://settings');
      await options.press('Always allow');
      await until('the refusal', async () => (await options.refusal('Site')) !== '');
    },
  },
  'options-prompts': {
    isLong: true,
    of: card('prompts'),
    reach: async () => {
      await prompt('Plain words', 'Say {page} in plain words, and in {language}, for somebody in a hurry.');
      await prompt('Verständlichkeit', 'What of {selection} is unlikely, and what would have to be so?');
      await options.press('Edit Plain words');
      await options.find('button', 'Save prompt');
    },
    leave: () => options.press('Cancel'),
  },
  'options-prompt-deleted': {
    isLong: true,
    of: card('prompts'),
    reach: async () => {
      await options.press('Delete Verständlichkeit');
      await options.find('button', 'Undo');
    },
  },
  'options-export': {
    isLong: true,
    of: dialog,
    reach: async () => {
      await options.press('Export all');
      await options.find('dialog', 'Export all chats');
      await told('Not in it: drafts');
    },
    leave: escape,
  },
  'options-import': {
    isLong: true,
    of: dialog,
    reach: async () => {
      await options.press('Import');
      await options.find('dialog', 'Import chats');
    },
  },
  'options-import-damaged': {
    isLong: true,
    of: dialog,
    reach: async () => {
      await choose(JSON.stringify(fileOf(...chats)).slice(0, 200));
      await told('ends in the middle');
    },
    leave: escape,
  },
  'options-import-preview': {
    of: dialog,
    reach: async () => {
      await options.press('Import');
      await options.find('dialog', 'Import chats');
      await choose(JSON.stringify(fileOf(...chats)));
      await told('chats will be added.');
    },
  },
  'options-imported': {
    isLong: true,
    of: dialog,
    reach: async () => {
      await options.press('Import 9 chats');
      await told('9 chats imported.');
    },
    leave: escape,
  },
  'options-erase-question': {
    isLong: true,
    reach: async () => {
      await options.press('Delete everything');
      await there(dialog);
    },
    leave: escape,
  },
  'options-activity': { of: card('activity'), reach: () => there('.activity-entry') },
};

describe('nothing lies on anything, and no word is broken', () => {
  it.each(chosen(views))('%s', async (name, view) => {
    await view.reach();
    const found = await faultsOf(options.page, name, view);
    await view.leave?.();
    expect(found).toEqual([]);
  });
});
