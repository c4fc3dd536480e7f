import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ada, haveAccountsAt } from '../flows/people.ts';
import { failsRest, tokenExpiredFrame } from '../platform/behaviours.ts';
import { driveOptions, type OptionsDriver } from './options-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { driveSignIn } from './sign-in-driver.ts';
import { storedRows } from './stored-rows.ts';
import { until } from './until.ts';
import { consoleWords, watchWorker, type WorkerWatch } from './worker-watch.ts';
import { createWorld, type World } from './world.ts';

/*
 * Where a password, an access token or a refresh token may be: in the worker, in storage that is closed to pages' scripts,
 * in the header and the bodies that carry it. Where they must not be is looked at here, after all that they are used for:
 * a sign-in that lasts, answers, a refresh, and errors of a server that repeats what it was given.
 */
let world: World;
let panel: PanelDriver;
let options: OptionsDriver;
let worker: WorkerWatch;
let secrets: ReadonlySet<string>;

/** Documents of ours, at every stage of it. */
const documents: string[] = [];
/** Addresses that pages of ours asked for. */
const addresses: string[] = [];
/** What pages of ours, and the browser about them, wrote to the console. */
const said: string[] = [];

interface Tapped {
  heard: string[];
  chrome: ExtensionApi;
}

type Message = (message: unknown) => void;

interface ExtensionApi {
  runtime: {
    id: string;
    connect(...args: unknown[]): {
      onMessage: { addListener(listener: Message): void };
      onDisconnect: { addListener(listener: () => void): void };
      postMessage(message: unknown): void;
    };
    onMessage: { addListener(listener: Message): void };
  };
  storage: Record<'local' | 'session', { get(key?: string): Promise<Record<string, unknown>> }>;
  tabs: { query(asked: object): Promise<{ id: number; url?: string }[]> };
  scripting: {
    executeScript(asked: object): Promise<{ result: unknown }[]>;
  };
}

/** Notes all that reaches a page of ours, from the first line of its script on: it is loaded anew. */
async function tap(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const own = globalThis as unknown as Tapped;
    own.heard = [];
    const hear = (message: unknown): void => void own.heard.push(JSON.stringify(message));
    const { runtime } = own.chrome;
    const connect = runtime.connect.bind(runtime);
    runtime.connect = (...args) => {
      const port = connect(...args);
      port.onMessage.addListener(hear);
      return port;
    };
    runtime.onMessage.addListener(hear);
  });
  page.on('request', (request) => addresses.push(request.url()));
  page.on('pageerror', (error) => said.push(String(error)));
  const session = await page.createCDPSession();
  session.on('Network.webSocketCreated', ({ url }) => addresses.push(url));
  session.on('Runtime.consoleAPICalled', (call) => said.push(consoleWords(call)));
  session.on('Log.entryAdded', ({ entry }) => said.push(JSON.stringify(entry)));
  await Promise.all(
    (['Network.enable', 'Runtime.enable', 'Log.enable'] as const).map((command) => session.send(command)),
  );
  await page.reload();
}

/** What stands in the page: its markup, and what is in its boxes. */
async function keepDocument(page: Page): Promise<void> {
  documents.push(
    await page.evaluate(() => {
      const boxes = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
      return [document.documentElement.outerHTML, ...boxes.map(({ value }) => value)].join('\n');
    }),
  );
}

/** What the platform was handed, and what the extension holds now. */
async function collectSecrets(): Promise<Set<string>> {
  const found = new Set<string>([ada.password]);
  const { rest, frames } = world.platform.received;
  for (const { headers, body } of rest) {
    const [, token] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    if (token !== undefined) found.add(token);
    const { refresh_token: spent } = (body ?? {}) as { refresh_token?: string };
    if (spent !== undefined) found.add(spent);
  }
  for (const { frame } of frames) {
    const { token } = (frame as { data?: { token?: string | null } }).data ?? {};
    if (typeof token === 'string') found.add(token);
  }
  // The latest refresh token was not used yet.
  for (const text of JSON.stringify(await stored()).match(/(?<="(?:access|refresh)Token":")[^"]+/g) ?? [])
    found.add(text);
  return found;
}

/** As one of our own pages can read it. */
const stored = (): Promise<unknown> =>
  options.page.evaluate(async () => {
    const { storage } = (globalThis as unknown as Tapped).chrome;
    return [await storage.local.get(), await storage.session.get()];
  });

/** The places in `texts` where a secret stands, whole or in part. */
function traces(texts: readonly string[]): string[] {
  const part = 16;
  const parts = [...secrets].flatMap((secret) =>
    // Of a token its end, which is the signature, and its middle; its beginning is that of every token.
    secret === ada.password
      ? [secret]
      : [secret.slice(-part), secret.slice(secret.length / 2, secret.length / 2 + part)],
  );
  return texts.flatMap((text) =>
    parts
      .filter((secret) => text.includes(secret))
      .map((secret) => text.slice(Math.max(0, text.indexOf(secret) - 60), text.indexOf(secret) + 40)),
  );
}

beforeAll(async () => {
  world = await createWorld({ auth: 'required' });
  const { platform } = world;
  await haveAccountsAt({ apiUrl: platform.apiUrl, tenantId: 'miptech-company' }, ada);
  worker = await watchWorker(world);
  panel = await world.openPanel();
  await tap(panel.page);
  options = driveOptions(await world.extension.openOptions());
  await tap(options.page);
  const keep = async (): Promise<void> => {
    await keepDocument(panel.page);
    await keepDocument(options.page);
  };

  await options.page.bringToFront();
  const detail = [{ loc: ['body', 'password'], msg: `“${ada.password}” was refused`, type: 'value_error' }];
  platform.script(failsRest({ method: 'POST', path: '/api/v1/auth/login', status: 422, body: { detail } }));
  await driveSignIn(options).enter({ email: ada.email, password: ada.password });
  await until('the refusal', async () =>
    /does not take this password/.test((await driveSignIn(options).focused()).about),
  );
  // In the box it stands until it is taken, and there alone.
  documents.push(await options.page.content());
  await driveSignIn(options).enter({ email: ada.email, password: ada.password }, true);
  await options.find('button', 'Sign out');
  await keep();
  await world.tab.bringToFront();
  await panel.send('An answer');
  await panel.answered();
  await keep();

  platform.script(tokenExpiredFrame());
  await panel.send('An answer after a refresh');
  await panel.answered(2);
  await until('a refresh', () => platform.received.rest.some(({ path }) => path.endsWith('/auth/refresh')));
  await keep();

  const [used = ''] = [...(await collectSecrets())].filter((secret) => secret.startsWith('eyJ')).slice(-1);
  const message = `Bearer ${used} may not do this. Your token is ${used}.`;
  platform.script(
    failsRest({
      method: 'POST',
      path: '/api/v1/chat',
      status: 403,
      body: { code: 'insufficient_scope', message },
      times: 3,
    }),
  );
  await panel.press('New chat');
  await panel.alert(/may not do this/);
  await keep();
  world.calm();

  await panel.press('Account: Ada Lovelace');
  await panel.find('dialog', 'Account');
  await keep();
  await panel.page.keyboard.press('Escape');
  await options.page.bringToFront();
  await options.test();
  await keep();
  secrets = await collectSecrets();
});
afterAll(() => world?.close());

it('there are secrets to be looked for, where they belong', async () => {
  const tokens = [...secrets].filter((secret) => secret !== ada.password);
  expect(tokens.filter((token) => token.startsWith('eyJ')).length).toBeGreaterThanOrEqual(2);
  expect(tokens.filter((token) => !token.startsWith('eyJ')).length).toBeGreaterThanOrEqual(2);
  expect(traces([JSON.stringify(await stored())])).not.toEqual([]);
});

describe('no password and no token', () => {
  it('is in a page of ours', () => {
    expect(documents).toHaveLength(13);
    expect(documents.join('\n')).toMatch(/An answer after a refresh[^]*may not do this/);
    expect(traces(documents)).toEqual([]);
  });

  it('is in an address', () => {
    const { rest, connections, violations } = world.platform.received;
    const all = [
      ...rest.map(({ path }) => path),
      ...rest.map(({ headers }) => headers.referer ?? ''),
      ...connections.map(({ url }) => url),
      ...worker.requests(),
      ...addresses,
      ...world.site.requests,
    ];
    if (!world.isKilledSteadily) {
      expect(worker.requests().filter((url) => url.startsWith('ws:')).length).toBeGreaterThan(0);
      expect(worker.requests().filter((url) => url.includes('/auth/refresh')).length).toBeGreaterThan(0);
    }
    expect(addresses.length).toBeGreaterThan(10);
    expect(traces(all)).toEqual([]);
    expect(violations).toEqual([]);
  });

  it('is in what the worker or a page writes to the console', async () => {
    await panel.page.evaluate(() => {
      // oxlint-disable-next-line no-console -- to see that it would be noticed
      console.debug('heard', { in: 'the console' });
    });
    await until('what a page says', () => said.some((line) => line.includes('heard')));
    expect(traces([...said, ...worker.said()])).toEqual([]);
  });

  it('is in a message to a page', async () => {
    const heard: string[] = [];
    for (const { page } of [panel, options])
      heard.push(...(await page.evaluate(() => (globalThis as unknown as Tapped).heard)));
    expect(heard.join('\n')).toMatch(/"type":"snapshot"[^]*An answer after a refresh[^]*Ada Lovelace/);
    expect(traces(heard)).toEqual([]);
  });

  it('is where conversations are stored, or in what the browser keeps for our pages', async () => {
    const kept = await options.page.evaluate(async () => [
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      document.cookie,
      JSON.stringify(history.state),
      JSON.stringify(await caches.keys()),
      ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
    ]);
    expect(kept.slice(5)).toEqual(['miptech-conversations']);
    const rows = JSON.stringify(await storedRows(options.page));
    expect(rows).toContain('An answer after a refresh');
    expect(traces([...kept, rows])).toEqual([]);
  });
});

describe('a script in a page, as the page reader is one', () => {
  interface Reach {
    readonly extension: string;
    readonly where: string;
    readonly storage: Record<string, string>;
    readonly ports: Record<string, string>;
  }

  /** Runs in the extension's own world of the page, where the reader has run. */
  const reach = (): Promise<Reach> =>
    options.page.evaluate(async (url) => {
      const { tabs, scripting } = (globalThis as unknown as Tapped).chrome;
      const tab = (await tabs.query({})).find((each) => each.url === url);
      const func = async (): Promise<Reach> => {
        const { chrome } = globalThis as unknown as Tapped;
        const read = async (area: 'local' | 'session'): Promise<string> => {
          try {
            return JSON.stringify(await chrome.storage[area].get());
          } catch (error) {
            return `refused: ${String(error)}`;
          }
        };
        const knock = (name: string): Promise<string> =>
          new Promise((resolve) => {
            const port = chrome.runtime.connect({ name });
            port.onMessage.addListener((message) => resolve(`heard: ${JSON.stringify(message)}`));
            port.onDisconnect.addListener(() => resolve('closed'));
            const type = name === 'panel' ? 'panel/open' : 'account/read';
            port.postMessage({ requestId: 1, command: { type, windowId: 1 } });
          });
        return {
          extension: chrome.runtime.id,
          where: location.href,
          storage: { local: await read('local'), session: await read('session') },
          ports: { panel: await knock('panel'), options: await knock('options') },
        };
      };
      const [injected] = await scripting.executeScript({ target: { tabId: tab?.id }, func });
      return injected?.result as Reach;
    }, world.articleUrl);

  it('is refused both storages, and heard by nobody', async () => {
    await panel.page.bringToFront();
    await world.pressToolbarButton();
    await panel.press('Attach this page');
    await panel.page.waitForSelector('.composer [role="group"]');
    const { extension, where, storage, ports } = await reach();
    expect(extension).toBe(world.extension.extensionId);
    expect(where).toBe(world.articleUrl);
    expect(storage).toEqual({
      local: expect.stringMatching(/^refused: .*not allowed from this context/),
      session: expect.stringMatching(/^refused: .*not allowed from this context/),
    });
    expect(ports).toEqual({ panel: 'closed', options: 'closed' });
  });

  it('has nothing of the extension in the world of the page itself', async () => {
    const found = await world.tab.evaluate(() => {
      const { chrome } = globalThis as unknown as { chrome?: { storage?: unknown; runtime?: unknown } };
      return [typeof chrome?.storage, typeof chrome?.runtime];
    });
    expect(found).toEqual(['undefined', 'undefined']);
    expect(traces([await world.tab.content()])).toEqual([]);
  });
});
