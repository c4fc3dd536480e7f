import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../doubles/seeded-random.ts';
import type { PanelDriver } from '../e2e/panel-driver.ts';
import { pressElement } from '../e2e/press-element.ts';
import { until } from '../e2e/until.ts';
import { createWorld, type World } from '../e2e/world.ts';
import type { Assistant } from '../platform/assistant.ts';
import { createKiller, type Killer } from './kills-killer.ts';
import { awaitProgress } from './outbox-progress.ts';
import { scaled } from './scale.ts';
import { tell } from './tally.ts';

/*
 * Messages typed while there is no way to the platform are kept, and go out once each, in order; and a connection that
 * comes and goes a hundred times is one connection in the end.
 */
const answerTo = (question: string): string => `Answer to “${question}”, 満👩🏽‍🚀.`;

/** Says which question it answers, so that an answer in the wrong place shows. */
const echo: Assistant = {
  async *answer({ text }) {
    yield* answerTo(text).match(/.{1,8}/gsu) ?? [];
    return [];
  },
};

let world: World;
let panel: PanelDriver;
let killer: Killer;

beforeAll(async () => {
  world = await createWorld({ assistant: echo, tokensPerSecond: Infinity });
  panel = await world.openPanel();
  killer = await createKiller(world);
});
beforeEach(async () => {
  await panel.startOver();
  await panel.connection(/^Connected$/);
});
afterEach(async () => {
  world.calm();
  await world.platform.start();
});
afterAll(async () => {
  await killer.close();
  await world.close();
});

/** The messages on the platform, oldest first, of the chat that has one of these questions. */
function storedAmong(questions: readonly string[]): string[] {
  const chat = world.platform
    .chats()
    .find(({ messages }) => messages.some(({ content }) => questions.includes(content)));
  return chat?.messages.map(({ role, content }) => `${role}: ${content}`) ?? [];
}

/** Top to end; also what is out of view. Questions and answers alike without what stands around their text. */
async function shown(): Promise<string[]> {
  for (;;) {
    const earlier = await panel.page.$('button.earlier');
    if (earlier === null) break;
    const before = (await panel.page.$$('article')).length;
    await earlier.evaluate((button) => (button as HTMLElement).click());
    await until('earlier messages', async () => (await panel.page.$$('article')).length > before);
  }
  return panel.page.$$eval('article', (articles) =>
    articles.map((article) => {
      const text = article.querySelector('.bubble, p')?.textContent;
      return `${article.ariaLabel} ${article.dataset['status']}: ${text}`;
    }),
  );
}

/** Each question once on the platform and on screen, in order, with its own answer behind it. */
async function expectDelivered(questions: readonly string[]): Promise<void> {
  await awaitProgress(
    'every answer on the platform',
    () => storedAmong(questions).length,
    2 * questions.length,
  );
  await panel.sees('nothing under way', (messages) =>
    messages.every(({ status }) => status === 'sent' || status === 'complete'),
  );
  expect(storedAmong(questions)).toEqual(
    questions.flatMap((question) => [`user: ${question}`, `assistant: ${answerTo(question)}`]),
  );
  expect(await shown()).toEqual(
    questions.flatMap((question) => [`You sent: ${question}`, `Assistant complete: ${answerTo(question)}`]),
  );
  const received = world.platform.received.userMessages.map(({ text }) => text);
  expect(received.filter((text) => questions.includes(text))).toEqual(questions);
  expect(world.platform.received.violations).toEqual([]);
  expect(await panel.isThere('button', 'Stop')).toBe(false);
}

/** A queue of more than three is folded, until somebody opens it; it stays open then. */
async function showQueue(): Promise<void> {
  await until('the queue', async () => {
    if (await panel.isThere('button', 'Show fewer')) return true;
    if (await panel.isThere('button', 'Show all')) await panel.press('Show all');
    return false;
  });
}

describe('messages typed offline', () => {
  const count = scaled(100, 14);
  const random = seededRandom(3);

  it.each([
    { fate: 'with a worker that lives', killEvery: 0 },
    { fate: 'with the worker killed now and then', killEvery: 5 },
  ])(`arrive once each, in order, $fate`, async ({ fate, killEvery }) => {
    const before = killer.kills;
    const questions = Array.from(
      { length: count },
      (_, index) => `Message ${index + 1} of ${count}, ${fate}`,
    );
    await world.platform.stop();
    for (const question of questions) {
      await panel.send(question);
      if (killEvery > 0 && random() < 1 / killEvery) await killer.strike();
    }
    await showQueue();
    await panel.sees(
      'all of them queued, as far as the panel shows them',
      (messages) =>
        messages.length >= Math.min(count, 50) && messages.every(({ status }) => status === 'queued'),
    );
    await world.platform.start();
    if (killEvery > 0) {
      // And while they go out.
      for (let sent = killEvery; sent < count; sent += killEvery) {
        await awaitProgress(
          `${sent} sent`,
          () => world.platform.received.userMessages.filter(({ text }) => questions.includes(text)).length,
          sent,
        );
        await killer.strike();
      }
    }
    await expectDelivered(questions);
    tell(
      `outbox: ${count}/${count} messages typed offline once each, in order, ${fate}${killEvery > 0 ? ` (${killer.kills - before} kills)` : ''}`,
    );
  });

  it('arrive as they were edited; those removed never', async () => {
    await world.platform.stop();
    for (const name of ['first', 'second', 'third', 'fourth']) await panel.send(`The ${name}`);
    await showQueue();
    await panel.sees(
      'four queued',
      (messages) => messages.filter(({ status }) => status === 'queued').length === 4,
    );
    await press('The second', 'Edit');
    await until('the words to edit', async () => (await panel.value('Message')) === 'The second');
    await panel.send('The second, edited');
    await panel.sees('the edit', (messages) => messages[1]?.text.startsWith('The second, edited') === true);
    await press('The third', 'Delete');
    await panel.sees('three', (messages) => messages.length === 3);
    // A worker that had kept either in its memory alone would send the wrong thing.
    await killer.strike();
    await press('The fourth', 'Edit');
    await until('the words to edit', async () => (await panel.value('Message')) === 'The fourth');
    await panel.send('The fourth, edited by the next worker');
    await panel.sees('the edit', (messages) => messages[2]?.text.startsWith('The fourth, edited') === true);
    await world.platform.start();
    await expectDelivered(['The first', 'The second, edited', 'The fourth, edited by the next worker']);
    const received = world.platform.received.userMessages.map(({ text }) => text);
    for (const gone of ['The second', 'The third', 'The fourth']) expect(received).not.toContain(gone);
    tell('outbox: 2 edited and 1 removed offline: the edits arrived, the removed one never');
  });

  /** Presses the button in the article of that message, once it stands still: a queue that was unfolded scrolls. */
  async function press(text: string, button: string): Promise<void> {
    const found = await panel.page.waitForSelector(
      `xpath/.//article[.//*[text()="${text}"]]//button[@aria-label="${button}"]`,
    );
    await pressElement(found);
  }
});

describe('a connection that breaks again and again', () => {
  const flips = scaled(100, 4);
  /** A message is typed in some of them: after 1000 nothing else brings the connection back (P24). */
  const breaks = [
    { code: undefined, asks: false },
    { code: 1011, asks: false },
    // The one waits for its place in the crowd, up to 8 s; with something to send nobody waits (P25).
    { code: 1001, asks: false },
    { code: 1000, asks: true },
    { code: undefined, asks: true },
    { code: 1011, asks: true },
    { code: 1001, asks: true },
    { code: 1000, asks: true },
  ] as const;

  it(`is one connection in the end, after ${flips} breaks`, async () => {
    const { connections } = world.platform.received;
    await until('one socket', world.platform.openSockets, (open) => open === 1);
    const before = connections.length;
    const questions: string[] = [];
    let most = 0;
    for (let flip = 1; flip <= flips; flip += 1) {
      const { code, asks } = breaks[(flip - 1) % breaks.length] ?? breaks[0];
      const what = `flip ${flip} (${code ?? 'cut'})`;
      const made = connections.length;
      world.platform.drop(code);
      if (code === 1000) await panel.connection(/^Offline$/);
      if (asks) {
        questions.push(`Asked in ${what}`);
        await panel.send(`Asked in ${what}`);
      }
      await until(`${what}: a new connection`, () => connections.length > made);
      await panel.connection(/^Connected$/);
      if (asks) {
        await until(
          `${what}: an answer`,
          () => panel.page.$$eval('article', (articles) => articles.at(-1)?.dataset['status']),
          (status) => status === 'complete',
        );
      }
      most = Math.max(most, world.platform.openSockets());
    }
    await until('one socket', world.platform.openSockets, (open) => open === 1);
    const made = connections.length - before;
    expect(made).toBeGreaterThanOrEqual(flips);
    expect(made).toBeLessThanOrEqual(flips + 3);
    expect(most).toBe(1);
    questions.push('Does it still work?');
    await panel.send('Does it still work?');
    await expectDelivered(questions);
    tell(`outbox: ${flips} connect/disconnect flips, ${made} connections made, ${most} socket at a time`);
  });
});
