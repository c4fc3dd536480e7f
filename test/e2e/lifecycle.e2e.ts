import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scaled } from '../chaos/scale.ts';
import { seededRandom } from '../doubles/seeded-random.ts';
import { createAnswerEnd } from './answer-end.ts';
import { mixedMarkdown } from './mixed-markdown.ts';
import type { PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/*
 * The browser ends the worker when it likes, and the user closes the panel when they like. Whatever the moment: the
 * question is on the server once, the answer is exact, and nothing stays "answering" for ever.
 */
let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
beforeEach(async () => {
  await panel.startOver();
});
afterEach(() => {
  end.come();
  world.calm();
});
afterAll(() => world.close());

/** 150 chunks: 2.5 s, and then as long as nobody lets it end. */
const answer = mixedMarkdown(3_000);
const end = createAnswerEnd();
const answerSlowly = (): void =>
  world.platform.answerWith(answer, { chunkSize: 20, tokensPerSecond: 60, until: end.next() });

/** Waits for that much of the answer, while it is still going on; where other kills came first, perhaps for all of it. */
async function midAnswer(characters: number): Promise<void> {
  const messages = await panel.sees(
    `${characters} characters of the answer`,
    (all) => (all[1]?.text.length ?? 0) >= characters,
  );
  // What is said while nobody listens is read back at the end, and in one piece.
  if (!world.isKilledSteadily) expect(messages[1]?.status).toBe('streaming');
}

async function expectWhole(question: string, within?: number): Promise<void> {
  end.come();
  await panel.answered(1, within);
  expect(await panel.copied()).toBe(answer);
  expect(world.deliveries(question)).toEqual({ received: 1, stored: 1 });
  expect(await panel.transcript()).toHaveLength(2);
  expect(await panel.isThere('button', 'Stop')).toBe(false);
  expect(world.platform.received.violations).toEqual([]);
}

describe('the worker killed', () => {
  it('in the middle of an answer: the panel goes on and shows it whole', async () => {
    answerSlowly();
    await panel.send('killed in the middle');
    await midAnswer(1_000);
    await world.killWorker();
    await expectWhole('killed in the middle');
  });

  it('before the question is sent: it goes out all the same, once', async () => {
    answerSlowly();
    await panel.fill('Message', 'killed before');
    await world.killWorker();
    await panel.press('Send');
    await expectWhole('killed before');
  });

  // Killed just before the frame leaves, it may still arrive as far as anybody knows: for 60 s, and 30 more until it is stored (D10).
  const untilProven = 120_000;
  it(
    'right after Enter: the question is on the server once, and answered',
    { timeout: 150_000 },
    async () => {
      answerSlowly();
      await panel.fill('Message', 'killed after Enter');
      await panel.page.focus('textarea[aria-label="Message"]');
      await Promise.all([panel.page.keyboard.press('Enter'), world.killWorker()]);
      await expectWhole('killed after Enter', untilProven);
    },
  );

  it('twice in one answer: still exact', async () => {
    answerSlowly();
    await panel.send('killed twice');
    await midAnswer(500);
    await world.killWorker();
    await until('the worker back', () => world.extension.isWorkerAlive());
    await world.killWorker();
    await expectWhole('killed twice');
  });

  const random = seededRandom(20_261_120);
  // Of 2,350 that are drawn in the end.
  const points = Array.from({ length: scaled(5, 3) }, () => Math.floor(random() * 1_900));
  it.each(points)('once %i characters of the answer are on screen: exact', async (characters) => {
    answerSlowly();
    await panel.send(`killed at ${characters}`);
    await midAnswer(characters);
    await world.killWorker();
    await expectWhole(`killed at ${characters}`);
  });

  it('while nothing goes on: what is typed next is sent, and the draft is still there', async () => {
    await panel.page.focus('textarea[aria-label="Message"]');
    await panel.page.keyboard.type('typed before, ');
    await world.killWorker();
    await panel.page.keyboard.type('typed after');
    answerSlowly();
    await panel.page.keyboard.press('Enter');
    await expectWhole('typed before, typed after');
  });
});

describe('the panel closed and opened again', () => {
  it('in the middle of an answer: it goes on where it is, exact', async () => {
    answerSlowly();
    await panel.send('closed in the middle');
    await midAnswer(700);
    await panel.close();
    panel = await world.openPanel();
    await expectWhole('closed in the middle');
  });

  it('after the answer came while it was closed: the whole answer is there', async () => {
    await world.afterKill();
    answerSlowly();
    await panel.send('closed until the end');
    await panel.sees('the answer begun', (messages) => messages[1]?.status === 'streaming');
    await panel.close();
    end.come();
    await until('the answer in the history', () =>
      world.platform
        .chats()
        .some(({ messages }) => messages[0]?.content === 'closed until the end' && messages.length === 2),
    );
    panel = await world.openPanel();
    await expectWhole('closed until the end');
  });

  it('with the worker killed in between: exact', async () => {
    answerSlowly();
    await panel.send('closed and killed');
    await midAnswer(700);
    await panel.close();
    await world.killWorker();
    panel = await world.openPanel();
    await expectWhole('closed and killed');
  });

  it('shows the conversation at once while the platform is down', async () => {
    world.platform.answerWith('An answer to keep.');
    await panel.send('remember this');
    await panel.answered();
    await panel.close();
    await world.platform.stop();
    await world.killWorker();
    try {
      panel = await world.openPanel();
      await panel.answered();
      expect((await panel.transcript()).map(({ text }) => text).join('\n')).toMatch(
        /remember this[^]*An answer to keep\./,
      );
      expect(await panel.copied()).toBe('An answer to keep.');
    } finally {
      await world.platform.start();
    }
    await panel.connection(/^Connected$/);
  });
});
