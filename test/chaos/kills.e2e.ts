import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../doubles/seeded-random.ts';
import { mixedMarkdown } from '../e2e/mixed-markdown.ts';
import type { PanelDriver } from '../e2e/panel-driver.ts';
import { until } from '../e2e/until.ts';
import { createWorld, type World } from '../e2e/world.ts';
import { createKiller, type Killer } from './kills-killer.ts';
import { createVoices, numberedPieces } from './panels-voices.ts';
import { scaled } from './scale.ts';
import { spreadPoints } from './spread-points.ts';
import { createLedger, type Ledger } from './sending-ledger.ts';
import { tell } from './tally.ts';

/*
 * Law 7: the browser ends the worker at any moment. Whatever the moment: the question is on the server
 * once, the answer is exact, and nothing stays "answering" for ever.
 */
const voices = createVoices();
let world: World;
let panel: PanelDriver;
let killer: Killer;
let ledger: Ledger;

beforeAll(async () => {
  world = await createWorld({ assistant: voices, tokensPerSecond: Infinity });
  panel = await world.openPanel();
  killer = await createKiller(world);
  ledger = createLedger({ world, panel: () => panel });
});
afterEach(() => world.calm());
afterAll(async () => {
  await killer.close();
  await world.close();
});

describe('the worker killed once so much of the answer is on screen', () => {
  const pieces = numberedPieces(200);
  const chunks = spreadPoints(scaled(200, 10), pieces.length);
  let exact = 0;

  it.each(chunks)('chunk %i of 200: exact, asked once', async (chunk) => {
    const question = `Killed after chunk ${chunk}`;
    const soFar = pieces.slice(0, chunk).join('');
    const held = voices.hold(question, pieces);
    await ledger.begin();
    await panel.send(question);
    held.release(chunk);
    await panel.sees(`${chunk} chunks`, (messages) => messages.at(-1)?.text === soFar.trim());
    const sockets = world.platform.received.connections.length;
    await killer.strike();
    // Every other time the server is done before the next worker can ask; else that one comes too early, and has to wait.
    if (chunk % 2 === 1) {
      await until('the next worker', () => world.platform.received.connections.length > sockets);
      expect((await panel.transcript()).at(-1)?.text).toBe(soFar.trim());
    }
    held.release();
    await ledger.expectExact(question, pieces.join(''));
    exact += 1;
  });

  afterAll(() => tell(`kills: ${exact}/${chunks.length} chunks exact, asked once`));
});

describe('the worker killed at random, about ten times a turn', () => {
  const turns = scaled(50, 3);
  const killsEach = 10;
  const random = seededRandom(20_261_120);
  /** ms before Enter that the killing begins, and after it that it ends. The answer takes 2.5 s. */
  const [before, after] = [400, 3_600];
  const plans = Array.from({ length: turns }, (_, index) => ({
    turn: index + 1,
    moments: Array.from({ length: killsEach }, () => random() * (before + after)).toSorted((a, b) => a - b),
  }));
  const count = { lost: 0, doubled: 0, stuck: 0 };
  let worstMs = 0;

  it.each(plans)('turn $turn: nothing lost, doubled or stuck', async ({ turn, moments }) => {
    const question = `Killed at random in turn ${turn}`;
    const answer = `Turn ${turn}. ${mixedMarkdown(3_000)}`;
    world.platform.answerWith(answer, { chunkSize: 20, tokensPerSecond: 60 });
    await ledger.begin();
    await panel.fill('Message', question);
    const start = performance.now();
    const asked = setTimeout(before).then(() => panel.page.keyboard.press('Enter'));
    for (const moment of moments) {
      await setTimeout(Math.max(0, start + moment - performance.now()));
      await killer.strike();
    }
    await asked;
    const lastKill = Date.now();
    const settled = await ledger.expectExact(question, answer).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    const { received, stored } = world.deliveries(question);
    if (stored === 0) count.lost += 1;
    if (received > 1 || stored > 1) count.doubled += 1;
    if ((await panel.transcript()).some(({ status }) => status === 'pending' || status === 'streaming'))
      count.stuck += 1;
    if (settled !== null) throw settled.error;
    worstMs = Math.max(worstMs, Date.now() - Math.max(lastKill, storedAt(answer)));
  });

  function storedAt(answer: string): number {
    const stored = world.platform
      .chats()
      .flatMap(({ messages }) => messages)
      .find(({ content }) => content === answer);
    return Date.parse(stored?.created_at ?? '');
  }

  let earlier = 0;
  beforeAll(() => {
    earlier = killer.kills;
  });
  afterAll(() =>
    tell(
      `kills: ${killer.kills - earlier} random kills over ${turns} turns: ${count.lost} lost, ${count.doubled} doubled, ${count.stuck} stuck; whole ${(worstMs / 1_000).toFixed(1)} s after the last kill at worst`,
    ),
  );
});
