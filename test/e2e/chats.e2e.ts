import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkDialog } from './keyboard-walk.ts';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { pressElement } from './press-element.ts';
import { storeChatsIn, type ChatToStore } from './stored-chats.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/* The dialog *Chats* in the production build: by mouse, by keyboard, over a worker that dies, and with a thousand chats. */
let world: World;
let panel: PanelDriver;

const hour = 60 * 60_000;
const day = 24 * hour;
const stored = (): ChatToStore[] => {
  const now = Date.now();
  return [
    { title: 'Tide tables for the harbour', updatedAt: now - 40 * day, isPinned: true },
    {
      title: 'Which of these three ferries runs in winter, and how long does the longest crossing take?',
      updatedAt: now - 1000,
    },
    { title: 'متى يكون المد العالي غدًا؟', updatedAt: now - 2000 },
    { title: '明日の満潮は何時ですか', updatedAt: now - 1 * day },
    { title: 'Fährverbindungen über Ostern', updatedAt: now - 4 * day, waiting: 2 },
    { title: 'A'.repeat(200), updatedAt: now - 60 * day },
    { title: 'Lighthouses', updatedAt: now - 500 * day },
  ];
};

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
});
afterAll(() => world?.close());

const titles = (): Promise<string[]> =>
  panel.page.$$eval('[aria-label="Chats"] .chat-title', (all) => all.map((title) => title.textContent ?? ''));
const focused = (): Promise<string | null> =>
  panel.page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null,
  );
const sees = (what: string, wanted: (all: string[]) => boolean): Promise<string[]> =>
  until(what, titles, wanted);
const focusOn = (wanted: string): Promise<unknown> =>
  until(`the focus on ${wanted}`, focused, (at) => at === wanted);

async function openChats(): Promise<void> {
  await panel.press('Chats');
  await panel.find('searchbox', 'Search chats');
}

async function closeChats(): Promise<void> {
  await panel.page.keyboard.press('Escape');
  await until('the dialog closed', async () => !(await panel.isThere('dialog', 'Chats')));
}

async function shortcut(): Promise<void> {
  const { keyboard } = panel.page;
  await keyboard.down('Alt');
  await keyboard.down('Shift');
  await keyboard.press('KeyJ');
  await keyboard.up('Shift');
  await keyboard.up('Alt');
}

/** A button of that chat's row. */
async function pressIn(title: string, name: string): Promise<void> {
  const row = await panel.page.evaluateHandle(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>('[data-chat]')].find(
        (each) => each.querySelector('.chat-title')?.textContent === wanted,
      ) ?? null,
    title,
  );
  const button = await row.asElement()?.$(`button[aria-label="${name}"]`);
  if (button === null || button === undefined) throw new Error(`${title} has no ${name}.`);
  await pressElement(button);
}

async function expectGood(name: string, widths: readonly number[] = [280]): Promise<void> {
  expect(await photograph(panel.page, `chats-${name}`, { widths })).toBeGreaterThan(blank);
  expect(await violations(panel.page, 'all')).toEqual([]);
  const before = panel.page.viewport();
  await panel.page.setViewport({ width: 280, height: 800 });
  const wide = await panel.page.evaluate(() =>
    [
      document.documentElement,
      ...document.querySelectorAll('dialog, .panel-header, .chats-scroll, .chat, .undo-line'),
    ]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => `${element.localName}.${element.className}`),
  );
  expect(wide).toEqual([]);
  await panel.page.setViewport(before);
}

describe('the dialog', () => {
  it('says that there is nothing yet', async () => {
    await openChats();
    await until('its words', () => panel.page.$('.chats-none:not(:empty)'));
    await expectGood('none', [280, 360, 700]);
    await closeChats();
    await focusOn('Chats');
  });

  it('has the chats by day, the pinned first, in every script', async () => {
    await storeChatsIn(panel.page, stored());
    await openChats();
    await sees('all of them', (all) => all.length === 7);
    await expectGood('list', [280, 360, 700]);
    const headings = await panel.page.$$eval('.chat-groups h3', (all) => all.map((each) => each.textContent));
    expect(headings.slice(0, 4)).toEqual(['Pinned', 'Today', 'Yesterday', 'Previous 7 days']);
    expect((await titles())[0]).toBe('Tide tables for the harbour');
    await closeChats();
  });

  it('finds by words of the title, whatever their accents and case', async () => {
    await openChats();
    await sees('all of them', (all) => all.length === 7);
    await panel.page.keyboard.type('OSTERN fahr');
    await sees('one', (all) => all.join() === 'Fährverbindungen über Ostern');
    await panel.page.keyboard.type(' x');
    await until('its words', () => panel.page.$('.chats-none:not(:empty)'));
    await expectGood('no-match', [280, 360, 700]);
    // What was typed first, then the dialog.
    await panel.page.keyboard.press('Escape');
    await sees('all of them', (all) => all.length === 7);
    await closeChats();
  });
});

describe('a chat', () => {
  it('is opened, and the next word goes there', async () => {
    await openChats();
    await sees('all of them', (all) => all.length === 7);
    await panel.press('明日の満潮は何時ですか');
    await panel.sees('it on screen', (all) => all[0]?.text.includes('明日の満潮は何時ですか') === true);
    await focusOn('Message');
    await openChats();
    const current = await panel.page.waitForSelector('[aria-current="true"]');
    expect(await current?.evaluate((title) => title.textContent)).toBe('明日の満潮は何時ですか');
    await expectGood('current', [280, 360, 700]);
    await closeChats();
  });

  it('is renamed in place: Escape leaves it, Enter takes it', async () => {
    await openChats();
    await sees('all of them', (all) => all.length === 7);
    await pressIn('Lighthouses', 'Rename');
    await panel.find('textbox', 'New title');
    await expectGood('rename', [280, 360, 700]);
    await panel.page.keyboard.type('Towers');
    await panel.page.keyboard.press('Escape');
    await focusOn('Lighthouses');
    await panel.page.keyboard.press('F2');
    await panel.page.keyboard.type('Towers');
    await panel.page.keyboard.press('Enter');
    await focusOn('Towers');
    await world.killWorker();
    await closeChats();
    await openChats();
    await sees('the new title', (all) => all.includes('Towers') && !all.includes('Lighthouses'));
    await closeChats();
  });

  it('is pinned, and is the first then; the focus goes along', async () => {
    await openChats();
    await sees('all of them', (all) => all.length === 7);
    await pressIn('Towers', 'Pin');
    await sees('it among the pinned', (all) => all.indexOf('Towers') <= 1);
    await focusOn('Towers');
    await pressIn('Towers', 'Pin');
    expect(await sees('it at the end', (all) => all.at(-1) === 'Towers')).toHaveLength(7);
    await closeChats();
  });

  it('is deleted with a word on what waits in it, and brought back over a worker that dies', async () => {
    await openChats();
    await sees('all of them', (all) => all.length === 7);
    const [first = '', second = ''] = (await titles()).slice(1);
    await pressIn(first, 'Delete');
    await sees('it gone', (all) => !all.includes(first));
    await focusOn(second);
    await expectGood('deleted', [280, 360, 700]);
    expect(await walkDialog(panel.page)).toEqual([
      ...[second, 'Rename', 'Pin', 'Export', 'Delete', 'Export all', 'Import'],
      ...((await panel.isThere('button', 'Print this chat')) ? ['Find in this chat', 'Print this chat'] : []),
      ...['Undo', 'Close', 'Search chats'],
    ]);
    const before = panel.page.viewport();
    await panel.page.setViewport({ width: 280, height: 420 });
    // The first of them had the focus before the window was as low as this.
    const [, ...stops] = await walkDialog(panel.page);
    expect(stops.filter((stop) => stop.endsWith('(not in sight)'))).toEqual([]);
    await panel.page.setViewport(before);
    await world.killWorker();
    await panel.press('Undo');
    await sees('it there', (all) => all.includes(first));
    await focusOn(first);
    expect(await panel.isThere('button', 'Undo')).toBe(false);
    await closeChats();
  });
});

describe('export and import of chats, from the panel', () => {
  it.each([
    ['export-one', 'Export', 'Export “', ['Close', 'Save as Markdown', 'Save as JSON']],
    ['export-all', 'Export all', 'Export all chats', ['Close', 'Save as JSON']],
    ['import', 'Import', 'Import chats', ['Close', 'Choose a file']],
  ] as const)('%s is a dialog of its own, walked by keyboard', async (name, button, title, stops) => {
    await openChats();
    const [first = ''] = await sees('all of them', (all) => all.length === 7);
    if (button === 'Export') await pressIn(first, button);
    else await panel.press(button);
    const heading = await panel.page.waitForSelector('.transfer-dialog h2');
    expect(await heading?.evaluate((words) => words.textContent)).toContain(title);
    await expectGood(name, [280, 360, 700]);
    expect((await walkDialog(panel.page)).toSorted()).toEqual(stops.toSorted());
    await panel.page.keyboard.press('Escape');
    await until('it closed', async () => (await panel.page.$('.transfer-dialog')) === null);
    await focusOn(button);
    await closeChats();
  });
});

describe('the keyboard', () => {
  it('opens it from the message, walks it, and comes back to the caret', async () => {
    await panel.fill('Message', 'half a thought');
    await panel.page.keyboard.press('ArrowLeft');
    await shortcut();
    await panel.find('searchbox', 'Search chats');
    const all = await sees('all of them', (found) => found.length === 7);
    await panel.page.keyboard.press('ArrowDown');
    await focusOn(all[0] ?? '');
    await panel.page.keyboard.press('End');
    await focusOn(all.at(-1) ?? '');
    await panel.page.keyboard.press('Home');
    await focusOn(all[0] ?? '');
    for (const name of ['Rename', 'Pin', 'Export', 'Delete']) {
      await panel.page.keyboard.press('Tab');
      await focusOn(name);
    }
    await panel.page.keyboard.press('Delete');
    await sees('one gone', (found) => found.length === 6);
    await focusOn(all[1] ?? '');
    await panel.page.keyboard.down('Control');
    await panel.page.keyboard.press('z');
    await panel.page.keyboard.up('Control');
    await sees('it back', (found) => found.length === 7);
    await focusOn(all[0] ?? '');
    await closeChats();
    await focusOn('Message');
    await panel.page.keyboard.type('ful');
    await until(
      'the words at the caret',
      () => panel.value('Message'),
      (text) => text === 'half a thoughfult',
    );
    await panel.fill('Message', '');
  });
});

describe('a thousand chats', () => {
  it('are there to their end, and found among', async () => {
    const now = Date.now();
    await storeChatsIn(
      panel.page,
      Array.from({ length: 1000 }, (_, n) => ({ title: `Tides, part ${n}`, updatedAt: now - n * 7 * hour })),
    );
    await openChats();
    await sees('the first', (all) => all.length > 20);
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('End');
    await focusOn('Towers');
    expect(await titles()).toHaveLength(1007);
    const search = await panel.find('searchbox', 'Search chats');
    await search.focus();
    await panel.page.keyboard.type('part 77');
    await sees('those', (all) => all.length > 0 && all.every((title) => title.includes('77')));
    await panel.page.keyboard.press('Escape');
    await closeChats();
  });
});
