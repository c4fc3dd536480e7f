import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkDialog } from './keyboard-walk.ts';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { searchIn } from './search-driver.ts';
import { storeTexts } from './stored-texts.ts';
import { storedRows } from './stored-rows.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/*
 * Chats found again by words that were said in them, in the production build. How fast, over 50,000 messages, is in the
 * bench; what is found, in twelve scripts, in test/search.
 */
let world: World;
let panel: PanelDriver;

const tides = Array.from({ length: 300 }, (_, n) => `Question or answer ${n} about the tides.`);

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  await storeTexts(panel.page, [
    {
      title: 'Tide tables',
      texts: tides.with(20, `Who found out? ${'Long ago. '.repeat(9)}It was **Pytheas** of Massalia.`),
    },
    { title: 'Reise im Mai', texts: ['Wo liegt München?', 'An der Isar, 520 m über dem Meer. '.repeat(12)] },
    {
      title: 'قائمة الكتب',
      texts: ['ما هو أفضل كتاب عن البحر؟', 'كتابٌ عن البحر والمدّ والجزر، كتبه بحّار قديم.'],
    },
    { title: '旅行', texts: ['明日の満潮は何時ですか', '満潮は午前六時、干潮は正午です。ｱｻﾋが見えます。'] },
    {
      title: `A very long title of a chat ${'about the sea '.repeat(12)}`,
      texts: ['Is the sea salty?', 'The sea is.'],
    },
  ]);
});
afterAll(() => world?.close());

async function look(words: string): Promise<void> {
  await panel.press('Chats');
  await panel.find('searchbox', 'Search chats');
  await panel.page.keyboard.type(words);
  await until('all that is found', () => panel.page.$('.found[aria-busy="false"]'));
}

async function leave(): Promise<void> {
  // What was typed goes first.
  for (const _ of [1, 2]) await panel.page.keyboard.press('Escape');
  await until('the dialog closed', async () => !(await panel.isThere('dialog', 'Chats')));
}

const found = (): Promise<string[]> =>
  panel.page.$$eval('.found-title', (all) => all.map((button) => button.textContent ?? ''));
const marked = (): Promise<string[]> =>
  panel.page.$$eval('.found mark', (all) => all.map((mark) => mark.textContent ?? ''));
/** In the chat that is shown. */
const markedInChat = (): Promise<string[]> =>
  panel.page.evaluate(() =>
    [...(CSS.highlights.get('found') ?? [])].map(({ startContainer, startOffset, endOffset }) =>
      (startContainer.textContent ?? '').slice(startOffset, endOffset),
    ),
  );
/** The message with the focus, as far as it is in sight. */
const shown = (): Promise<string> =>
  panel.page.evaluate(() => {
    const at = document.activeElement;
    const view = document.querySelector('.transcript')?.getBoundingClientRect();
    const box = at?.getBoundingClientRect();
    if (at?.localName !== 'article' || !view || !box) return '';
    return box.bottom > view.top && box.top < view.bottom ? (at.textContent ?? '') : '';
  });

describe('words that were said', () => {
  it.each([
    ['munchen', 'Reise im Mai', 'München'],
    ['كتاب', 'قائمة الكتب', 'كتاب'],
    ['あさひ', '旅行', 'ｱｻﾋ'],
    ['"of massalia"', 'Tide tables', 'of Massalia'],
  ])('%s', async (words, title, hit) => {
    await look(words);
    expect(await found()).toEqual([title]);
    expect(await marked()).toContain(hit);
    await leave();
  });

  it('are shown with their place, and opened there, however far above it is', async () => {
    await look('pytheas');
    await panel.press('Tide tables');
    await until('the message', shown, (text) => text.includes('Pytheas'));
    await until('the words marked', markedInChat, (words) => words.join() === 'Pytheas');
    await panel.find('button', 'Jump to latest');
    expect(await photograph(panel.page, 'search-opened')).toBeGreaterThan(blank);
  });

  it('are marked in a question, as in an answer', async () => {
    await look('salty');
    await panel.page.locator('.found-title').click();
    await until('the message', shown, (text) => text.includes('Is the sea salty?'));
    await until('the word marked', markedInChat, (words) => words.join() === 'salty');
    expect(await photograph(panel.page, 'search-opened-question', { widths: [280, 360] })).toBeGreaterThan(
      blank,
    );
  });

  it('are found by keyboard alone, after the background has died, too', async () => {
    await world.killWorker();
    await look('isar');
    const focusedClass = (): Promise<string> =>
      panel.page.evaluate(() => document.activeElement?.className ?? '');
    for (let n = 0; n < 8 && (await focusedClass()) !== 'found-title'; n += 1)
      await panel.page.keyboard.press('Tab');
    expect(await focusedClass()).toBe('found-title');
    await panel.page.keyboard.press('Enter');
    await until('the message', shown, (text) => text.includes('An der Isar'));
  });

  it('are walked by the Tab key, with all else in the dialog, each stop in sight', async () => {
    await look('sea');
    const long = 'A very long title of a chat about the sea';
    const walked = await walkDialog(panel.page);
    expect(walked.map((name) => (name.startsWith(long) ? long : name))).toEqual([
      ...['Search chats', long, 'Rename', 'Pin', 'Export', 'Delete', long, 'You Is the sea salty?'],
      ...['Export all', 'Import', 'Find in this chat', 'Print this chat', 'Close'],
    ]);
    await leave();
  });

  it('look right in every script, at every width, and to axe', async () => {
    for (const [name, words] of [
      ['many', 'sea'],
      ['rtl', 'البحر'],
      ['none', 'nowhere at all'],
    ] as const) {
      await look(words);
      expect(await photograph(panel.page, `search-${name}`, { widths: [280, 360, 700] })).toBeGreaterThan(
        blank,
      );
      expect(await violations(panel.page, 'all')).toEqual([]);
      const before = panel.page.viewport();
      await panel.page.setViewport({ width: 280, height: 800 });
      const wide = await panel.page.$$eval(
        'dialog, .chats-scroll, .found, .found-chat, .found-title',
        (all) =>
          all
            .filter(
              (element) =>
                element.scrollWidth > element.clientWidth &&
                getComputedStyle(element).textOverflow !== 'ellipsis',
            )
            .map(({ className }) => className),
      );
      expect(wide).toEqual([]);
      await panel.page.setViewport(before);
      await leave();
    }
  });
});

describe('the index', () => {
  it('takes in what is being said as one goes, and gives it to the next worker', async () => {
    world.platform.answerWith('Only the *Quagga* is gone.');
    await panel.startOver();
    await panel.send('Which of them is extinct?');
    await panel.answered();
    const index = async (): Promise<string> => JSON.stringify((await storedRows(panel.page))['search']);
    // A while after the answer, by the panel itself: nobody has opened the list.
    await until('the index', index, (rows) => rows.includes('quagga'), 20_000);
    const { answers } = await searchIn(panel.page, ['quagga extinct', 'pytheas', 'nobody']);
    expect(answers.map((answer) => answer.found.total)).toEqual([1, 1, 0]);
  });

  it('has nothing of a chat that was deleted, though it can still be brought back', async () => {
    await look('pytheas');
    await panel.page.keyboard.press('Escape');
    await until('the list', () => panel.page.$('[data-chat]'));
    await panel.page.evaluate(() => {
      const row = [...document.querySelectorAll<HTMLElement>('[data-chat]')].find((each) =>
        each.textContent?.startsWith('Tide tables'),
      );
      row?.querySelector<HTMLElement>('button[aria-label="Delete"]')?.click();
    });
    await panel.find('button', 'Undo');
    await panel.page.focus('[aria-label="Search chats"]');
    await panel.page.keyboard.type('pytheas');
    await until('that it is not found', () => panel.page.$('.found[aria-busy="false"]'));
    await until('nothing', found, (titles) => titles.length === 0);
    await panel.press('Undo');
    await until('it is found again', found, (titles) => titles.join() === 'Tide tables');
    await leave();
  });
});

describe('results that stand on screen', () => {
  it('follow what is done in another window: an answer, a new name, a deletion, its undoing', async () => {
    const tab = await world.extension.browser.newPage({ type: 'window' });
    await tab.goto(world.articleUrl);
    const other = await world.openPanel(tab);
    await other.connection(/^Connected$/);
    await look('thylacine');
    expect(await found()).toEqual([]);

    /** ms. A worker that was just killed has to wake first. */
    const atMost = world.isKilledSteadily ? 10_000 : 1_000;
    async function follows(
      what: string,
      act: () => Promise<unknown>,
      wanted: readonly string[],
    ): Promise<void> {
      await act();
      const from = performance.now();
      await until(what, found, (titles) => titles.join() === wanted.join());
      const ms = performance.now() - from;
      expect(ms > atMost ? `${what} after ${ms} ms` : '').toBe('');
    }
    const inRow = (name: string): Promise<void> =>
      other.page.$eval(
        '[data-chat]:has([aria-current])',
        (row, label) => row.querySelector<HTMLElement>(`button[aria-label="${label}"]`)?.click(),
        name,
      );

    world.platform.answerWith('The **thylacine** is gone, too.', { chunkSize: 4, tokensPerSecond: 8 });
    await other.send('And which of them in Tasmania?');
    await follows('its answer', () => other.answered(), ['And which of them in Tasmania?']);
    expect(await marked()).toEqual(['thylacine']);

    await other.press('Chats');
    await until('the row', () => other.page.$('[data-chat]:has([aria-current])'));
    await inRow('Rename');
    await other.find('textbox', 'New title');
    await other.page.keyboard.type('Tasmania');
    await follows('the new name', () => other.page.keyboard.press('Enter'), ['Tasmania']);
    await follows('the deletion', () => inRow('Delete'), []);
    await follows('its undoing', () => other.press('Undo'), ['Tasmania']);
    await other.close();
    await leave();
  });
});
