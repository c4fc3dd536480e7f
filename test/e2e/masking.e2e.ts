import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { pressElement } from './press-element.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
afterAll(() => world.close());

const email = 'ann.example@example.com';
const phone = '+49 30 23125012';
const card = '4111 1111 1111 1111';
const sentence = 'The tide comes in twice a day, and the ferry waits for it.';
const html =
  `<!doctype html><html lang="en"><title>Booking of ${email}</title><body><main><h1>Your booking</h1>` +
  `<p>${sentence.repeat(6)}</p><p>Write to ${email} or call ${phone}.</p><p>Paid with ${card}.</p>` +
  `<p>Order 2024-0815-4711 of 27 November 2024.</p></main></body></html>`;

const listed = (): Promise<string[]> =>
  panel.page.$$eval('ul[aria-label="Masked"] li', (items) => items.map((item) => item.textContent ?? ''));

it('a page leaves without what is personal in it, and its reader is none the wiser for it', async () => {
  const page = await world.openTab(world.site.put('/booking', html));
  await page.bringToFront();
  await world.pressToolbarButton(page);
  await panel.press('Attach this page');
  const chip = await panel.find('group', 'Page: Booking of [email 1]');
  expect(await chip.evaluate((group) => group.textContent)).toContain('3 masked');

  await panel.press('Preview');
  const text = await panel.value('Text to send');
  expect(text).toContain('Write to [email 1] or call [phone 1].');
  expect(text).toContain('Paid with [card 1].');
  expect(text).toContain('Order 2024-0815-4711 of 27 November 2024.');
  expect(await listed()).toEqual([
    `[email 1] ${email}Undo`,
    `[phone 1] ${phone}Undo`,
    `[card 1] ${card}Undo`,
  ]);
  const widths = [280, 360, 700];
  expect(await photograph(panel.page, 'masked-preview', { widths })).toBeGreaterThan(blank);

  const undo = (await panel.page.$$('ul[aria-label="Masked"] button'))[1];
  await pressElement(undo);
  await until(
    'the number put back',
    () => panel.value('Text to send'),
    (now) => now.includes(phone),
  );
  expect(await undo?.evaluate((button) => [button.textContent, button === document.activeElement])).toEqual([
    'Mask again',
    true,
  ]);
  await pressElement(undo);
  await until(
    'the number masked again',
    () => panel.value('Text to send'),
    (now) => now === text,
  );
  await panel.press('Done');

  world.platform.answerWith('Write to **[email 1]**, or call [phone 1].', { chunkSize: 5 });
  await panel.send('Whom do I ask?');
  await panel.answered();
  const shown = await panel.sees('the address', (messages) => messages.at(-1)?.text.includes(email) === true);
  expect(shown.at(-1)?.text).toContain(`Write to ${email}, or call ${phone}.`);
  expect(await panel.copied()).toBe(`Write to **${email}**, or call ${phone}.`);
  expect(await photograph(panel.page, 'masked-answer', { widths })).toBeGreaterThan(blank);

  const left = JSON.stringify(world.platform.received) + JSON.stringify(world.platform.chats());
  expect(left).toContain('Paid with [card 1].');
  expect([email, phone, card].filter((value) => left.includes(value))).toEqual([]);
  await page.close();
});

it('which values are masked is chosen in the settings, and holds for what is attached from then on', async () => {
  const options = await world.openOptions();
  const box = (): Promise<boolean> =>
    options
      .find('checkbox', 'Phone numbers')
      .then((found) => found.evaluate((input) => (input as HTMLInputElement).checked));
  await until('all of them ticked', box, Boolean);
  // By a locator: the boxes take nothing before it is read which of them are ticked.
  await pressElement(await options.find('checkbox', 'Phone numbers'));
  await until('it unticked', box, (isTicked) => !isTicked);
  await options.noAlert();
  await options.page.reload();
  await until('it unticked still', box, (isTicked) => !isTicked);
  await options.page.close();

  await panel.startOver();
  const page = await world.openTab(world.site.put('/booking-2', html));
  await page.bringToFront();
  await world.pressToolbarButton(page);
  await panel.press('Attach this page');
  await panel.find('group', 'Page: Booking of [email 1]');
  await panel.press('Preview');
  expect(await panel.value('Text to send')).toContain(`Write to [email 1] or call ${phone}.`);
  await panel.press('Done');
});
