import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chatOfFile, fileOf } from '../transfer/file-chats.ts';
import { allowedBefore } from './host-permission.ts';
import type { OptionsDriver } from './options-driver.ts';
import { until } from './until.ts';
import { startWalk, type Walk } from './walk-driver.ts';
import { createWorld, type World } from './world.ts';

/* The settings by keyboard: where the focus is after each action, and what was said. */
let world: World;
let options: OptionsDriver;
let walker: Walk;
let file: string;

beforeAll(async () => {
  world = await createWorld();
  const own = await world.openTab('about:blank');
  await allowedBefore(own, world.extension.extensionId, `${world.site.origin}/*`);
  await own.close();
  file = join(await mkdtemp(join(tmpdir(), 'miptech-walk-')), 'chats.json');
  options = await world.openOptions();
  await options.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
  walker = await startWalk(options.page);
});
afterAll(async () => {
  await world?.close();
  await rm(dirname(file), { recursive: true, force: true });
});

const typed = (text: string) => (): Promise<void> => options.page.keyboard.type(text);
const [url, save, tenant] = ['textbox "API URL"', 'button "Save"', 'textbox "Tenant ID"'];
const works = 'Everything that was tested works. Not tested: Round trip.';
const changed = ['Unsaved changes', 'What is typed has changed since this test.'];
const signedOut =
  'You are not signed in.Some platforms need no sign-in: if the panel is connected, you can leave this empty.';

it('the connection', async () => {
  const { button, key, walk } = walker;
  const { seen, wanted } = await walk([
    ['save', button('Save'), save, 'Saved. The panel uses it from now on.'],
    ['test', button('Test connection'), 'button "Test connection"', 'Testing…', works],
    ['one step again', button('Test again: Addresses'), 'section "Connection test"', 'Testing…', works],
    ['copy the report', button('Copy report'), 'button "Copy report"', 'Copied'],
    ['to the tenant', () => options.page.focus('[name="tenantId"]'), tenant],
    ['change it', typed('x'), tenant, ...changed],
    ['undo that', button('Undo changes'), save, works],
    ['what is no address', () => options.fill('API URL', 'http://'), url, ...changed],
    ['is not saved', key('Enter'), url, 'Not saved. Correct the marked fields.'],
    ['nor tested', button('Test connection'), url, 'Testing…', 'Not tested. Correct the marked fields.'],
    ['undo that, too', button('Undo changes'), save],
    ['copy the redirect URL', button('Copy redirect URL'), 'button "Copy redirect URL"', 'Copied'],
    ['fold Advanced', button('Advanced'), 'summary "Advanced"'],
  ]);
  expect(seen).toEqual(wanted);
});

it('profiles', async () => {
  const { button, key, walk } = walker;
  const { seen, wanted } = await walk([
    ['a new one', button('New profile'), url],
    ['this computer', button('This computer'), 'button "This computer"', 'Unsaved changes'],
    ['cancel', button('Cancel'), 'button "New profile"', signedOut],
    ['a new one after all', button('New profile'), url],
    ['its address', () => options.fill('API URL', world.platform.apiUrl), url, 'Unsaved changes'],
    ['its tenant', () => options.fill('Tenant ID', 'miptech-company'), tenant],
    ['save', button('Save'), save, 'Saved. The panel uses it from now on.', signedOut],
    ['delete', button('Delete profile'), 'button "Keep it"'],
    ['Escape', key('Escape'), 'button "Delete profile"'],
    ['delete again', button('Delete profile'), 'button "Keep it"'],
    ['for good', button('Delete for good'), 'button "New profile"', signedOut],
  ]);
  expect(seen).toEqual(wanted);
});

it('prompts', async () => {
  const { button, key, walk } = walker;
  const [name, text] = ['textbox "Name"', 'textbox "Prompt"'];
  const { seen, wanted } = await walk([
    ['add', button('Add prompt'), name],
    ['cancel', button('Cancel'), 'button "Add prompt"'],
    ['add again', button('Add prompt'), name],
    ['its name', typed('Ebb'), name],
    ['on', key('Tab'), text],
    ['its words', typed('When?'), text],
    ['save', button('Save prompt'), 'button "Edit Ebb"', 'Ebb is saved.'],
    ['another', button('Add prompt'), name],
    ['its name, too', typed('Flow'), name],
    ['further', key('Tab'), text],
    ['its words, too', typed('Where?'), text],
    ['save it, too', button('Save prompt'), 'button "Edit Flow"', 'Flow is saved.'],
    ['up', button('Move Flow up'), 'button "Move Flow up"', 'Flow: 1 of 2'],
    ['down', button('Move Flow down'), 'button "Move Flow down"', 'Flow: 2 of 2'],
    ['edit', button('Edit Ebb'), name],
    ['leave it as it was', button('Cancel'), 'button "Edit Ebb"'],
    ['delete', button('Delete Flow'), 'div "Flow was deleted.Undo"', 'Flow was deleted.'],
    ['undo', button('Undo'), 'button "Edit Flow"'],
  ]);
  expect(seen).toEqual(wanted);
});

it('page access', async () => {
  const { button, key, walk } = walker;
  const site = world.site.origin;
  const { seen, wanted } = await walk([
    ['what is no site', () => options.fill('Site', 'no site'), 'textbox "Site"'],
    ['is refused', key('Enter'), 'textbox "Site"'],
    ['a site', () => options.fill('Site', site), 'textbox "Site"'],
    ['is allowed', key('Enter'), 'textbox "Site"', `${site} is allowed.`],
    [
      'remove it',
      button(`Remove ${site}`),
      `div "${site} is not allowed any more."`,
      `${site} is not allowed any more.`,
    ],
  ]);
  expect(seen).toEqual(wanted);
});

/** What an import tells. */
const told = (fitting: RegExp): Promise<string> =>
  until(
    `an import that tells ${fitting}`,
    () => options.page.$eval('dialog [role="status"]', (line) => line.textContent ?? ''),
    (text) => fitting.test(text),
  );
/** Presses *Cancel* as soon as that is told and the button has the focus: what goes on then is not over before it. */
async function cancelAt(telling: string, start: () => Promise<void>): Promise<void> {
  const pressed = options.page.evaluate(pressAt, telling);
  await start();
  await pressed;
}
/** Runs in the page. */
function pressAt(telling: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const button = document.activeElement as HTMLElement;
      const isTold =
        document.querySelector('dialog [role="status"]')?.textContent?.startsWith(telling) ?? false;
      if (!isTold || button.textContent !== 'Cancel') return;
      observer.disconnect();
      removeEventListener('focusin', look);
      button.click();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    addEventListener('focusin', look);
  });
}
async function choose(content: string): Promise<void> {
  await writeFile(file, content);
  const input = await options.page.waitForSelector('dialog input[type="file"]');
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
}

it('data', async () => {
  const close = 'button "Close"';
  const chats = JSON.stringify(
    fileOf(...Array.from({ length: 300 }, (_, n) => chatOfFile({ id: `c${n}`, title: `Chat ${n}` }))),
  );
  const { button, key, walk } = walker;
  const { seen, wanted } = await walk([
    ['export all', button('Export all'), 'button "Close"'],
    ['Escape', key('Escape'), 'button "Export all"'],
    ['import', button('Import'), 'button "Close"'],
    ['close', button('Close'), 'button "Import"'],
    ['import again', button('Import'), close],
    [
      'a file, which is compared, and then not',
      () => cancelAt('Comparing', () => choose(chats)),
      close,
      'Reading chats.json…',
      'Comparing 300 chats…',
      'Cancelled. Nothing was imported.',
    ],
    [
      'the file again',
      () => choose(chats),
      close,
      'Reading chats.json…',
      'Comparing 300 chats…',
      expect.stringMatching(/^300 chats, /),
    ],
    [
      'import, and cancel midway',
      () => cancelAt('Importing', button('Import 300 chats')),
      close,
      'Importing 300 chats…',
      expect.stringMatching(
        /^[\d,]+ of 300 chats imported, each of them whole\. Going on imports the others\.$/,
      ),
    ],
    [
      'go on',
      async () => {
        await walker.enter('Go on');
        await told(/^300 chats imported\.$/);
      },
      close,
      'Importing 300 chats…',
      '300 chats imported.',
    ],
    ['close that', key('Enter'), 'button "Import"'],
    ['delete everything', button('Delete everything'), 'button "Cancel"'],
    ['cancel', button('Cancel'), 'button "Delete everything"'],
    ['once more', button('Delete everything'), 'button "Cancel"'],
    ['Escape from that', key('Escape'), 'button "Delete everything"'],
    ['keep for a while', button('Apply'), 'button "Apply"', 'Applied. There was nothing to delete.'],
    ['yes, really', button('Delete everything'), 'button "Cancel"'],
    [
      'for good',
      button('Delete for good'),
      'button "Delete everything"',
      'Deleting…',
      '300 conversations deleted, with all that belonged to them.',
    ],
  ]);
  expect(seen).toEqual(wanted);
});
