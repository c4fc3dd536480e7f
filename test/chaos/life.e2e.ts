import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mixedMarkdown } from '../e2e/mixed-markdown.ts';
import { until } from '../e2e/until.ts';
import { silentFor } from '../platform/behaviours.ts';
import { describeEventPage } from './life-event-page.ts';
import { launchLifeBrowser, type LifeBrowser } from './life-browser.ts';
import { install, type Installation } from './life-installation.ts';
import { stored } from './life-storage.ts';
import { isWhole, scaled } from './scale.ts';
import { tell } from './tally.ts';

/*
 * The worker's own life, with nobody at it: no debugger, no ping from outside. Chromium ends it 30 s after the last
 * event; what it should outlive, and what not, is all that is proved here. Each test mostly waits, so they wait side by
 * side, each with an installation of its own.
 */
let life: LifeBrowser;
const installations: Installation[] = [];

beforeAll(async () => {
  life = await launchLifeBrowser();
});
afterAll(async () => {
  await life?.close();
  await Promise.all(installations.map((installation) => installation.close()));
});

async function installed(): Promise<Installation> {
  const installation = await install(life);
  installations.push(installation);
  return installation;
}

/** Law 7: with no panel open and nothing in flight it sleeps within that. Seconds. */
const asleepWithin = 60;
const answer = mixedMarkdown(3_000);

const seconds = (since: number): number => Number(((performance.now() - since) / 1000).toFixed(1));

/** Looks until it is so. @returns seconds. @throws after `limit` seconds: what is waited for here takes longer than `until` is patient. */
async function secondsUntil(
  what: string,
  limit: number,
  isSo: () => Promise<boolean> | boolean,
): Promise<number> {
  const started = performance.now();
  while (!(await isSo())) {
    if (seconds(started) > limit) throw new Error(`Waited ${limit} s in vain: ${what}`);
    await pause(200);
  }
  return seconds(started);
}

const asleep = (at: Installation): Promise<number> =>
  secondsUntil('the worker asleep', asleepWithin, async () => (await at.worker()) === null);

/** For the short form once is enough, in the test that is about it. */
async function asleepAfterwards(at: Installation): Promise<string> {
  return isWhole ? `, asleep ${await asleep(at)} s later` : '';
}

describe.concurrent('the worker', () => {
  it('with the panel open and nothing going on stays awake and connected', async () => {
    const at = await installed();
    const panel = await at.openPanel();
    await panel.connection(/^Connected$/);
    const worker = await at.worker();
    const started = performance.now();
    const lasting = scaled(95, 40);
    while (seconds(started) < lasting) {
      expect(await at.worker()).toBe(worker);
      expect(await panel.connection(/./)).toBe('Connected');
      await pause(500);
    }
    expect(at.platform.received.connections).toHaveLength(1);
    tell(`life: panel open, idle: the same worker and the same socket after ${lasting} s`);
  });

  it('with the panel closed and nothing in flight is asleep within 60 s', async () => {
    const at = await installed();
    const panel = await at.openPanel();
    await panel.send('before sleep');
    await panel.answered();
    await panel.close();
    const [socket, worker] = await Promise.all([
      secondsUntil('the socket closed', asleepWithin, () => at.platform.openSockets() === 0),
      asleep(at),
    ]);
    expect(Math.max(socket, worker)).toBeLessThanOrEqual(asleepWithin);
    tell(`life: panel closed, idle: socket closed after ${socket} s, worker asleep after ${worker} s`);
  });

  it('outlives a silent gap of 45 s in an answer that nobody watches, and sleeps afterwards', async () => {
    const at = await installed();
    const { platform } = at;
    platform.answerWith(answer, { chunkSize: 20 });
    platform.script(silentFor(45_000, 30));
    const panel = await at.openPanel();
    await panel.send('a long pause');
    await panel.sees('the answer begun', (messages) => messages[1]?.status === 'streaming');
    await panel.close();
    const worker = await at.worker();
    expect(worker).not.toBe(null);
    const isAnswered = (): boolean => platform.chats().some(({ messages }) => messages.length === 2);
    const gap = await secondsUntil('the answer complete', 90, async () => {
      expect(await at.worker()).toBe(worker);
      return isAnswered();
    });
    const sleep = await asleepAfterwards(at);
    expect(platform.received.connections).toHaveLength(1);
    // From storage alone.
    await platform.stop();
    const again = await at.openPanel();
    await again.answered();
    expect(await again.copied()).toBe(answer);
    expect(at.deliveries('a long pause')).toEqual({ received: 1, stored: 1 });
    tell(`life: panel closed, answer with a gap of 45 s: whole after ${gap} s${sleep}`);
  });

  const endings = [
    { how: 'killed', end: (at: Installation) => at.killWorker() },
    // Whole only: by then it looks every five minutes.
    ...(isWhole ? [{ how: 'fallen asleep', end: fallAsleep }] : []),
  ];
  it.each(endings)(
    '$how while a message waits for the platform is woken by an alarm, and sends it',
    async ({ how, end }) => {
      const at = await installed();
      await queueOffline(at, 'sent by an alarm');
      await end(at);
      expect(await at.worker()).toBe(null);
      await at.platform.start();
      await sentWithoutPanel(at, 'sent by an alarm', how);
    },
  );
});

/** Once all attempts have failed. */
async function fallAsleep(at: Installation): Promise<void> {
  const sleep = await secondsUntil('asleep', 180, async () => (await at.worker()) === null);
  tell(`life: panel closed, message queued, platform down: asleep after ${sleep} s`);
}

async function queueOffline(at: Installation, text: string): Promise<void> {
  const panel = await at.openPanel();
  await panel.connection(/^Connected$/);
  await at.platform.stop();
  await panel.send(text);
  // On screen it is before it is stored, and a worker killed in between has nothing to be woken for.
  await until('the message stored', async () =>
    (await stored(at.openTab, 'messages')).some((message) => message.text === text),
  );
  await panel.close();
}

async function sentWithoutPanel(at: Installation, text: string, how: string): Promise<void> {
  // Ten attempts in vain, and it looks only every five minutes.
  const sent = await secondsUntil('the message on the server', 330, () => at.deliveries(text).received > 0);
  await until('the answer', () => at.platform.chats().some(({ messages }) => messages.length === 2));
  const sleep = await asleepAfterwards(at);
  expect(at.deliveries(text)).toEqual({ received: 1, stored: 1 });
  tell(`life: message queued, worker ${how}: sent ${sent} s after the platform is back${sleep}`);
}

if (isWhole) describeEventPage();
