import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mixedMarkdown } from '../e2e/mixed-markdown.ts';
import type { PanelDriver } from '../e2e/panel-driver.ts';
import { launchLifeBrowser, type LifeBrowser } from './life-browser.ts';
import { install, type Installation } from './life-installation.ts';
import { createRelay, type Relay } from './life-relay.ts';
import { isWhole, patienceOfTest, scaled } from './scale.ts';
import { tell } from './tally.ts';

/*
 * The computer sleeps and wakes: every process of the browser stands still for a while, and goes on by a clock that has
 * jumped. Meanwhile the world went on, too. All sleep the same sleep, each with a line that fares otherwise.
 */
interface Sleeper {
  readonly at: Installation;
  readonly relay: Relay;
  readonly panel: PanelDriver;
  /** Seconds from waking to *Connected* over a line that works. */
  readonly back: () => number;
}

/** Seconds. */
const sleeping = scaled(90, 8);
/** P23. Seconds; the short form runs beside others. */
const backWithin = scaled(5, 10);
/** ms. Node's servers close an idle HTTP connection after 5 s; a browser that really sleeps closes its own. */
const poolIdle = 6_000;
/** Looked for longer than any goal, so that a miss has a number. ms */
const patience = 60_000;

const answer = mixedMarkdown(3_000);

let life: LifeBrowser;
const installed: { installation: Installation; relay: Relay }[] = [];
const times: number[] = [];

async function connected(): Promise<Sleeper> {
  let relay: Relay | undefined;
  const at = await install(life, async ({ apiUrl }) => {
    relay = await createRelay(Number(new URL(apiUrl).port));
    return `http://127.0.0.1:${relay.port}`;
  });
  if (relay === undefined) throw new Error('Nobody asked for the address.');
  const index = installed.push({ installation: at, relay }) - 1;
  at.platform.answerWith(answer);
  const panel = await at.openPanel();
  await panel.connection(/^Connected$/);
  return { at, relay, panel, back: () => times[index] ?? Infinity };
}

async function secondsUntilBack({ at, panel }: Sleeper, connections: number): Promise<number> {
  const woken = performance.now();
  const since = (): number => performance.now() - woken;
  const status = (): Promise<string> =>
    panel.page.$eval('[role="status"][aria-label="Connection"]', (line) => line.textContent ?? '');
  while (at.platform.received.connections.length < connections || (await status()) !== 'Connected') {
    if (since() > patience) return Infinity;
    await pause(50);
  }
  return Number((since() / 1000).toFixed(1));
}

/** About 15 s long, so that the computer falls asleep over it. */
async function beginAnswer({ at, panel }: Sleeper, question: string): Promise<void> {
  at.platform.answerWith(answer, { chunkSize: 20, tokensPerSecond: 10 });
  await panel.send(question);
  await panel.sees('the answer begun', (messages) => messages[1]?.status === 'streaming');
}

async function expectAnswered({ at, panel }: Sleeper, question: string): Promise<void> {
  // A dead line may deliver for a minute what was written to it, and what it delivers may be stored half a minute later.
  await panel.answered(1, 120_000);
  expect(await panel.copied()).toBe(answer);
  expect(at.deliveries(question)).toEqual({ received: 1, stored: 1 });
  expect(at.platform.received.violations).toEqual([]);
}

let kept: Sleeper, cut: Sleeper, forgotten: Sleeper, asking: Sleeper, answering: Sleeper, buffered: Sleeper;

beforeAll(async () => {
  life = await launchLifeBrowser();
  kept = await connected();
  cut = await connected();
  forgotten = await connected();
  asking = await connected();
  answering = await connected();
  buffered = await connected();
  await asking.panel.fill('Message', 'asked on waking');
  await pause(poolIdle);
  for (const sleeper of [answering, buffered]) await beginAnswer(sleeper, 'asked before');

  for (const { relay } of [forgotten, asking, answering]) relay.forget();
  life.freeze();
  await pause(3_000);
  // What the server has said until now is on this side of the line, and will be read on waking.
  buffered.relay.forget();
  await pause((sleeping * 1000) / 2);
  cut.at.platform.drop();
  await pause((sleeping * 1000) / 2);
  life.thaw();

  const [...found] = await Promise.all([
    secondsUntilBack(kept, 1),
    secondsUntilBack(cut, 2),
    secondsUntilBack(forgotten, 2),
    secondsUntilBack(asking, 2),
    secondsUntilBack(answering, 2),
    secondsUntilBack(buffered, 2),
    asking.panel.press('Send'),
  ]);
  times.push(...found.slice(0, 6).map(Number));
  tell(
    `suspend: ${sleeping} s asleep; s until Connected again: line kept ${kept.back()}, cut ${cut.back()}, ` +
      `forgotten ${forgotten.back()}, and asked at once ${asking.back()}, and in mid-answer ${answering.back()}, ` +
      `with frames still unread ${buffered.back()}`,
  );
}, patienceOfTest);
afterAll(async () => {
  await life?.close();
  await Promise.all(installed.flatMap(({ installation, relay }) => [installation.close(), relay.close()]));
});

describe('after the computer slept', () => {
  it('a line that has lasted is kept', async () => {
    expect(kept.back()).toBeLessThanOrEqual(backWithin);
    await kept.panel.send('asked after');
    await expectAnswered(kept, 'asked after');
    expect(kept.at.platform.received.connections).toHaveLength(1);
  });

  it('a line that the server has cut is replaced', async () => {
    expect(cut.back()).toBeLessThanOrEqual(backWithin);
    await cut.panel.send('asked after');
    await expectAnswered(cut, 'asked after');
  });

  it('a line that is dead without anybody saying so is replaced', async () => {
    expect(forgotten.back()).toBeLessThanOrEqual(backWithin);
    await forgotten.panel.send('asked after');
    await expectAnswered(forgotten, 'asked after');
  });

  it('a question asked into a dead line is answered, and asked once', async () => {
    expect(asking.back()).toBeLessThanOrEqual(backWithin);
    // The short form doesn't wait for the proof that it can't arrive any more: it presses what a person may press.
    if (!isWhole) {
      await asking.panel.sees('the question checked', (messages) => messages[0]?.status === 'checking');
      await asking.panel.press('Send again now');
    }
    await expectAnswered(asking, 'asked on waking');
  });

  it('an answer that was under way is exact', async () => {
    expect(answering.back()).toBeLessThanOrEqual(backWithin);
    await expectAnswered(answering, 'asked before');
  });

  // The ping of waking is answered by a pong only: what was sent before the sleep says nothing of the line as it is now.
  it('what had arrived before the sleep does not pass for a sign of life', async () => {
    expect(buffered.back()).toBeLessThanOrEqual(backWithin);
    await expectAnswered(buffered, 'asked before');
  });
});
