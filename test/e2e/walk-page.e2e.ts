import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { startWalk, type Walk } from './walk-driver.ts';
import { createWorld, type World } from './world.ts';

/* Pages by keyboard: where the focus is after each action, and what was said. */
let world: World;
let panel: PanelDriver;
let walker: Walk;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  walker = await startWalk(panel.page);
});
afterAll(() => world?.close());

const html =
  `<title>Booking</title><article><h1>Your booking</h1><p>${'The tide comes in twice a day. '.repeat(9)}</p>` +
  '<p>Write to ann.example@example.com. <a href="https://example.com/x">More</a></p></article>';
const box = 'textbox "Message"';
const more = 'button "More about this page"';
const text = 'textbox "Text to send"';
const typed = (words: string) => (): Promise<void> => panel.page.keyboard.type(words);

it('a page that goes along', async () => {
  const { button, key, walk } = walker;
  const page = await world.openTab(world.site.put('/booking', html));
  await page.bringToFront();
  await world.pressToolbarButton(page);
  const { seen, wanted } = await walk([
    ['attach', button('Attach this page'), 'button "Attach this page"', 'Attached: Booking'],
    ['where it goes, read', button('OK'), box],
    ['more about it', button('More about this page'), `button "Always allow on ${new URL(page.url()).host}"`],
    ['Escape', key('Escape'), more],
    ['more again', button('More about this page'), `button "Always allow on ${new URL(page.url()).host}"`],
    ['offer pages', button('Offer pages as I change tabs'), 'button "Offer pages as I change tabs"'],
    ['offer none', button('Offer pages as I change tabs'), 'button "Offer pages as I change tabs"'],
    ['with addresses of links', button('Include link addresses'), more, 'Link addresses are included.'],
    ['preview', button('Preview'), text],
    ['undo a mask', button('Undo'), 'button "Mask again"'],
    ['mask again', button('Mask again'), 'button "Undo"'],
    ['to the text', () => panel.page.focus('.preview textarea'), text],
    ['change it', typed('x'), text],
    ['undo that', button('Undo my changes'), text],
    ['done', button('Done'), 'button "Preview"'],
    ['remove', button('Remove'), box, 'Removed: Booking'],
    ['open tabs', typed('@'), box, '2 tabs'],
    ['Escape closes the list', key('Escape'), box],
    ['clear', () => panel.fill('Message', ''), box],
    ['open tabs again', typed('@'), box, '2 tabs'],
    ['take one', key('Enter'), box, 'Attached: Booking'],
  ]);
  expect(seen).toEqual(wanted);
});
