import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAnswerEnd } from './answer-end.ts';
import type { PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { startWalk, type Walk } from './walk-driver.ts';
import { createWorld, type World } from './world.ts';

/* Every action of the panel by keyboard: where the focus is afterwards, and what was said. */
let world: World;
let panel: PanelDriver;
let walker: Walk;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  walker = await startWalk(panel.page);
});
afterAll(() => world.close());

const walk: Walk['walk'] = (rows) => walker.walk(rows);
const enter: Walk['enter'] = (name) => walker.enter(name);
const button: Walk['button'] = (name) => () => walker.enter(name);
const key: Walk['key'] = (name) => () => walker.key(name)();

const title = 'Why the sea comes and goes: how tides really work';
const box = 'textbox "Message"';
/** What was stopped goes on over there, and is waited for before the next. */
const end = createAnswerEnd();
const slowly = (): void =>
  world.platform.answerWith('Word by word. '.repeat(10), { tokensPerSecond: 20, until: end.next() });
const quickly = (): void => {
  end.come();
  world.platform.answerWith('Yes.');
};
const streaming = async (): Promise<void> => {
  await panel.sees('an answer under way', (messages) => messages.at(-1)?.status === 'streaming');
};

it('questions and answers', async () => {
  quickly();
  const { seen, wanted } = await walk([
    ['send', () => panel.send('One'), box, 'Assistant is answering', 'Answer complete'],
    ['copy the answer', button('Copy'), 'button "Copy"', 'Copied'],
    ['regenerate', button('Regenerate'), box, '2 of 2', 'Assistant is answering', 'Answer complete'],
    ['edit a question', button('Edit and resend'), box],
    ['Escape cancels the edit', key('Escape'), box],
    ['edit it again', button('Edit and resend'), box],
    ['cancel the edit', button('Cancel editing'), box],
    [
      'ask for long',
      async () => {
        slowly();
        await panel.send('Two');
        await streaming();
      },
      box,
      'Assistant is answering',
    ],
    ['stop', button('Stop'), box, 'Stopped by you'],
    [
      'retry',
      async () => {
        slowly();
        await enter('Retry');
        await streaming();
      },
      box,
      '2 of 2',
      'Assistant is answering',
    ],
    ['Escape stops', key('Escape'), box, 'Stopped by you'],
  ]);
  expect(seen).toEqual(wanted);
});

it('what waits', async () => {
  await panel.startOver();
  slowly();
  await panel.send('Three');
  await streaming();
  for (const text of ['Four', 'Five', 'Six']) await panel.send(text);
  const threeWait = (): Promise<unknown> =>
    until(
      'three that wait',
      () => panel.page.$$('[data-status="queued"]'),
      ({ length }) => length === 3,
    );
  // What was brought back waits again once the background has it.
  const deleteAll = (): Promise<void> => threeWait().then(button('Delete all'));
  await threeWait();
  const { seen, wanted } = await walk([
    ['edit one that waits', button('Edit'), box],
    ['Escape cancels that, and nothing else', key('Escape'), box],
    ['delete one that waits', button('Delete'), 'article "You"', 'Message deleted'],
    ['undo it', button('Undo'), box],
    ['delete all that waits', deleteAll, box, '3 messages deleted'],
    ['undo that', button('Undo'), box],
    ['delete all again', deleteAll, box, '3 messages deleted'],
    ['Escape stops what is left', key('Escape'), box, 'Stopped by you'],
  ]);
  expect(seen).toEqual(wanted);
});

it('what goes along', async () => {
  await panel.startOver();
  await world.pressToolbarButton();
  const { seen, wanted } = await walk([
    ['attach', button('Attach this page'), 'button "Attach this page"', `Attached: ${title}`],
    ['preview', button('Preview'), 'textbox "Text to send"'],
    ['close the preview', key('Escape'), 'button "Preview"'],
    ['remove', button('Remove'), box, `Removed: ${title}`],
  ]);
  expect(seen).toEqual(wanted);
});

it('dialogs and menus', async () => {
  const { seen, wanted } = await walk([
    ['connection details', button('Connection details'), 'button "Close"'],
    ['list of shortcuts from there', button('Keyboard shortcuts'), 'button "Close"'],
    ['Escape', key('Escape'), 'button "Keyboard shortcuts"'],
    ['Escape again', key('Escape'), 'button "Connection details"'],
    ['?', () => panel.page.keyboard.type('?'), 'button "Close"'],
    ['Escape closes the list', key('Escape'), 'button "Connection details"'],
    ['kinds of new chat', button('Kinds of new chat'), 'button "Temporary chat"'],
    ['Escape closes the menu', key('Escape'), 'button "Kinds of new chat"'],
    ['new chat', button('New chat'), box],
  ]);
  expect(seen).toEqual(wanted);
});

it('chats', async () => {
  const { seen, wanted } = await walk([
    [
      'chats',
      button('Chats'),
      'searchbox "Search chats"',
      ...['Loading…', 'Asking the platform…', 'No others.'],
    ],
    ['rename', button('Rename'), 'textbox "New title"'],
    ['Escape leaves the title', key('Escape'), 'button "One"'],
    ['delete the last of two', button('Delete'), 'button "Three"', '“One” was deleted.Undo'],
    ['Escape closes the chats', key('Escape'), 'button "Chats"'],
  ]);
  expect(seen).toEqual(wanted);
});
it('what is found, chosen and refused', async () => {
  await panel.startOver();
  quickly();
  await panel.send('Seven');
  await panel.answered();
  const { keyboard } = panel.page;
  const find = async (): Promise<void> => {
    await keyboard.down('Control');
    await keyboard.press('f');
    await keyboard.up('Control');
  };
  const blank = await world.openTab('chrome://version');
  await blank.bringToFront();
  const { seen, wanted } = await walk([
    ['find in the chat', find, 'searchbox "Find in chat"'],
    ['Escape closes the search', key('Escape'), box],
    ['prompts', () => keyboard.type('/'), box, '3 prompts'],
    ['Escape closes the prompts', key('Escape'), box],
    ['clear', () => panel.fill('Message', ''), box],
    [
      'a page that can’t be read',
      button('Attach this page'),
      'button "Attach this page"',
      'This page is one of the browser’s ownBrowsers keep those closed to all extensions. Copy the text you mean, and paste it into the message.Got itDetails',
    ],
    ['put it away', button('Got it'), box],
  ]);
  expect(seen).toEqual(wanted);
  await blank.close();
});
