import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chatOfFile, fileOf } from '../transfer/file-chats.ts';
import type { OptionsDriver } from './options-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { storedRows } from './stored-rows.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { seenSo } from './ways-of-seeing.ts';
import { createWorld, type World } from './world.ts';

/* Chats carried out of the browser as a file, and back into it, as a person does it. */
let world: World;
let panel: PanelDriver;
let options: OptionsDriver;
let folder: string;

const widths = [280, 360, 700];

beforeAll(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), 'miptech-transfer-'));
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  world.platform.answerWith('High water is at **10:04**.');
  await panel.send('When is high water?');
  await panel.answered();
  options = await world.openOptions();
  const session = await options.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

const told = (what: string): Promise<string> =>
  until(
    `the dialog saying “${what}”`,
    () => options.page.$eval('dialog', (dialog) => dialog.innerText),
    (text) => text.includes(what),
  );

const focused = (): Promise<string> => options.page.evaluate(() => document.activeElement?.textContent ?? '');

async function choose(name: string, content: string): Promise<void> {
  const file = join(folder, name);
  await writeFile(file, content);
  const input = await options.page.waitForSelector('dialog input[type="file"]');
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
}

async function saved(): Promise<string> {
  const isWhole = (name: string): boolean => name.startsWith('miptech-chats') && name.endsWith('.json');
  const names = await until(
    'the file',
    () => readdir(folder),
    (found) => found.some(isWhole),
  );
  return readFile(join(folder, names.find(isWhole) ?? ''), 'utf8');
}

/** Buttons of the dialog that cannot be pressed where they are: hidden, cut off, or under something else. */
const unreachable = (): Promise<string[]> =>
  options.page.$$eval('.transfer-actions button', (all) =>
    all
      .filter((button) => {
        const { left, right, top, bottom } = button.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const ends = [
          [left + 3, y],
          [right - 3, y],
          [x, top + 3],
          [x, bottom - 3],
        ] as const;
        return !ends.every((at) => document.elementFromPoint(...at) === button);
      })
      .map((button) => button.textContent ?? ''),
  );

/** In low windows, at both sizes of text, and at both ends of what there is to read. */
async function expectReachable(name: string): Promise<void> {
  for (const [width, height] of [
    [280, 420],
    [360, 420],
  ] as const)
    for (const text of [100, 200]) {
      await options.page.setViewport({ width, height });
      const way = { name: `low-${text}`, text };
      await seenSo(options.page, way, async () => {
        for (const end of [0, 9_999]) {
          await options.page.$eval('dialog', (dialog, top) => dialog.scrollTo(0, top), end);
          expect({ width, text, end, unreachable: await unreachable() }).toEqual({
            width,
            text,
            end,
            unreachable: [],
          });
        }
        const read = await options.page.$eval('.transfer-dialog', (dialog) => {
          const foot = dialog.querySelector('.transfer-actions');
          return (foot?.getBoundingClientRect().top ?? 0) - dialog.getBoundingClientRect().top;
        });
        // Enough of it to read on in.
        expect(read).toBeGreaterThan(100);
        const file = `${import.meta.dirname}/screenshots/${name}-${width}-low-${text}.png` as const;
        await options.page.screenshot({ path: file });
      });
    }
  await options.page.setViewport({ width: 900, height: 1000 });
}

it('all chats become a file, of which is said before what is in it', async () => {
  await options.press('Export all');
  await options.find('dialog', 'Export all chats');
  await told('Not in it: drafts');
  expect(await violations(options.page, 'all')).toEqual([]);
  expect(await photograph(options.page, 'transfer-export', { widths })).toBeGreaterThan(blank);
  await expectReachable('transfer-export');
  await options.press('Save as JSON');
  await told('1 chat handed to the browser');
  const file = JSON.parse(await saved()) as { chats: { messages: { text: string }[] }[] };
  expect(file.chats.map(({ messages }) => messages.map(({ text }) => text))).toEqual([
    ['When is high water?', 'High water is at **10:04**.'],
  ]);
  await options.page.keyboard.press('Escape');
  await until('the focus back', focused, (text) => text === 'Export all');
});

it('a file is shown before it is taken in, which the keyboard alone can do', async () => {
  const { messages: before = [] } = await storedRows(options.page);
  await options.press('Import');
  await options.find('dialog', 'Import chats');
  expect(await violations(options.page, 'all')).toEqual([]);
  expect(await photograph(options.page, 'transfer-import', { widths })).toBeGreaterThan(blank);
  const exported = JSON.parse(await saved()) as { chats: unknown[] };
  const others = [
    chatOfFile({
      id: 'a',
      title: 'A title that goes on for longer than any line of a narrow panel can be, and then some',
    }),
    chatOfFile({ id: 'b', title: 'متى يكون المد العالي اليوم؟' }),
    chatOfFile({ id: 'c', title: '' }),
    ...Array.from({ length: 7 }, (_, n) => chatOfFile({ id: `d${n}`, title: `Chat ${n}` })),
    { ...chatOfFile({ id: 'e', title: 'Damaged' }), messages: [{ role: 'system' }] },
  ];
  await choose('chats.json', JSON.stringify(fileOf(...exported.chats, ...others)));
  await told('10 chats will be added.');
  await told('1 chat is here already.');
  await told('1 chat can’t be read');
  expect((await storedRows(options.page))['messages']).toEqual(before);
  expect(await violations(options.page, 'all')).toEqual([]);
  expect(await photograph(options.page, 'transfer-preview', { widths })).toBeGreaterThan(blank);
  await expectReachable('transfer-preview');
  const walked: string[] = [];
  for (let step = 0; step < 4; step += 1) {
    walked.push(await focused());
    await options.page.keyboard.press('Tab');
  }
  expect(walked).toEqual(expect.arrayContaining(['Close', 'Choose another file', 'Import 10 chats']));
  while ((await focused()) !== 'Import 10 chats') await options.page.keyboard.press('Tab');
  await options.page.keyboard.press('Enter');
  await told('10 chats imported.');
  expect((await storedRows(options.page))['messages']).toHaveLength(before.length + 20);
  expect(await violations(options.page, 'all')).toEqual([]);
  await options.page.keyboard.press('Escape');
  await until('the focus back', focused, (text) => text === 'Import');
});

it('a damaged file is told, and another can be chosen', async () => {
  await options.press('Import');
  await options.find('dialog', 'Import chats');
  await choose('cut.json', JSON.stringify(fileOf(chatOfFile())).slice(0, 200));
  await told('ends in the middle');
  expect(await violations(options.page, 'all')).toEqual([]);
  expect(await photograph(options.page, 'transfer-damaged', { widths })).toBeGreaterThan(blank);
  await choose('again.json', JSON.stringify(fileOf(chatOfFile({ id: 'a' }))));
  await told('nothing to add');
  await options.page.keyboard.press('Escape');
});

it('a worker that dies while many are taken in loses and doubles none', async () => {
  const many = Array.from({ length: 300 }, (_, n) => chatOfFile({ id: `many-${n}`, title: `Many ${n}` }));
  const { messages: before = [] } = await storedRows(options.page);
  await options.press('Import');
  await options.find('dialog', 'Import chats');
  await choose('many.json', JSON.stringify(fileOf(...many)));
  await told('300 chats will be added.');
  await options.press('Import 300 chats');
  await told('Importing');
  await world.killWorker();
  await told('300 chats imported.');
  expect((await storedRows(options.page))['messages']).toHaveLength(before.length + 600);
  await options.page.keyboard.press('Escape');
});
