import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TargetType, type WebWorker } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHeldAssistant } from '../flows/held-assistant.ts';
import { openNotificationServer, type NotificationServer } from './notification-server.ts';
import { drivePanel, type PanelDriver } from './panel-driver.ts';
import { photograph } from './photograph.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/* What is told of an answer while no panel shows it, as the browser itself has it. */
let world: World;

/** Said one by one, so that no answer ends before its panel is closed, however busy the machine is. */
const pieces = ['Word', ' by', ' word.'];
const assistant = createHeldAssistant(pieces);

beforeAll(async () => {
  world = await createWorld({ assistant });
});
afterEach(() => world.calm());
afterAll(() => world.close());

/** It is woken, where it is idle: a page of ours asks it. */
async function worker({ extension, openOptions }: World): Promise<WebWorker> {
  const origin = `chrome-extension://${extension.extensionId}/`;
  if (!extension.isWorkerAlive()) await (await openOptions()).page.close();
  const target = await extension.browser.waitForTarget(
    (found) => found.type() === TargetType.SERVICE_WORKER && found.url().startsWith(origin),
  );
  return (await target.worker()) ?? expect.fail('There is no worker.');
}

interface Actions {
  readonly action: {
    getBadgeText(of: object): Promise<string>;
    getTitle(of: object): Promise<string>;
  };
}

/**
 * Asked of the browser by a page of ours: what the worker has in memory has no part in it. Once the worker has answered that
 * page, it has heard all that was before it, as of a panel that was closed.
 */
async function button(at = world): Promise<string> {
  const page = await at.openOptions();
  await page.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
  const said = await page.page.evaluate(async () => {
    const { action } = (globalThis as unknown as { chrome: Actions }).chrome;
    return `${await action.getBadgeText({})} | ${await action.getTitle({})}`;
  });
  await page.page.close();
  return said;
}

async function leaveMidAnswer(question: string, at = world): Promise<void> {
  const panel = await at.openPanel();
  await panel.connection(/^Connected$/);
  await panel.send(question);
  assistant.release(1);
  await panel.sees('it streaming', (messages) => messages.at(-1)?.status === 'streaming');
  await panel.close();
  // While the answer is still being written there is nothing to tell; and by then the worker knows that the panel is gone.
  expect(await button(at)).toBe(' | Open MIPTech Side Panel');
  assistant.release(pieces.length - 1);
}

describe('an answer that ends while the panel is closed', () => {
  it('is marked on the button, in words too; a worker that dies changes nothing of it; the panel shows it, and it is gone', async () => {
    expect(await button()).toBe(' | Open MIPTech Side Panel');
    await leaveMidAnswer('Tell me when it is there');
    await until(
      'the mark',
      () => button(),
      (said) => said === '1 | 1 answer is there · Open MIPTech Side Panel',
    );
    await world.killWorker();
    expect(await button()).toBe('1 | 1 answer is there · Open MIPTech Side Panel');
    const panel = await world.openPanel();
    const messages = await panel.sees('the answer', (all) => all.at(-1)?.status === 'complete');
    expect(messages.at(-2)?.text).toContain('Tell me when it is there');
    await until(
      'no mark',
      () => button(),
      (said) => said === ' | Open MIPTech Side Panel',
    );
    await panel.close();
  });

  it('is led to by the button, also from another window', async () => {
    await leaveMidAnswer('Lead me there');
    await until(
      'the mark',
      () => button(),
      (said) => said.startsWith('1 |'),
    );
    const other = await world.extension.browser.newPage({ type: 'window' });
    await other.goto(world.articleUrl);
    const panel = await world.openPanel(other);
    const messages = await panel.sees('the answer', (all) => all.at(-1)?.status === 'complete');
    expect(messages.at(-2)?.text).toContain('Lead me there');
    await panel.close();
    await other.close();
  });
});

/** What a browser without a person to ask lets us try: the permission is there from the beginning. */
describe('a notification', () => {
  let allowed: World;
  let system: NotificationServer | null = null;

  beforeAll(async () => {
    system = await openNotificationServer();
    allowed = await createWorld({
      assistant,
      async beforeLaunch(dir) {
        const file = join(dir, 'manifest.json');
        const manifest = JSON.parse(await readFile(file, 'utf8')) as { permissions: string[] };
        const { optional_permissions: _, ...rest } = manifest as typeof manifest & Record<string, unknown>;
        const permissions = [...manifest.permissions, 'notifications'];
        await writeFile(file, JSON.stringify({ ...rest, permissions }));
      },
    });
    const options = await allowed.openOptions();
    await options.prefer('Tell me when an answer is there', 'on');
    await options.page.close();
  });
  afterAll(async () => {
    await allowed?.close();
    await system?.close();
  });

  const standing = async (): Promise<string[]> =>
    (await worker(allowed)).evaluate(async () => {
      const { notifications } = (globalThis as unknown as { chrome: Notifications }).chrome;
      return Object.keys(await notifications.getAll());
    });

  it('tells of an answer once, leads to its chat when it is pressed, and goes when that is shown', async () => {
    await leaveMidAnswer('Notify me', allowed);
    const [id = ''] = await until('it', standing, (ids) => ids.length > 0);
    expect(id).toMatch(/^chat:\d+:[\da-f-]{36}$/);
    const panel = await allowed.openPanel();
    // The button has led there, too.
    await panel.sees('the answer', (all) => all.at(-1)?.status === 'complete');
    await until('no notification', standing, (ids) => ids.length === 0);
    await panel.press('New chat');
    await panel.sees('an empty chat', (messages) => messages.length === 0);
    // As the browser does when it is pressed; but that counts as no gesture.
    await (
      await worker(allowed)
    ).evaluate((pressed: string) => {
      const { notifications } = (globalThis as unknown as { chrome: Notifications }).chrome;
      notifications.onClicked.dispatch(pressed);
    }, id);
    const messages = await panel.sees('the answer', (all) => all.at(-1)?.status === 'complete');
    expect(messages.at(-2)?.text).toContain('Notify me');
    await panel.close();
  });

  it('holds none of the words; pressed where the system shows it, it opens the panel on its chat', async ({
    skip,
  }) => {
    const { shown, press } = system ?? skip('This machine has no bus to show it on.');
    const before = shown.length;
    await leaveMidAnswer('Press me', allowed);
    await until('it shown', () => shown.length > before);
    const last = shown.at(-1) ?? expect.fail('None was shown.');
    expect(last).toMatchObject({ title: 'MIPTech Side Panel', text: 'An answer is there.' });
    press(last.id);
    const { browser, extensionId } = allowed.extension;
    const opened = await browser.waitForTarget(
      (target) => target.url() === `chrome-extension://${extensionId}/sidepanel.html`,
    );
    const panel = drivePanel(await opened.asPage());
    const messages = await panel.sees('the answer', (all) => all.at(-1)?.status === 'complete');
    expect(messages.at(-2)?.text).toContain('Press me');
    await until('no notification', standing, (ids) => ids.length === 0);
    await panel.close();
  });
});

interface Notifications {
  readonly notifications: {
    getAll(): Promise<Record<string, true>>;
    readonly onClicked: { dispatch(id: string): void };
  };
}

describe('notifications', () => {
  it('are not allowed before somebody switches them on', async () => {
    const isThere = await (
      await worker(world)
    ).evaluate(() => 'notifications' in (globalThis as unknown as { chrome: object }).chrome);
    expect(isThere).toBe(false);
  });
});

describe('two windows that show the same chat', () => {
  const panels: PanelDriver[] = [];

  it('say so, and no more once one of them is closed', async () => {
    const options = await world.openOptions();
    await options.prefer('Several windows', 'same');
    await options.page.close();
    panels.push(await world.openPanel());
    const other = await world.extension.browser.newPage({ type: 'window' });
    await other.goto(world.articleUrl);
    panels.push(await world.openPanel(other));
    for (const { page } of panels) await page.waitForSelector('::-p-text(Also open in another window)');
    const [first] = panels;
    if (first === undefined) throw new Error('no panel');
    expect(await violations(first.page, 'all')).toEqual([]);
    await photograph(first.page, 'also-open', { widths: [280, 360, 700] });
    const before = first.page.viewport();
    for (const width of [280, 360]) {
      await first.page.setViewport({ width, height: 700 });
      const lines = await first.page.$eval('.tenant', (tenant) => {
        const range = document.createRange();
        range.selectNodeContents(tenant);
        return [tenant.textContent, new Set([...range.getClientRects()].map(({ top }) => top)).size];
      });
      expect(lines).toEqual(['miptech-company', 1]);
    }
    await first.page.setViewport(before);
    await panels[1]?.close();
    await until(
      'the note gone',
      () => first.page.evaluate(() => document.body.innerText.includes('Also open')),
      (isThere) => !isThere,
    );
    await first.close();
  });
});

describe('the settings, where the browser allows no notifications', () => {
  it('say so, keep the setting as it was, and offer to ask again', async () => {
    const options = await world.openOptions();
    const { page } = options;
    await page.evaluate(() => {
      // A browser asks in a window of its own, which nobody here could press.
      const { permissions } = (globalThis as unknown as { chrome: { permissions: object } }).chrome;
      Object.assign(permissions, { request: () => Promise.resolve(false) });
    });
    await options.choose('Tell me when an answer is there', 'on');
    await options.find('button', 'Allow notifications');
    const box = await options.find('combobox', 'Tell me when an answer is there');
    expect(await box.evaluate((select) => (select as HTMLSelectElement).value)).toBe('off');
    expect(await violations(page, 'all')).toEqual([]);
    await photograph(page, 'notifications-refused', { widths: [280, 360, 700], of: box });
    await page.close();
  });
});
