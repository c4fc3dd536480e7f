import { TargetType, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { photograph } from './photograph.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/*
 * Requests from the browser's own surfaces. Nobody can press those here, so the worker is told as the browser tells it, which
 * counts as no gesture: the panel is opened by its button, and what was asked for before waits for it.
 */
let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
});
afterEach(async () => {
  world.calm();
  if (panel.page.isClosed()) return;
  await panel.startOver();
  await panel.close();
});
afterAll(() => world.close());

const articleTitle = 'Why the sea comes and goes: how tides really work';

interface Told {
  readonly entry: string;
  /** Of the menu, where something is selected. */
  readonly selectionText?: string;
}

interface Api {
  readonly tabs: { query(of: object): Promise<{ url?: string; windowId: number }[]> };
  readonly contextMenus: {
    update(id: string, changes: object): Promise<void>;
    readonly onClicked: { dispatch(info: object, tab: object): void };
  };
  readonly commands: {
    getAll(): Promise<{ name: string; shortcut: string }[]>;
    readonly onCommand: { dispatch(command: string, tab: object): void };
  };
  readonly omnibox: Record<'onInputStarted' | 'onInputEntered', { dispatch(...told: string[]): void }>;
}

/**
 * In the worker, which a page of ours has woken, by a session that ends at once: a worker with a debugger on it could not be
 * killed any more.
 */
async function inWorker<Given, Value>(run: (given: Given) => Promise<Value>, given: Given): Promise<Value> {
  const origin = `chrome-extension://${world.extension.extensionId}/`;
  const target = await world.extension.browser.waitForTarget(
    (found) => found.type() === TargetType.SERVICE_WORKER && found.url().startsWith(origin),
  );
  const session = await target.createCDPSession();
  try {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: `(${run.toString()})(${JSON.stringify(given)})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
    return result.value as Value;
  } finally {
    await session.detach();
  }
}

const choose = (told: Told): Promise<void> =>
  inWorker(async ({ entry, selectionText }: Told) => {
    const api = (globalThis as unknown as { chrome: Api }).chrome;
    const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
    const info = { menuItemId: entry, pageUrl: tab?.url, frameId: 0, editable: false, selectionText };
    if (tab !== undefined) api.contextMenus.onClicked.dispatch(info, tab);
  }, told);

const press = (command: string): Promise<void> =>
  inWorker(async (name: string) => {
    const api = (globalThis as unknown as { chrome: Api }).chrome;
    const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true });
    if (tab !== undefined) api.commands.onCommand.dispatch(name, tab);
  }, command);

const typeAddress = (words: string): Promise<void> =>
  inWorker(async (typed: string) => {
    const { omnibox } = (globalThis as unknown as { chrome: Api }).chrome;
    omnibox.onInputStarted.dispatch();
    // A person types for longer than the browser takes to say in which window.
    await new Promise((resolve) => setTimeout(resolve, 300));
    omnibox.onInputEntered.dispatch(typed, 'currentTab');
  }, words);

/** How many requests wait for a panel. */
const waiting = (): Promise<number> =>
  inWorker(async () => {
    const { storage } = (
      globalThis as unknown as {
        chrome: { storage: { session: { get(key: string): Promise<Record<string, { value: object }>> } } };
      }
    ).chrome;
    return Object.keys((await storage.session.get('hand-offs'))['hand-offs']?.value ?? {}).length;
  }, null);

async function composed(text: string): Promise<void> {
  await until(
    `the composer with: ${text}`,
    () => panel.value('Message'),
    (value) => value === text,
  );
}

/** Grants access to the page in front, as a click on our entry does, and leaves the panel closed. */
async function granted(): Promise<void> {
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  await panel.close();
}

describe('our entries in the menu of a page', () => {
  /** As the browser knows them. */
  const isThere = (id: string): Promise<boolean> =>
    inWorker(
      (entry: string) =>
        (globalThis as unknown as { chrome: Api }).chrome.contextMenus.update(entry, {}).then(
          () => true,
          () => false,
        ),
      id,
    );

  it('are there from the installation on, and prompts of one’s own as soon as they are saved', async () => {
    const options = await world.openOptions();
    for (const id of ['page', 'selection', 'explain', 'summarise', 'translate'])
      expect([id, await isThere(id)]).toEqual([id, true]);
    await options.press('Add prompt');
    await options.fill('Name', 'In one line');
    await options.fill('Prompt', 'Put {page} into one line.');
    await options.press('Save prompt');
    await options.find('button', 'Edit In one line');
    const saved = await options.page.evaluate(async () => {
      const { storage } = (
        globalThis as unknown as {
          chrome: {
            storage: { local: { get(key: string): Promise<Record<string, { value: { id: string }[] }>> } };
          };
        }
      ).chrome;
      return (await storage.local.get('prompts'))['prompts']?.value.map(({ id }) => id) ?? [];
    });
    expect(saved).toHaveLength(1);
    await until('its entry', () => isThere(`prompt:${saved[0]}`));
    await granted();
    await choose({ entry: `prompt:${saved[0]}` });
    panel = await world.openPanel();
    await composed('Put the page into one line.');
    await options.page.bringToFront();
    await options.press('Delete In one line');
    await until(
      'its entry gone',
      () => isThere(`prompt:${saved[0]}`),
      (is) => !is,
    );
    await options.page.close();
  });
});

describe('a request', () => {
  it('made while the panel is closed is taken when it opens: page attached, question ready, focus in the composer, nothing sent; and not again', async () => {
    await granted();
    await choose({ entry: 'explain' });
    panel = await world.openPanel();
    await composed('Explain this page.');
    await panel.find('group', `Page: ${articleTitle}`);
    await until(
      'the focus in the composer',
      () => panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      (name) => name === 'Message',
    );
    expect(world.platform.received.userMessages).toEqual([]);
    expect(await violations(panel.page)).toEqual([]);
    await photograph(panel.page, 'hand-off', { widths: [360, 280, 700] });
    await until('nothing waits', waiting, (count) => count === 0);
    await panel.close();
    panel = await world.openPanel();
    await composed('Explain this page.');
    await panel.find('group', `Page: ${articleTitle}`);
    await panel.page.keyboard.press('Enter');
    await panel.answered();
    const [sent] = world.platform.received.userMessages;
    expect(sent?.text).toMatch(/^<page_context [^]*\n\nExplain this page\.$/);
  });

  it('made by a worker that has died since waits for the panel all the same', async () => {
    await granted();
    await typeAddress('why two tides?');
    await until('it is stored', waiting, (count) => count === 1);
    await world.killWorker();
    panel = await world.openPanel();
    await composed('why two tides?');
    await until('nothing waits', waiting, (count) => count === 0);
  });

  it('comes into a panel that is open, behind what stands there', async () => {
    panel = await world.openPanel();
    await panel.fill('Message', 'I wonder:');
    await typeAddress('why two tides?');
    await composed('I wonder:\nwhy two tides?');
    await choose({ entry: 'summarise' });
    await composed('I wonder:\nwhy two tides?\nSummarise this page.');
    await panel.find('group', `Page: ${articleTitle}`);
    expect(world.platform.received.userMessages.map(({ text }) => text)).not.toContain(
      'Summarise this page.',
    );
  });

  it('about a selection takes what is selected, as the reader sees it', async () => {
    const page: Page = await world.openTab(
      world.site.put(
        '/list',
        '<!doctype html><title>List</title><p>Not this.</p><ol id="wanted"><li>One<li>Two</ol><p>Nor this.</p>',
      ),
    );
    panel = await world.openPanel(page);
    await page.evaluate(() => {
      const wanted = document.getElementById('wanted');
      if (wanted) getSelection()?.selectAllChildren(wanted);
    });
    await choose({ entry: 'selection', selectionText: 'One\nTwo' });
    await panel.find('group', 'Page: List');
    await panel.press('Preview');
    expect(await panel.value('Text to send')).toMatch(/^\S+ One\n\S+ Two$/);
    await panel.press('Done');
    expect(await panel.value('Message')).toBe('');
    await panel.startOver();
    await panel.close();
    await page.close();
  });

  it('for a new chat begins one', async () => {
    panel = await world.openPanel();
    await panel.send('Hello');
    await panel.answered();
    await press('new-chat');
    expect(await panel.sees('an empty chat', (messages) => messages.length === 0)).toEqual([]);
  });
});

describe('the keys', () => {
  it('that open the panel close it, too', async () => {
    panel = await world.openPanel();
    await panel.connection(/^Connected$/);
    await press('toggle-panel');
    await until('the panel gone', () => panel.page.isClosed());
  });

  it('are such as the browser has no use for: it takes all of them', async () => {
    panel = await world.openPanel();
    const all = await inWorker(
      () => (globalThis as unknown as { chrome: Api }).chrome.commands.getAll(),
      null,
    );
    expect(all.map(({ name, shortcut }) => [name, shortcut])).toEqual([
      // Listed by the browser itself: a person may give the toolbar button a key, too.
      ['_execute_action', ''],
      ['attach-page', 'Alt+Shift+H'],
      ['new-chat', 'Alt+Shift+E'],
      ['toggle-panel', 'Alt+Shift+Y'],
    ]);
  });
});
