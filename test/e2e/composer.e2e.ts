import type { CDPSession } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/* What helps to write, in the production build: prompts by keyboard, input methods, what waits, and suggestions. */
let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
});
afterEach(() => world.calm());
afterAll(() => world?.close());

const message = (wanted: string): Promise<string> =>
  until(
    `${wanted} in the composer`,
    () => panel.value('Message'),
    (text) => text === wanted,
  );

/** Whatever is to be looked at, in both schemes; and nothing in it is wider than the narrowest panel. */
async function expectGood(name: string, widths: readonly number[] = [280]): Promise<void> {
  expect(await photograph(panel.page, `composer-${name}`, { widths })).toBeGreaterThan(blank);
  expect(await violations(panel.page, 'all')).toEqual([]);
  const before = panel.page.viewport();
  await panel.page.setViewport({ width: 280, height: 800 });
  const wide = await panel.page.evaluate(() =>
    [
      document.documentElement,
      ...document.querySelectorAll(
        '.panel-header, .panel-heading, .connection-row, .composer, .composer-note, .prompts, article',
      ),
    ]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => `${element.localName}.${element.className}`),
  );
  expect(wide).toEqual([]);
  await panel.page.setViewport(before);
}

describe('prompts', () => {
  it('are written in the settings, put in order and deleted from the keyboard', async () => {
    const options = await world.openOptions();
    const { page } = options;
    for (const [title, text] of [
      ['Translate', 'Translate {selection} into {language}, for {whom}.'],
      ['要約', '次の文章を三行で要約してください'],
    ] as const) {
      await options.press('Add prompt');
      await options.fill('Name', title);
      await options.fill('Prompt', text);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await options.find('button', `Delete ${title}`);
    }
    await (await options.find('button', 'Move 要約 up')).focus();
    await page.keyboard.press('Enter');
    await until('it told', () => page.$('::-p-text(要約: 1 of 2)'));
    await (await options.find('button', 'Delete 要約')).focus();
    await page.keyboard.press('Enter');
    const edit = await options.find('button', 'Edit Translate');
    expect(await photograph(page, 'options-prompts', { widths: [280, 360, 700], of: edit })).toBeGreaterThan(
      blank,
    );
    expect(await violations(page, 'all')).toEqual([]);
    await options.press('Undo');
    await options.find('button', 'Delete 要約');
    await options.press('Edit 要約');
    const save = await options.find('button', 'Save prompt');
    expect(
      await photograph(page, 'options-prompt-form', { widths: [280, 360, 700], of: save }),
    ).toBeGreaterThan(blank);
    expect(await violations(page, 'all')).toEqual([]);
    await page.close();
  });

  it('come by a slash, are found by words and taken by Enter, with the first blank to be filled in', async () => {
    const { keyboard } = panel.page;
    await panel.fill('Message', '');
    await keyboard.type('/');
    await panel.find('listbox', 'Prompts');
    const options = await panel.page.$$eval('[role="option"]', (all) => all.length);
    expect(options).toBe(5);
    await expectGood('prompts', [280, 360, 700]);
    await keyboard.press('Escape');
    await until('no list', async () => !(await panel.isThere('listbox', 'Prompts')));
    await message('/');
    await keyboard.press('Backspace');
    await keyboard.type('/');
    await panel.find('listbox', 'Prompts');
    await keyboard.type('tRANs');
    await until('one', async () => (await panel.page.$$('[role="option"]')).length === 1);
    await keyboard.press('Enter');
    await message('Translate the selection into English, for {whom}.');
    const blankSelected = (): Promise<string> =>
      panel.page.evaluate(() => {
        const box = document.querySelector<HTMLTextAreaElement>('#composer-message');
        return box?.value.slice(box.selectionStart, box.selectionEnd) ?? '';
      });
    await until('the blank', blankSelected, (selected) => selected === '{whom}');
    // Nothing is selected on the page beside: its article comes instead.
    await panel.page.waitForSelector('.composer [role="group"] button[aria-label="Preview"]');
    await panel.page.waitForSelector('::-p-text(nothing was selected on it)');
    await keyboard.type('children');
    await message('Translate the selection into English, for children.');
    await expectGood('prompt-taken', [280, 360, 700]);
    await panel.startOver();
  });
});

describe('an input method', () => {
  let cdp: CDPSession;
  const key = (type: 'rawKeyDown' | 'keyUp', code: string, name: string, windowsVirtualKeyCode: number) =>
    cdp.send('Input.dispatchKeyEvent', { type, code, key: name, windowsVirtualKeyCode });
  /** The key as the browser tells it while the method has it. */
  const taken = (code: string) => key('rawKeyDown', code, 'Process', 229);
  async function compose(...steps: readonly string[]): Promise<void> {
    for (const text of steps) {
      await taken('KeyA');
      await cdp.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
      await key('keyUp', 'KeyA', 'a', 65);
    }
  }
  const commit = (text: string) => cdp.send('Input.insertText', { text });

  beforeAll(async () => {
    cdp = await panel.page.createCDPSession();
  });

  it.each([
    ['Japanese', ['に', 'にほ', 'にほん', '日本'], '日本', false],
    ['Chinese', ['n', 'ni', 'ni h', 'ni hao'], '你好', false],
    // Chromium tells this Enter a second time, after the end, as if it were one of its own.
    ['Korean', ['ㅎ', '하', '한'], '한', true],
  ] as const)('for %s has its Enter; the next one sends, once', async (_, steps, word, isToldTwice) => {
    await panel.fill('Message', '');
    await compose(...steps);
    await taken('Enter');
    await commit(word);
    if (isToldTwice) await key('rawKeyDown', 'Enter', 'Enter', 13);
    await key('keyUp', 'Enter', 'Enter', 13);
    await message(word);
    expect(await panel.transcript()).toEqual([]);
    await panel.page.keyboard.press('Enter');
    await panel.answered();
    expect(world.deliveries(word)).toEqual({ received: 1, stored: 1 });
    await message('');
    await panel.startOver();
  });

  it('that has a slash in work opens no prompts', async () => {
    await compose('/');
    expect(await panel.isThere('listbox', 'Prompts')).toBe(false);
    await commit('/');
    await message('/');
    await panel.fill('Message', '');
  });
});

describe('what waits', () => {
  it('is counted with why, folds, and is deleted at once and brought back', async () => {
    await world.platform.stop();
    try {
      await panel.alert(/^No answer from /);
      for (let n = 1; n <= 8; n += 1) await panel.send(`Question ${n}`);
      await panel.find('button', 'Show all');
      const bar = (): Promise<string> =>
        panel.page.$eval('.queue', (queue) => (queue as HTMLElement).innerText);
      await until('all eight', bar, (told) => told.includes('8 waiting') && told.includes('Waits for the'));
      await expectGood('queue', [280, 360, 700]);
      const { keyboard } = panel.page;
      await (await panel.find('button', 'Show all')).focus();
      await keyboard.press('Enter');
      await panel.find('button', 'Show fewer');
      await expectGood('queue-open', [280, 360, 700]);
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      await panel.sees('none of them', (messages) => messages.length === 0);
      await until('it told', bar, (told) => told.includes('8 messages deleted'));
      await expectGood('queue-deleted', [280, 360, 700]);
      await (await panel.find('button', 'Undo')).focus();
      await keyboard.press('Enter');
      const back = (messages: readonly { text: string }[]): string =>
        messages.map(({ text }) => /Question \d/.exec(text)?.[0]).join();
      const all = 'Question 1,Question 2,Question 3,Question 4,Question 5,Question 6,Question 7,Question 8';
      const isOpen = await panel.isThere('button', 'Show all');
      if (isOpen) await panel.press('Show all');
      await panel.sees('all in their order', (messages) => back(messages) === all);
    } finally {
      await world.platform.start();
    }
    await panel.reconnectNow();
    await panel.answered(8);
    expect(world.deliveries('Question 8')).toEqual({ received: 1, stored: 1 });
  });

  it('and was deleted is gone with the panel: nothing of it comes back, or goes out', async () => {
    await world.platform.stop();
    try {
      await panel.alert(/^No answer from /);
      for (const text of ['Never this', 'Nor this']) await panel.send(text);
      await panel.press('Delete all');
      await until(
        'it told',
        () =>
          panel.page.$$eval('.queue', (all) => all.map((queue) => (queue as HTMLElement).innerText).join()),
        (told) => told.includes('2 messages deleted'),
      );
      await panel.close();
      panel = await world.openPanel();
      await panel.sees('what was answered', (messages) => messages.length === 16);
      expect(await panel.isThere('button', 'Undo')).toBe(false);
    } finally {
      await world.platform.start();
    }
    await panel.reconnectNow();
    await panel.connection(/^Connected$/);
    for (const text of ['Never this', 'Nor this'])
      expect(world.deliveries(text)).toEqual({ received: 0, stored: 0 });
  });

  it('and what was sent is edited by arrow-up, and sent as a new question', async () => {
    const { keyboard } = panel.page;
    await (await panel.find('textbox', 'Message')).focus();
    await keyboard.press('ArrowUp');
    await message('Question 8');
    await until('the banner', () => panel.page.$('.composer-note'));
    await expectGood('edit-and-resend', [280, 360, 700]);
    await keyboard.press('Escape');
    await message('');
    await panel.startOver();
  });
});

describe('a suggestion that speaks of the page', () => {
  it('attaches it and waits for one more Enter', async () => {
    await panel.page.waitForSelector('.suggestions');
    await panel.press('Summarise this page');
    await panel.page.waitForSelector('.composer [role="group"] button[aria-label="Preview"]');
    await message('Summarise this page');
    expect(await panel.transcript()).toEqual([]);
    await expectGood('suggestion', [280, 360, 700]);
    await (await panel.find('textbox', 'Message')).focus();
    await panel.page.keyboard.press('Enter');
    await panel.answered();
    const [sent] = world.platform.received.userMessages.slice(-1);
    expect(sent?.text).toContain('Summarise this page');
    expect(sent?.text.length).toBeGreaterThan(500);
  });
});
