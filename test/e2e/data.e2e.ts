import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAnswerEnd } from './answer-end.ts';
import { mixedMarkdown } from './mixed-markdown.ts';
import type { OptionsDriver } from './options-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { createStorageQuota, limitStorage, type StorageQuota } from './storage-quota.ts';
import { makeOlder, storedRows } from './stored-rows.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/*
 * What is kept on this computer: deleted when it is old, deleted when the user says so, and nothing lost where there is
 * no room for it. What the database holds is read past the extension.
 */
let world: World;
let quota: StorageQuota;
let options: OptionsDriver;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld({ beforeLaunch: limitStorage });
  options = await world.openOptions();
  // Before the panel stores anything.
  quota = await createStorageQuota(options.page);
  panel = await world.openPanel();
});
beforeEach(async () => {
  if (panel.page.isClosed()) panel = await world.openPanel();
  await panel.startOver();
});
afterEach(() => {
  end.come();
  world.calm();
});
afterAll(() => world.close());

const day = 24 * 60 * 60_000;
const answer = mixedMarkdown(3_000);
const end = createAnswerEnd();
const answerSlowly = (): void =>
  world.platform.answerWith(answer, { chunkSize: 20, tokensPerSecond: 60, until: end.next() });

async function ask(question: string): Promise<void> {
  world.platform.answerWith('An answer to keep.');
  await panel.send(question);
  await panel.answered();
}

/** The words of a refused message come back a moment after the alert. */
const standsInMessage = (text: string): Promise<string> =>
  until(
    `“${text}” in Message`,
    () => panel.value('Message'),
    (value) => value === text,
  );

/** What a text line of *Data* says, once it fits. */
const says = (fitting: RegExp): Promise<string> =>
  until(
    `Data saying ${fitting}`,
    () => options.page.$eval('section[aria-labelledby="data"]', (section) => section.innerText),
    (text) => fitting.test(text),
  );

async function words(page: Page): Promise<string[]> {
  const { messages = [] } = await storedRows(page);
  return (messages as { role: string; text: string }[]).flatMap(({ role, text }) =>
    role === 'user' ? [text] : [],
  );
}

async function keepFor(days: string): Promise<string> {
  await options.page.bringToFront();
  await options.page.waitForSelector('select[name="keepDays"]:enabled');
  await options.page.select('select[name="keepDays"]', days);
  await options.press('Apply');
  return says(/Applied\./);
}

async function deleteEverything(): Promise<void> {
  await options.page.bringToFront();
  await options.press('Delete everything');
  await options.find('dialog', 'Delete everything?');
  await options.press('Delete for good');
}

/** Without the number where a worker that died had deleted, and could not say so. */
const deleted = /\d+ conversations? deleted|Everything was deleted/;
const nothing = { conversations: [], messages: [], batches: [], drafts: [], budgets: [], search: [] };

describe('conversations that have grown older than they are to be kept', () => {
  it('are deleted when that is applied; what is on screen stays', async () => {
    await ask('an old question');
    await panel.startOver();
    await ask('a question on screen');
    // A worker that runs both would keep both.
    await world.killWorker();
    await panel.send('of another worker');
    await panel.answered(2);
    await makeOlder(options.page, 8 * day);
    await keepFor('7');
    expect((await words(options.page)).toSorted()).toEqual(['a question on screen', 'of another worker']);
    expect(await panel.transcript()).toHaveLength(4);
  });

  it('are deleted by the next worker, without anybody asking for it', async () => {
    await keepFor('7');
    await ask('soon too old');
    await panel.close();
    await world.killWorker();
    await makeOlder(options.page, 8 * day);
    // A page of ours that opens wakes it.
    const other = await world.openOptions();
    await until(
      'nothing stored',
      () => storedRows(options.page),
      (rows) => rows['messages']?.length === 0,
    );
    expect(await storedRows(options.page)).toMatchObject({ conversations: [], drafts: [], batches: [] });
    await other.page.close();
  });

  it('are kept for ever once that is chosen again', async () => {
    await keepFor('');
    await ask('kept for ever');
    await panel.close();
    await world.killWorker();
    await makeOlder(options.page, 4_000 * day);
    panel = await world.openPanel();
    await panel.connection(/^Connected$/);
    expect(await words(options.page)).toContain('kept for ever');
  });
});

describe('deleting everything', () => {
  it('asks first, in a dialog that says what goes and what stays, and takes Escape for a no', async () => {
    await ask('not to be deleted by Escape');
    await options.page.bringToFront();
    expect(await violations(options.page)).toEqual([]);
    await options.press('Delete everything');
    await options.find('dialog', 'Delete everything?');
    expect(await violations(options.page)).toEqual([]);
    const told = await options.page.$eval('dialog', (dialog) => dialog.innerText);
    expect(told).toMatch(/every tenant.*drafts.*pages.*settings stay.*platform keeps/is);
    const focused = (): Promise<string | null | undefined> =>
      options.page.evaluate(() => document.activeElement?.textContent);
    await until('the focus on the way back', focused, (text) => text === 'Cancel');
    await options.page.keyboard.press('Escape');
    await until('the dialog closed', async () => (await options.page.$('dialog')) === null);
    await until('the focus back', focused, (text) => text === 'Delete everything');
    expect(await words(options.page)).toContain('not to be deleted by Escape');
  });

  it.each([360, 900])('in a page %i px wide needs no scrolling sideways', async (width) => {
    await options.page.setViewport({ width, height: 900 });
    await options.press('Delete everything');
    const excess = await options.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.card, dialog')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => `${element.localName}.${element.className}`),
    );
    expect(excess).toEqual([]);
    await options.press('Cancel');
    await options.page.setViewport({ width: 900, height: 1000 });
  });

  it('in mid-answer, with a draft and a page attached: nothing is left, and nothing comes back', async () => {
    await world.pressToolbarButton();
    await panel.press('Attach this page');
    await panel.page.waitForSelector('.composer [role="group"]');
    answerSlowly();
    await panel.send('in mid-answer');
    await panel.sees('some of the answer', (messages) => (messages[1]?.text.length ?? 0) > 300);
    await panel.press('Attach this page');
    await panel.fill('Message', 'half a thought');
    await until(
      'the draft stored',
      () => storedRows(options.page),
      ({ drafts = [] }) => drafts.some((draft) => (draft as { text: string }).text === 'half a thought'),
    );
    await deleteEverything();
    await says(deleted);
    await panel.sees('an empty conversation', (messages) => messages.length === 0);
    expect(await panel.value('Message')).toBe('');
    expect(await panel.page.$('.composer [role="group"]')).toBeNull();
    end.come();
    // The rest of the answer, had anybody still listened: its last chunk is in the history of the platform.
    await until('the whole answer on the platform', () =>
      world.platform.chats().some(({ messages }) => messages.at(-1)?.content === answer),
    );
    expect(await storedRows(options.page)).toEqual({
      ...nothing,
      conversations: [expect.objectContaining({ title: '', chatId: expect.anything() })],
    });
    await ask('and on it goes');
    expect(world.deliveries('and on it goes')).toEqual({ received: 1, stored: 1 });
  });

  it('with no panel open leaves every store empty, whatever worker comes next', async () => {
    await ask('soon gone');
    await panel.close();
    await deleteEverything();
    await says(deleted);
    expect(await storedRows(options.page)).toEqual(nothing);
    await world.killWorker();
    const other = await world.openOptions();
    await until('the worker back', () => world.extension.isWorkerAlive());
    expect(await storedRows(options.page)).toEqual(nothing);
    await other.page.close();
  });

  it('is carried out though the worker dies in the very moment', async () => {
    await ask('soon gone, in spite of all');
    await panel.close();
    await Promise.all([deleteEverything(), world.killWorker()]);
    await says(deleted);
    await until(
      'nothing stored',
      () => storedRows(options.page),
      (rows) => Object.values(rows).every((of) => of.length === 0),
    );
  });
});

describe('storage that is full', () => {
  afterEach(() => quota.free());

  it('keeps the words in Message, sends nothing, says why; and lets them go once there is room again', async () => {
    await ask('there was room');
    const before = await panel.transcript();
    await quota.fill();
    await panel.send('no room for this');
    expect(await panel.alert()).toMatch(/storage is full/i);
    await standsInMessage('no room for this');
    expect(await panel.transcript()).toEqual(before);
    expect(world.deliveries('no room for this')).toEqual({ received: 0, stored: 0 });
    await quota.free();
    world.platform.answerWith('An answer to keep.');
    await panel.press('Send');
    await panel.answered(2);
    expect(world.deliveries('no room for this')).toEqual({ received: 1, stored: 1 });
    expect(await panel.value('Message')).toBe('');
    await panel.noAlert();
    expect(await words(options.page)).toContain('no room for this');
  });

  it('in mid-answer: the answer is shown to its end, and that it was not kept', async () => {
    answerSlowly();
    await panel.send('full in mid-answer');
    await panel.sees('some of the answer', (messages) => (messages[1]?.text.length ?? 0) > 300);
    await quota.fill();
    end.come();
    await panel.alert(/storage is full/i);
    // Where the worker dies just then, the answer goes back to being repaired: it is looked at below.
    if (!world.isKilledSteadily) {
      await panel.answered();
      expect(await panel.copied()).toBe(answer);
    }
    await panel.alert(/storage is full/i);
    await quota.free();
    // What could not be stored is saved by itself once there is room; or else completed from the platform's history by
    // whoever looks next.
    if (!world.isKilledSteadily) {
      await panel.noAlert();
      expect(JSON.stringify(await storedRows(options.page))).toContain('"status":"complete"');
    }
    await world.killWorker();
    await panel.connection(/^Connected$/);
    await panel.answered();
    expect(await panel.copied()).toBe(answer);
    expect(world.deliveries('full in mid-answer')).toEqual({ received: 1, stored: 1 });
  });

  it('does not keep everything from being deleted', async () => {
    await ask('to be deleted from a full disk');
    await panel.close();
    await quota.fill();
    await deleteEverything();
    await says(deleted);
    expect(await storedRows(options.page)).toEqual(nothing);
  });
});

describe('storage that the browser clears under an open panel', () => {
  it('costs no words: they are still in Message, and go out when they are sent again', async () => {
    await ask('soon cleared');
    const session = await options.page.createCDPSession();
    await session.send('Storage.clearDataForOrigin', {
      origin: await options.page.evaluate(() => location.origin),
      storageTypes: 'indexeddb',
    });
    world.platform.answerWith('An answer to keep.');
    await panel.send('typed after it');
    await panel.alert(/still here/);
    await standsInMessage('typed after it');
    await panel.press('Send');
    await panel.answered();
    expect(world.deliveries('typed after it')).toEqual({ received: 1, stored: 1 });
    expect(await words(options.page)).toEqual(['typed after it']);
  });
});
