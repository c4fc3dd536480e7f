import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closedPort, selfSigned } from '../doctor/real-world.ts';
import { createPlatform, type Platform } from '../platform/platform.ts';
import type { OptionsDriver, ReportedStage } from './options-driver.ts';
import { blank, photograph } from './photograph.ts';
import { createBrowserPolicy, unpackedId, type PolicyFile } from './policy-file.ts';
import { pressElement } from './press-element.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/*
 * What a real browser tells of a server that it can't reach, and what the connection test makes of it; its buttons; and the
 * report that is copied.
 */
let world: World;
let closed: Platform;
let policy: PolicyFile;
let options: OptionsDriver | null = null;

beforeAll(async () => {
  closed = await createPlatform({ corsOrigins: 'localhost:3000' });
  world = await createWorld({
    async beforeLaunch(dir) {
      const id = await unpackedId(dir);
      // That name is kept from us by the administration of the browser, and 127.0.0.1, which is the same place, is not.
      policy = await createBrowserPolicy(id, { runtime_blocked_hosts: ['*://localhost'] });
    },
  });
});
afterEach(async () => {
  await options?.page.close();
  options = null;
});
afterAll(async () => {
  await policy?.remove();
  await Promise.all([world?.close(), closed?.close()]);
});

async function open(): Promise<OptionsDriver> {
  options = await world.openOptions();
  return options;
}

async function tested(apiUrl: string): Promise<ReportedStage[]> {
  const page = options ?? (await open());
  await page.type({ apiUrl });
  return page.test();
}

const failed = (stages: ReportedStage[]): ReportedStage | undefined =>
  stages.find(({ outcome }) => outcome === 'failed');
const textOf = (stages: ReportedStage[]): string =>
  `${failed(stages)?.name}: ${failed(stages)?.text.replaceAll('\n', ' ')}`;

async function allow(pattern: string): Promise<void> {
  const page: Page = await world.openTab('chrome://extensions');
  await page.evaluate(
    (id, host) =>
      (
        globalThis as unknown as {
          chrome: { developerPrivate: { addHostPermission(id: string, host: string): Promise<void> } };
        }
      ).chrome.developerPrivate.addHostPermission(id, host),
    world.extension.extensionId,
    pattern,
  );
  await page.close();
}

describe('a browser that gets no answer', () => {
  it('nothing listens: said with what it may be, and with a way to look', async () => {
    const { origin } = await closedPort();
    expect(textOf(await tested(origin))).toMatch(
      /^server: .*Nothing answers on this computer.*Open 127\.0\.0\.1:\d+ in a tab/,
    );
  });

  it('a self-signed certificate: said that it may be that, or nothing at all', async () => {
    const tls = await selfSigned();
    try {
      const text = textOf(await tested(tls.origin));
      expect(text).toMatch(/nothing listens there.*certificate is not trusted: self-signed, expired/);
      expect(text).toMatch(/Open the address in a tab.*Open 127\.0\.0\.1:\d+ in a tab/);
      // An address has no name that could be unknown.
      expect(text).not.toContain('nobody has that name');
    } finally {
      await tls.close();
    }
  });

  it('a name that nobody has', async () => {
    // It is the address that is wrong, so that says it.
    expect(textOf(await tested('https://api.acme.invalid'))).toMatch(/^server: .*Correct the API URL/);
    expect(await options?.refusal('API URL')).toMatch(/^Nobody has that name/);
    expect(textOf(await tested('https://no-such-name-anywhere.internal'))).toMatch(/nobody has that name/);
  });

  it('a server that admits no extension: known by the live connection that opens', async () => {
    expect(textOf(await tested(closed.apiUrl))).toMatch(
      /A live connection opens there.*kept from them \(CORS\).*Allow access/,
    );
  });
});

describe('a browser whose administration keeps extensions from a host', () => {
  const here = ({ apiUrl }: Platform): string => apiUrl.replace('127.0.0.1', 'localhost');

  it('is told apart from a server that does so, once access was given', async () => {
    expect(textOf(await tested(here(closed)))).toMatch(/A live connection opens there/);
    await allow('http://localhost/*');
    await options?.page.evaluate(() =>
      (
        globalThis as unknown as {
          chrome: { permissions: { request(asked: { origins: string[] }): Promise<boolean> } };
        }
      ).chrome.permissions.request({ origins: ['http://localhost/*'] }),
    );
    expect(textOf(await tested(here(closed)))).toMatch(
      /whoever manages it keeps extensions away.*runtime_blocked_hosts/,
    );
    // A server that lets extensions in is reached by its leave; that access was taken away is told all the same.
    const stages = await tested(here(world.platform));
    expect(failed(stages)).toBeUndefined();
    expect(stages.find(({ name }) => name === 'server')).toMatchObject({
      outcome: 'warned',
      text: expect.stringContaining('whoever manages it'),
    });
  });
});

describe('the report', () => {
  it('asks one stage again, sends a message where that is wanted, and says what happened', async () => {
    const page = await open();
    await page.type({ apiUrl: world.platform.apiUrl });
    await page.choose('Protocol', 'automatic');
    const stages = await page.test();
    expect(stages.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      ...['url', 'permission', 'server', 'health', 'tenant', 'account', 'websocket', 'ready', 'join'].map(
        (name) => `${name} passed`,
      ),
      'ping skipped',
      'way passed',
    ]);
    const chats = world.platform.chats().length;
    const asked = world.platform.received.rest.length;
    await page.press('Test again: Tenant');
    await until('the tenant asked again', () => world.platform.received.rest.length > asked);
    await page.page.waitForSelector('.stages[aria-busy="false"]');
    expect(world.platform.received.rest.slice(asked).map(({ path }) => path)).toEqual([
      expect.stringContaining('/auth/tenant/'),
    ]);
    await page.press('Send a test message');
    await page.page.waitForSelector('[data-stage="message"][data-outcome="passed"]');
    expect(world.platform.chats()).toHaveLength(chats + 1);
  });

  it('is copied without any secret', async () => {
    const page = await open();
    const told = 'Bearer-like 3f9c1e77b2 and what was said in a chat';
    await page.type({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
    await page.test();
    await page.press('Copy report');
    const report = await until('the report', () => page.page.evaluate(() => navigator.clipboard.readText()));
    expect(report).toContain('# Connection report');
    expect(report).toMatch(/- Extension: \d+\.\d+\.\d+/);
    expect(report).toMatch(/- Browser: .*Chrome\/\d+/);
    expect(report).toContain(`- API URL: ${world.platform.apiUrl}`);
    expect(report).toMatch(/\| Tenant \| Failed \| \d{4}-\d\d-\d\dT.*\| tenant-unknown \|/);
    expect(report).toContain('does not know the tenant');
    expect(report).toContain('Next: Check the spelling');
    expect(report).not.toContain(told);
  });

  it('is looked at, in both schemes, narrow and wide', async () => {
    const page = await open();
    await tested('https://no-such-name-anywhere.internal');
    await page.page.$eval('#test', (section) => section.scrollIntoView());
    expect(
      await photograph(page.page, 'doctor-failed', { fullPage: true, widths: [360, 900] }),
    ).toBeGreaterThan(blank);
    await tested(world.platform.apiUrl);
    await page.press('Send a test message');
    await page.page.waitForSelector('[data-stage="message"][data-outcome="passed"]');
    expect(
      await photograph(page.page, 'doctor-passed', { fullPage: true, widths: [360, 900] }),
    ).toBeGreaterThan(blank);
  });
});

it('is begun from the details of a problem in the panel', async () => {
  const { origin } = await closedPort();
  await world.configure({ apiUrl: origin });
  const panel = await world.openPanel();
  await panel.alert(/^No answer from /);
  await panel.press('Details');
  await photograph(panel.page, 'doctor-details');
  const opened = world.extension.browser.waitForTarget((target) =>
    target.url().endsWith('/options.html#test'),
  );
  await pressElement(await panel.find('link', 'Test connection'));
  const page = await (await opened).asPage();
  const found = '.stages[aria-busy="false"] [data-stage="server"][data-outcome="failed"]';
  expect(await page.waitForSelector(found)).not.toBeNull();
  await page.close();
  await panel.close();
});
