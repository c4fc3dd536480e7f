import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/* Who asks, and where: told and changed in the panel itself, without a word of the question lost. */
let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld({ auth: 'required', tenants: ['miptech-company', 'acme'] });
  panel = await world.openPanel();
});
afterAll(() => world?.close());

const password = 'correct horse battery staple';
const account = 'Account: Ada Lovelace';

const noDialog = (): Promise<boolean> =>
  until('the dialog closed', async () => (await panel.page.$('dialog')) === null);

/** The accessible name of what has the focus. */
const focused = (): Promise<string> =>
  panel.page.evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });

const attached = async (): Promise<boolean> =>
  (await panel.page.$('.composer [role="group"][aria-label^="Page: "]')) !== null;

/** What stands out of the panel, the dialog or the header, at its narrowest. */
async function excess(): Promise<string[]> {
  const before = panel.page.viewport();
  await panel.page.setViewport({ width: 280, height: 700 });
  const found = await panel.page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog, .panel-header, .composer')]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => `${element.localName}.${element.className}`),
  );
  await panel.page.setViewport(before);
  return found;
}

describe('the alert', () => {
  it.each([
    [280, 800],
    [280, 600],
    [360, 600],
    [280, 420],
  ])('has its button, and the way to its details, in sight at %i × %i', async (width, height) => {
    const before = panel.page.viewport();
    await panel.alert(/Sign in needed/);
    await panel.page.setViewport({ width, height });
    const inSight = await panel.page.$$eval(
      '.dock .problem-actions > :first-child, .dock [aria-expanded="false"]',
      (found) =>
        found.map((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          const isWhole = [top + 2, bottom - 2].every((y) =>
            element.contains(document.elementFromPoint((left + right) / 2, y)),
          );
          return [element.textContent, isWhole];
        }),
    );
    await panel.page.setViewport(before);
    expect(inSight).toEqual([
      ['Sign in', true],
      ['Details', true],
    ]);
  });
});

describe('signing in from the panel', () => {
  it('reads the dialog’s code when it is asked for, and not before', async () => {
    const read: string[] = [];
    const note = (request: { url(): string }): void => void read.push(request.url());
    panel.page.on('request', note);
    await panel.page.reload();
    await panel.alert(/Sign in needed/);
    const dialogs = (): string[] => read.filter((url) => /\/dialogs-[^/]*\.js$/.test(url));
    expect(read.filter((url) => /\/panel-[^/]*\.js$/.test(url))).toHaveLength(1);
    expect(dialogs()).toEqual([]);
    await panel.press('Sign in');
    await panel.find('dialog', 'Sign in');
    expect(dialogs()).toHaveLength(1);
    panel.page.off('request', note);
  });

  it('is without violations of WCAG 2.2 AA, and fits into 280 px', async () => {
    expect(await violations(panel.page)).toEqual([]);
    expect(await excess()).toEqual([]);
  });

  it('takes Escape for a no: the focus is back at the button, the alert is still there', async () => {
    await panel.page.keyboard.press('Escape');
    await noDialog();
    await until('the focus back', focused, (name) => name === 'Sign in');
    await panel.alert(/Sign in needed/);
  });

  it('takes along what is typed and attached, and goes on from there', async () => {
    await world.pressToolbarButton();
    await panel.press('Attach this page');
    await until('the page attached', attached);
    await panel.fill('Message', 'Half a ques');
    await panel.press('Sign in');
    await panel.press('Create account');
    await panel.fill('Email', 'ada@example.com');
    await panel.fill('Full name', 'Ada Lovelace');
    await panel.page.type('input[name="password"]', password);
    // In front of it, all that was written is still to be seen.
    expect(await panel.page.$eval('#composer-message', (box) => (box as HTMLTextAreaElement).value)).toBe(
      'Half a ques',
    );
    await panel.press('Create account');
    await panel.find('button', account);
    await noDialog();
    await panel.noAlert();
    await until('the focus in the composer', focused, (name) => name === 'Message');
    expect(await panel.value('Message')).toBe('Half a ques');
    expect(await attached()).toBe(true);
    await panel.connection(/^Connected$/);
    await panel.page.keyboard.press('End');
    await panel.page.keyboard.type('tion');
    await panel.page.keyboard.press('Enter');
    await panel.answered();
    expect(world.platform.received.userMessages.at(-1)?.text).toMatch(/Half a question$/);
  });

  it('tells who is signed in, and lets them out', async () => {
    expect(await excess()).toEqual([]);
    await panel.press(account);
    await panel.find('dialog', 'Account');
    expect(await violations(panel.page)).toEqual([]);
    await panel.press('Sign out');
    await noDialog();
    await panel.alert(/Sign in needed/);
    await panel.sees('nothing of what was said', (messages) => messages.length === 0);
  });
});

describe('two profiles', () => {
  it('are a choice in the header, each with its own draft', async () => {
    const options = await world.openOptions();
    await options.press('New profile');
    await options.advanced();
    await options.fill('Profile name', 'Acme, the tenant with the longest name of all');
    await options.save({ apiUrl: world.platform.apiUrl, tenantId: 'acme' });
    await options.page.close();
    await panel.page.bringToFront();
    await panel.find('combobox', 'Profile');
    const box = 'select[aria-label="Profile"]';
    const ids = await panel.page.$$eval(`${box} option`, (found) => found.map(({ value }) => value));
    const used = await panel.page.$eval(box, ({ value }) => value);
    const other = ids.find((id) => id !== used) ?? '';
    expect(ids).toHaveLength(2);
    const going = (where: string): Promise<string> =>
      until(
        `the words that it goes to ${where}`,
        () => panel.page.$eval('.destination', (line) => line.textContent ?? ''),
        (text) => text.includes(`· ${where}`),
      );

    await going('acme');
    expect(await violations(panel.page)).toEqual([]);
    expect(await excess()).toEqual([]);
    await panel.fill('Message', 'for acme alone');
    await panel.page.select(box, other);
    await going('miptech-company');
    expect(await panel.value('Message')).toBe('');
    await panel.page.select(box, used);
    await going('acme');
    expect(await panel.value('Message')).toBe('for acme alone');
  });
});
