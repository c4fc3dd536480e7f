import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  cutsUnanswered,
  failsRest,
  rateLimitFrame,
  saysWhatItDoes,
  silentFor,
  startsUp,
} from '../platform/behaviours.ts';
import { createAnswerEnd } from './answer-end.ts';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { showcase } from './showcase.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/*
 * Pictures for people to look at, in test/e2e/screenshots: the real panel, 360 px wide, and the options page, in both
 * colour schemes. What a machine can tell of them is told in accessibility.e2e.ts.
 */
let world: World;
let panel: PanelDriver;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
});
beforeEach(() => panel.startOver());
afterEach(() => world.calm());
afterAll(() => world.close());

it('the empty panel', async () => {
  await panel.page.waitForSelector('.suggestions');
  expect(await photograph(panel.page, 'panel-empty')).toBeGreaterThan(blank);
});

it('an answer under way, and a message waiting', async () => {
  await world.afterKill();
  const end = createAnswerEnd();
  world.platform.answerWith(showcase.answer, { chunkSize: 12, tokensPerSecond: 25, until: end.next() });
  await panel.send(showcase.question);
  await panel.sees('the table', (messages) => (messages.at(-1)?.text ?? '').includes('Severn'));
  expect(await photograph(panel.page, 'panel-mid-answer')).toBeGreaterThan(blank);
  await panel.send('And where is it lowest?');
  await panel.sees('a message waiting', (messages) => messages.some(({ status }) => status === 'queued'));
  expect(await photograph(panel.page, 'panel-queued')).toBeGreaterThan(blank);
  await panel.press('Stop');
  end.come();
});

it('a complete answer with a table, code and sources', async () => {
  world.platform.answerWith(showcase.answer, { sources: showcase.sources, tokensPerSecond: Infinity });
  await panel.send(showcase.question);
  await panel.answered();
  expect(await photograph(panel.page, 'panel-complete-end')).toBeGreaterThan(blank);
  await panel.page.$eval('[aria-label="Conversation"]', (view) => view.scrollTo(0, 0));
  await panel.find('button', 'Jump to latest');
  expect(await photograph(panel.page, 'panel-complete-top')).toBeGreaterThan(blank);
});

it('a platform that starts up, and what it does for an answer, in its own words', async () => {
  // What the conversations before left under way has sockets, too: each is met the same way.
  world.platform.script(startsUp(800), startsUp(800), startsUp(800));
  world.platform.drop(1011);
  await panel.connection(/^Starting up$/);
  const progress = (): Promise<string> =>
    panel.page.$eval('.start-progress', (told) => told.textContent ?? '').catch(() => '');
  await until('the share', progress, (told) => told === '40 % Loading the language model');
  expect(await photograph(panel.page, 'panel-starting-up', { widths: [280, 360] })).toBeGreaterThan(blank);
  await panel.connection(/^Connected$/);
  expect(await progress()).toBe('');
  world.platform.clearScript();
  world.platform.script(saysWhatItDoes('Searches <b>12</b> documents'), silentFor(1_000));
  world.platform.answerWith('Found.');
  await panel.send('Where?');
  await panel.sees('what it does', (messages) => messages.at(-1)?.text === 'Searches <b>12</b> documents');
  expect(await photograph(panel.page, 'panel-doing')).toBeGreaterThan(blank);
  await panel.answered();
});

it('a page attached, and its preview', async () => {
  await panel.press('Attach this page');
  await panel.page.waitForSelector('.composer [role="group"]');
  expect(await photograph(panel.page, 'panel-attached')).toBeGreaterThan(blank);
  await panel.press('Preview');
  await panel.find('textbox', 'Text to send');
  expect(await photograph(panel.page, 'panel-preview')).toBeGreaterThan(blank);
  await panel.press('Done');
  await panel.send('What is this page about?');
  await panel.answered();
  expect(await photograph(panel.page, 'panel-asked-about-page')).toBeGreaterThan(blank);
});

it('a problem', async () => {
  await panel.send('What can you tell me about tides?');
  await panel.answered();
  await world.platform.stop();
  try {
    await panel.alert(/^No answer from /);
    await panel.send('Still there?');
    await panel.sees('a message waiting', (messages) => messages.some(({ status }) => status === 'queued'));
    expect(await photograph(panel.page, 'panel-problem')).toBeGreaterThan(blank);
  } finally {
    await world.platform.start();
  }
  await panel.reconnectNow();
  await panel.answered(2);
});

it('a message that may have arrived, and one that waits for a limit to end', async () => {
  world.platform.script(
    cutsUnanswered('never'),
    failsRest({ method: 'GET', path: '/api/v1/chat/{id}/messages', status: 404, times: 100 }),
  );
  await panel.send('Is the harbour open tonight?');
  await panel.sees('a message of which nothing is known', ([you]) => you?.status === 'unknown');
  world.calm();
  world.platform.script(rateLimitFrame(20));
  await panel.send('And tomorrow?');
  await panel.connection(/^Waiting \d+ s/);
  await panel.sees('a message waiting', (messages) => messages.some(({ status }) => status === 'queued'));
  expect(await photograph(panel.page, 'panel-unknown')).toBeGreaterThan(blank);
});

it('the options, with a finished test and with refused fields', async () => {
  const options = await world.openOptions();
  await options.type({ apiUrl: world.platform.apiUrl });
  expect(await photograph(options.page, 'options')).toBeGreaterThan(blank);
  expect(await photograph(options.page, 'options-whole', { fullPage: true })).toBeGreaterThan(blank);
  await options.test();
  expect(await photograph(options.page, 'options-tested', { fullPage: true })).toBeGreaterThan(blank);
  await options.type({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
  await options.test();
  expect(await photograph(options.page, 'options-test-failed', { fullPage: true })).toBeGreaterThan(blank);
  await options.save({ apiUrl: 'http://api.example.org', tenantId: 'two words' });
  expect(await photograph(options.page, 'options-refused', { fullPage: true })).toBeGreaterThan(blank);
});
