import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { storeTexts } from './stored-texts.ts';
import { until } from './until.ts';
import { startWalk, type Walk } from './walk-driver.ts';
import { createWorld, type World } from './world.ts';

/* Chats by keyboard: where the focus is after each action, and what was said. */
let world: World;
let panel: PanelDriver;
let walker: Walk;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  world.platform.answerWith('Yes.');
  await panel.send('One');
  await panel.answered();
  await storeTexts(panel.page, [
    { title: 'Tides', texts: ['When?', 'At seven.'] },
    { title: 'Ferries', texts: ['Where?', 'At the pier.'] },
    { title: 'Long', texts: Array.from({ length: 180 }, (_, n) => `Message ${n + 1}.`) },
  ]);
  walker = await startWalk(panel.page);
});
afterAll(() => world?.close());

const box = 'textbox "Message"';
const search = 'searchbox "Search chats"';
const title = (name: string): string => `button "${name}"`;
const typed = (text: string) => (): Promise<void> => panel.page.keyboard.type(text);
const withControl = (key: 'f' | 'z') => async (): Promise<void> => {
  await panel.page.keyboard.down('Control');
  await panel.page.keyboard.press(key);
  await panel.page.keyboard.up('Control');
};
/** Of the chat whose title has the focus: *Rename*, *Pin*, *Export* and *Delete* follow it. */
const ownButton = (name: string) => async (): Promise<void> => {
  for (const label of ['Rename', 'Pin', 'Export', 'Delete']) {
    await panel.page.keyboard.press('Tab');
    if (label === name) return panel.page.keyboard.press('Enter');
  }
};
/** Once the platform has told of its chats: an answer after the action is another one. */
const afterListing = (act: () => Promise<unknown>) => async (): Promise<unknown> => {
  await until('the platform’s chats', () =>
    panel.page.$eval('.platform-chats', (section) => section.ariaBusy === 'false'),
  );
  return act();
};
const opened = ['Loading…', 'Asking the platform…', 'No others.'];
const deleted = '“Ebb” was deleted.Undo';

it('the list of chats', async () => {
  const { button, key, walk } = walker;
  const { seen, wanted } = await walk([
    ['chats', button('Chats'), search, ...opened],
    [
      'search what is nowhere',
      () => panel.fill('Search chats', 'zebra', 'searchbox'),
      search,
      'No chat has these words in its title.',
      'Searching messages…',
      'No message has these words.',
    ],
    ['search no more', () => panel.fill('Search chats', '', 'searchbox'), search],
    ['down to the list', key('ArrowDown'), title('One')],
    ['to the next', key('ArrowDown'), title('Tides')],
    ['rename', key('F2'), 'textbox "New title"'],
    ['a name', typed('Ebb'), 'textbox "New title"'],
    ['taken', key('Enter'), title('Ebb')],
    ['pin', ownButton('Pin'), title('Ebb')],
    ['unpin', ownButton('Pin'), title('Ebb')],
    ['delete', ownButton('Delete'), title('Ferries'), deleted],
    ['undo', button('Undo'), title('Ebb')],
    ['delete by its key', key('Delete'), title('Ferries'), deleted],
    ['undo by its key', withControl('z'), title('Ebb')],
    ['export', ownButton('Export'), 'button "Close"'],
    ['Escape', key('Escape'), 'button "Export"'],
    ['export all', button('Export all'), 'button "Close"'],
    ['close that', button('Close'), 'button "Export all"'],
    ['import', button('Import'), 'button "Close"'],
    ['close it, too', button('Close'), 'button "Import"'],
    ['find in this chat', button('Find in this chat'), 'searchbox "Find in chat"'],
    ['close the search', button('Close find'), box],
    ['chats again', button('Chats'), search, ...opened],
    ['open one', button('Long'), box],
  ]);
  expect(seen).toEqual(wanted);
});

it('the chat that is shown, and one that is found', async () => {
  const { button, key, walk } = walker;
  const { seen, wanted } = await walk([
    ['chats', button('Chats'), search, ...opened],
    ['to the list', key('ArrowDown'), title('One')],
    ['down', key('ArrowDown'), title('Ebb')],
    ['down again', key('ArrowDown'), title('Ferries')],
    ['to the one that is shown', key('ArrowDown'), title('Long')],
    ['delete it', key('Delete'), title('Ferries'), '“Long” was deleted.Undo'],
    ['undo', button('Undo'), title('Long')],
    ['delete it by its button', ownButton('Delete'), title('Ferries'), '“Long” was deleted.Undo'],
    ['close', key('Escape'), 'button "Chats"'],
    // What is deleted here alone is one of the others over there.
    ['chats again', button('Chats'), search, 'Loading…', 'Asking the platform…'],
    ['undo what was told before', afterListing(button('Undo')), title('Long')],
    [
      'words of a question',
      () => panel.fill('Search chats', 'Where?', 'searchbox'),
      search,
      ...['No chat has these words in its title.', 'Searching messages…', '1 chat'],
    ],
    ['open it there', button('Ferries'), 'article "You"'],
    ['chats for another', button('Chats'), search, ...opened],
    [
      'words of an answer',
      () => panel.fill('Search chats', 'pier', 'searchbox'),
      search,
      ...['No chat has these words in its title.', 'Searching messages…', '1 chat'],
    ],
    ['open that', button('Ferries'), 'article "Assistant"'],
    ['chats for the last time', button('Chats'), search, ...opened],
    ['back to the long one', button('Long'), box],
  ]);
  expect(seen).toEqual(wanted);
});

/** The button goes away with the last press. */
const upToFirst = (): Promise<unknown> =>
  until('the first message', async () => {
    const isThere = await panel.page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('.earlier');
      button?.focus();
      return button !== null;
    });
    if (isThere) await panel.page.keyboard.press('Enter');
    return !isThere;
  });

it('a long chat', async () => {
  const { button, walk } = walker;
  const { seen, wanted } = await walk([
    ['earlier messages', button('Earlier messages'), 'button "Earlier messages"'],
    ['up to the first', upToFirst, 'article "You"'],
    ['to the newest', button('Jump to latest'), box],
    ['find', withControl('f'), 'searchbox "Find in chat"'],
    [
      'words',
      () => panel.fill('Find in chat', 'Message 179', 'searchbox'),
      'searchbox "Find in chat"',
      '1 of 1: Message 179.',
    ],
    ['next', button('Next match'), 'button "Next match"'],
    ['previous', button('Previous match'), 'button "Previous match"'],
    ['close the search', button('Close find'), 'article "You"'],
  ]);
  expect(seen).toEqual(wanted);
});

it('new chats, suggestions and versions', async () => {
  const { button, key, walk } = walker;
  const usual = async (): Promise<void> => {
    await walker.enter('New chat');
    // What is pressed before it is there would be of the chat that is left.
    await until('it on screen', async () => (await panel.page.$('.temporary-note')) === null);
  };
  const temporary = 'TemporaryNot kept on this computer; the platform may keep it.';
  const answered = ['Assistant is answering', 'Answer complete'];
  const { seen, wanted } = await walk([
    ['kinds of new chat', button('Kinds of new chat'), 'button "Temporary chat"'],
    ['a temporary one', key('Enter'), box, temporary],
    ['a usual one', usual, box],
    ['a suggestion', button('What are the key facts?'), box, ...answered],
    ['another version', button('Regenerate'), box, '2 of 2', ...answered],
    ['the earlier one', button('Earlier version'), 'button "Earlier version"', '1 of 2'],
    ['the later one', button('Later version'), 'button "Later version"', '2 of 2'],
    ['back to the composer', () => panel.page.focus('#composer-message'), box],
    ['prompts', typed('/'), box, '3 prompts'],
    // It speaks of the page, which goes along then.
    ['take one', key('Enter'), box, 'Attached: Why the sea comes and goes: how tides really work'],
  ]);
  expect(seen).toEqual(wanted);
});

it('one that is opened while the page has much to do leaves the focus in the composer, too', async () => {
  const { page } = panel;
  const { identifier } = await page.evaluateOnNewDocument(holdUpDrawing);
  await page.reload();
  await panel.connection(/^Connected$/);
  // All that the chat says by itself is there.
  await panel.find('button', 'Earlier version');
  const { button, walk } = await startWalk(page);
  const { seen, wanted } = await walk([
    ['chats', button('Chats'), search, ...opened],
    ['open one', button('Ferries'), box],
  ]);
  await page.removeScriptToEvaluateOnNewDocument(identifier);
  expect(seen).toEqual(wanted);
});

/** Runs in the page. What React is to draw when there is time, it draws a while after timers that were set at the same time. */
function holdUpDrawing(): void {
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function held(this: MessagePort, ...given: unknown[]): void {
    setTimeout(() => Reflect.apply(postMessage, this, given), 30);
  };
}
