import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPolicy } from '../../lib/config/policy.ts';
import type { Platform, PlatformOptions } from '../platform/platform.ts';
import type { OptionsDriver } from './options-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { createPolicyFile, unpackedId, type PolicyFile } from './policy-file.ts';
import { until } from './until.ts';
import { watchWorker } from './worker-watch.ts';
import { createWorld, type World } from './world.ts';

/* What an organisation sets, by a real policy file that a real browser reads. */
let world: World | undefined;
let policyFile: PolicyFile | undefined;

type ExamplePolicies = { readonly '3rdparty': { readonly extensions: Readonly<Record<string, object>> } };
const example = JSON.parse(readFileSync('.github/policy/chrome.json', 'utf8')) as ExamplePolicies;
const [organisation = {}] = Object.values(example['3rdparty'].extensions);

async function under(policy: (platform: Platform) => object, options: PlatformOptions = {}): Promise<World> {
  world = await createWorld({
    ...options,
    configured: false,
    async beforeLaunch(dir, platform) {
      policyFile = await createPolicyFile(await unpackedId(dir), policy(platform));
    },
  });
  return world;
}

function ofWorld(): World {
  if (world === undefined) throw new Error('There is no world.');
  return world;
}

/** As the extension gets it. */
const handedOver = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    (
      globalThis as unknown as { chrome: { storage: { managed: { get(): Promise<unknown> } } } }
    ).chrome.storage.managed.get(),
  );

const isSet = (policy: unknown): boolean => Object.keys(policy as object).length > 0;

async function leave(): Promise<void> {
  await policyFile?.remove();
  await world?.close();
  [world, policyFile] = [undefined, undefined];
}

describe('the policy of the machine', () => {
  let page: Page;

  beforeAll(async () => {
    const { extension } = await under(() => organisation);
    page = await extension.openOptions();
  });
  afterAll(leave);

  it('reaches the extension, to the letter, and is understood', async () => {
    const policy = await until('a policy', () => handedOver(page), isSet);
    expect(policy).toEqual(organisation);
    expect(readPolicy(policy).mistakes).toEqual([]);
  });

  it('that is changed while the browser runs reaches it, too', async () => {
    await policyFile?.write({ ...organisation, keepDays: 7 });
    const policy = await until(
      'the change',
      () => handedOver(page),
      (now) => (now as { keepDays?: number }).keepDays === 7,
    );
    expect(policy).toEqual({ ...organisation, keepDays: 7 });
  });

  it('reaches it with mistaken values, to be named; what is of a wrong type, the browser leaves out', async () => {
    await policyFile?.write({
      profiles: [{ apiUrl: 'nowhere' }],
      allowedProtocols: ['v9'],
      defaultTenant: 5,
      keepDays: 9999,
      surprise: true,
    });
    const policy = await until(
      'the mistaken policy',
      () => handedOver(page),
      (now) => (now as { keepDays?: number }).keepDays === 9999,
    );
    expect(policy).toEqual({ profiles: [{ apiUrl: 'nowhere' }], allowedProtocols: ['v9'], keepDays: 9999 });
    expect(readPolicy(policy).mistakes.toSorted()).toEqual([
      'allowedProtocols',
      'allowedProtocols[0]',
      'keepDays',
      'profiles[0].apiUrl',
      'profiles[0].tenantId',
    ]);
  });

  it('that is taken away is gone', async () => {
    await policyFile?.remove();
    await until(
      'no policy',
      () => handedOver(page),
      (now) => !isSet(now),
    );
    expect(await handedOver(page)).toEqual({});
  });
});

describe('in an organisation that has set everything', () => {
  let panel: PanelDriver;
  let options: OptionsDriver;
  const acme = ({ apiUrl }: Pick<Platform, 'apiUrl'>): object => ({
    profiles: [{ name: 'Acme', apiUrl, tenantId: 'acme' }],
    // The demo article's.
    pageContext: { block: ['127.0.0.1'] },
    keepDays: 30,
    sso: { issuer: 'https://login.example.com', clientId: 'sidepanel' },
  });

  beforeAll(async () => {
    const { openPanel, openOptions } = await under(acme, { tenants: ['acme', 'acme-north'] });
    options = await openOptions();
    // Browsers hand it over when they come to it, seconds later; the panel hears of it then.
    await until('a policy', () => handedOver(options.page), isSet);
    await options.page.reload();
    panel = await openPanel();
  });
  afterAll(leave);

  const destination = (of: string): Promise<string> =>
    until(
      `the words that it goes to ${of}`,
      () => panel.page.$eval('.destination', (line) => line.textContent ?? ''),
      (text) => text.includes(` · ${of}`) && !text.includes(` · ${of}-`),
    );

  /** The value of each box, with what describes it; only of those that take no change. */
  const locked = (): Promise<Record<string, string[]>> =>
    options.page.$$eval('input[name], select[name]', (boxes) =>
      Object.fromEntries(
        boxes
          .filter((box) => (box as HTMLInputElement).readOnly || (box as HTMLSelectElement).disabled)
          .map((box) => {
            const [label] = (box as HTMLInputElement).labels ?? [];
            const ids = box.getAttribute('aria-describedby')?.split(' ') ?? [];
            const about = ids.map((id) => document.getElementById(id)?.innerText ?? '').join(' ');
            return [label?.textContent ?? '', [(box as HTMLInputElement).value, about]];
          }),
      ),
    );

  /** What the settings name as not understood, once they are looked at again. */
  async function mistakes(): Promise<string[]> {
    await options.page.bringToFront();
    await options.page.reload();
    await options.page.waitForSelector('.notice');
    expect(await options.page.$eval('.notice', (note) => note.textContent)).toMatch(
      /could not be understood, and is not in force/,
    );
    return options.page.$$eval('.notice li', (found) =>
      found.map((item) => item.textContent ?? '').toSorted(),
    );
  }

  it('the panel connects to its platform by itself, and answers', async () => {
    await panel.connection(/^Connected$/);
    await destination('acme');
    await panel.send('Who has set this up?');
    await panel.answered();
    await panel.noAlert();
    expect(
      ofWorld()
        .platform.chats()
        .map(({ tenant }) => tenant),
    ).toEqual(['acme']);
  });

  it('the profile stands in the settings as the organisation has set it, not to be changed, and none to be added', async () => {
    await options.page.bringToFront();
    await until('the profile', async () => (await options.value('Tenant ID')) === 'acme');
    const note = 'Set by your organisation';
    const all = await locked();
    expect(all).toMatchObject({
      'Profile name': ['Acme', note],
      'API URL': [ofWorld().platform.apiUrl, note],
      'WebSocket URL': ['', note],
      'Tenant ID': ['acme', note],
      // Not said, it is found out.
      Protocol: ['automatic', note],
      'SSO issuer': ['https://login.example.com', note],
      'SSO client ID': ['sidepanel', note],
      'Keep conversations for': ['30', note],
    });
    // What describes them is there for eyes, too.
    expect(await options.page.$$eval('.is-locked .field-help', (notes) => notes.length)).toBeGreaterThan(6);
    for (const name of ['Save', 'New profile', 'Delete profile', 'Apply'])
      expect(`${name}: ${await options.isThere('button', name)}`).toBe(`${name}: false`);
    const choice = await (await options.find('combobox', 'Profile')).evaluate((box) => box.textContent);
    expect(choice).toBe('Acme');
    // To look whether it works changes nothing.
    expect((await options.test()).filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });

  it('nothing that is typed changes it', async () => {
    await (await options.find('textbox', 'API URL')).focus();
    await options.page.keyboard.type('https://elsewhere.example');
    await options.page.keyboard.press('Enter');
    await options.page.reload();
    await until('the profile', async () => (await options.value('Tenant ID')) === 'acme');
    expect(await options.value('API URL')).toBe(ofWorld().platform.apiUrl);
    await ofWorld().tab.bringToFront();
  });

  it('a page of a blocked site is not attached, and the panel says who wants it so', async () => {
    await ofWorld().pressToolbarButton();
    await panel.press('Attach this page');
    expect(await panel.alert()).toMatch(
      /Your organisation does not let “Why the sea comes and goes[^”]*” be read[^]*nothing was attached/,
    );
    expect(await panel.page.$('.composer [role="group"]')).toBeNull();
    await panel.press('Got it');
    await panel.noAlert();
  });

  it('a page of any other site is', async () => {
    const address = ofWorld().site.put(
      '/open',
      `<!doctype html><title>Open</title><p>${'Public words. '.repeat(30)}`,
    );
    const tab = await ofWorld().openTab(address.replace('127.0.0.1', 'localhost'));
    await ofWorld().pressToolbarButton(tab);
    await panel.press('Attach this page');
    await panel.find('group', 'Page: Open');
    expect(await panel.page.$('[role="alert"]')).toBeNull();
    await panel.press('Remove');
    await tab.close();
    await ofWorld().tab.bringToFront();
  });

  it('a change of the policy is followed by the open panel', async () => {
    const { apiUrl } = ofWorld().platform;
    await policyFile?.write({
      profiles: [
        { name: 'Acme North', apiUrl, tenantId: 'acme-north' },
        { name: 'Acme', apiUrl, tenantId: 'acme' },
      ],
    });
    await destination('acme-north');
    await panel.connection(/^Connected$/);
    await panel.find('combobox', 'Profile');
    await panel.sees('nothing of the other tenant', (messages) => messages.length === 0);
    await panel.send('Of which house are you?');
    await panel.answered();
    expect(
      ofWorld()
        .platform.chats()
        .map(({ tenant }) => tenant),
    ).toEqual(['acme', 'acme-north']);
    await panel.press('Attach this page');
    await panel.page.waitForSelector('.composer [role="group"]');
    await panel.press('Remove');
  });

  it('what is mistaken in it stands in the settings, by its place', async () => {
    await policyFile?.write({ ...acme(ofWorld().platform), allowedProtocols: ['v9'], keepDays: 9999 });
    await destination('acme');
    expect(await mistakes()).toEqual(['allowedProtocols', 'allowedProtocols[0]', 'keepDays']);
    // The rest is in force.
    expect(Object.keys(await locked())).toContain('API URL');
    expect(Object.keys(await locked())).not.toContain('Keep conversations for');
    await panel.page.bringToFront();
    await panel.connection(/^Connected$/);
  });

  it('where its only profile is mistaken, nothing is sent to anybody', async () => {
    await policyFile?.write({
      profiles: [{ name: 'Acme', apiUrl: 'http://acme.example', tenantId: 'acme' }],
    });
    await panel.alert(/Your organisation does not allow this/);
    await panel.connection(/^Check settings$/);
    await panel.close();
    await ofWorld().killWorker();
    const { received } = ofWorld().platform;
    const before = [received.rest.length, received.connections.length];
    const watch = await watchWorker(ofWorld());
    panel = await ofWorld().openPanel();
    await panel.alert(/Your organisation does not allow this/);
    await panel.send('For Acme alone');
    await panel.sees(
      'the message waiting',
      (messages) => messages.at(-1)?.status === 'queued' && messages.length === 1,
    );
    await panel.press('New chat');
    await panel.sees('an empty conversation', (messages) => messages.length === 0);
    await panel.send('And this');
    await panel.sees('another one waiting', ([you]) => you?.text.includes('And this') === true);
    await panel.alert(/Your organisation does not allow this/);
    // Nor a password, though the settings have boxes for one.
    await options.page.bringToFront();
    await options.page.reload();
    await options.fill('Email', 'ada@example.com');
    await options.page.type('input[name="password"]', 'for Acme alone');
    await options.press('Sign in');
    expect(await options.alert()).toMatch(/Your organisation does not allow this/);
    expect(watch.requests()).toEqual([]);
    expect([received.rest.length, received.connections.length]).toEqual(before);
    await watch.stop();
    expect(await mistakes()).toEqual(['profiles[0].apiUrl']);
  });

  it('and where that is mended, it goes to the organisation alone', async () => {
    await policyFile?.write(acme(ofWorld().platform));
    await panel.connection(/^Connected$/);
    expect(await destination('acme')).toContain(new URL(ofWorld().platform.apiUrl).host);
    await panel.noAlert();
  });
});
