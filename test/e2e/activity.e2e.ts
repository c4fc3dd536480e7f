import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OptionsDriver } from './options-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/* What has left, as a person sees it, and the log that becomes a file. */
let world: World;
let panel: PanelDriver;
let options: OptionsDriver;
let downloads: string;

beforeAll(async () => {
  world = await createWorld();
  downloads = await mkdtemp(join(tmpdir(), 'miptech-downloads-'));
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  options = await world.openOptions();
  const session = await options.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
});
afterAll(async () => {
  await world?.close();
  await rm(downloads, { recursive: true, force: true });
});

/** Kind and text of each entry, the newest first. */
const rows = (): Promise<{ kind: string; text: string }[]> =>
  options.page.$$eval('.activity > li', (items) =>
    items.map((item) => ({ kind: item.dataset['kind'] ?? '', text: item.innerText })),
  );

const listed = (what: string, fitting: (found: { kind: string; text: string }[]) => boolean) =>
  until(what, rows, fitting);

const messages = (found: { kind: string }[]): number => found.filter(({ kind }) => kind === 'message').length;

it('each message is there with its bytes, to the byte, while the settings are open; with the page that went along', async () => {
  await panel.send('What leaves here?');
  await panel.answered();
  await listed('a message without a page', (found) => messages(found) === 1);
  await world.pressToolbarButton();
  await panel.press('Attach this page');
  await panel.page.waitForSelector('.composer [role="group"]');
  await panel.send('And of this page?');
  await panel.answered(2);
  const title = await world.tab.title();
  const requestsOf = (all: { kind: string }[]): { kind: string }[] =>
    all.filter(({ kind }) => !['socket', 'join', 'message', 'ping'].includes(kind));
  const found = await listed(
    'a message with its page, and each request that was heard',
    (all) =>
      messages(all) === 2 &&
      (world.isKilledSteadily || requestsOf(all).length === world.platform.received.rest.length),
  );
  const [withPage, without] = found.filter(({ kind }) => kind === 'message').map(({ text }) => text);
  expect(withPage).toContain(`With the page: ${title} · ${new URL(world.articleUrl).host}`);
  expect(without).not.toContain('With the page');
  const { frames, connections, rest } = world.platform.received;
  const sizes = frames
    .filter(({ frame }) => (frame as { type: string }).type === 'user_message')
    .map(({ frame }) => Buffer.byteLength(JSON.stringify(frame)));
  expect(without).toContain(`${sizes[0]?.toLocaleString('en')} bytes`);
  const host = new URL(world.platform.apiUrl).host;
  expect(found.every(({ text }) => text.includes(host))).toBe(true);
  if (world.isKilledSteadily) return;
  const count = (kind: string): number => found.filter((row) => row.kind === kind).length;
  expect(count('socket')).toBe(connections.length);
  expect(count('message')).toBe(sizes.length);
  expect(count('chat')).toBe(
    rest.filter(({ method, path }) => method === 'POST' && path === '/api/v1/chat').length,
  );
  expect(requestsOf(found)).toHaveLength(rest.length);
});

it('outlives the worker', async () => {
  const before = await rows();
  await world.killWorker();
  await panel.connection(/^Connected$/);
  const after = await listed('what came after the kill', (found) => found.length > before.length);
  expect(after.slice(-before.length)).toEqual(before);
});

describe('for everybody', () => {
  it('has no violation of WCAG, in both schemes, and is reached by the keyboard', async () => {
    await options.page.bringToFront();
    expect(await violations(options.page)).toEqual([]);
    await (await options.find('group', 'Sent')).focus();
    expect(await options.page.evaluate(() => document.activeElement?.className)).toBe('activity-scroll');
  });

  it.each(['ltr', 'rtl'])('needs, at 280 px, no scrolling sideways (%s)', async (direction) => {
    await options.page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    await options.page.setViewport({ width: 280, height: 900 });
    const excess = await options.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.card, .activity-scroll')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => `${element.localName}.${element.className}`),
    );
    expect(excess).toEqual([]);
    await options.page.$eval('section[aria-labelledby="activity"]', (section) => section.scrollIntoView());
    expect(await photograph(options.page, `activity-280-${direction}`)).toBeGreaterThan(blank);
    await options.page.setViewport({ width: 900, height: 1000 });
    await options.page.$eval('section[aria-labelledby="activity"]', (section) => section.scrollIntoView());
    expect(await photograph(options.page, `activity-900-${direction}`)).toBeGreaterThan(blank);
    await options.page.evaluate(() => (document.documentElement.dir = ''));
  });
});

it('the log becomes a file, with a line to each entry and no words in it', async () => {
  await options.page.waitForSelector('select[name="logLevel"]:enabled');
  await options.page.select('select[name="logLevel"]', 'debug');
  await options.find('button', 'Save log');
  await panel.page.bringToFront();
  await panel.send('Not in the log');
  await panel.answered(3);
  await panel.press('New chat');
  await panel.connection(/^Connected$/);
  await options.page.bringToFront();
  await options.press('Save log');
  const [file = ''] = await until(
    'the file',
    () => readdir(downloads),
    (files) => files.length > 0 && files.every((name) => name.endsWith('.ndjson')),
  );
  expect(file).toBe('miptech-log.ndjson');
  const text = await readFile(join(downloads, file), 'utf8');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; at: string });
  expect(lines[0]).toMatchObject({ event: 'saved', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.map(({ event }) => event)).toEqual(expect.arrayContaining(['call', 'status']));
  expect(lines.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
  expect(text).not.toMatch(/Not in the log|http|tenant/);
  await options.page.$eval('select[name="logLevel"]', (select) => select.scrollIntoView());
  expect(await photograph(options.page, 'activity-log')).toBeGreaterThan(blank);
});

it('is reached from the details of the connection, and is what is seen then', async () => {
  await panel.page.bringToFront();
  await panel.press('Connection details');
  await panel.find('dialog', 'Connection details');
  expect(
    await photograph(panel.page, 'connection-details-activity', { widths: [280, 360, 700] }),
  ).toBeGreaterThan(blank);
  const opened = world.extension.browser.waitForTarget((target) =>
    target.url().endsWith('/options.html#activity'),
  );
  await panel.page.locator('dialog a').click();
  const page = await (await opened).asPage();
  await page.waitForSelector('section[aria-labelledby="activity"]');
  const top = await until(
    'the section in sight',
    () => page.$eval('section[aria-labelledby="activity"]', (section) => section.getBoundingClientRect().top),
    (at) => at >= -50 && at < 700,
  );
  expect(top).toBeLessThan(700);
  await page.close();
  await panel.press('Close');
});

it('is empty after Clear', async () => {
  await panel.close();
  await options.press('Clear');
  await until('the empty list', async () => (await rows()).length === 0);
  expect(await options.page.$eval('.activity-empty', (line) => line.textContent)).toBe(
    'Nothing has been sent.',
  );
  expect(await photograph(options.page, 'activity-empty')).toBeGreaterThan(blank);
});
