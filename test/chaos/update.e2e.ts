import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TargetType } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mixedMarkdown } from '../e2e/mixed-markdown.ts';
import type { PanelDriver } from '../e2e/panel-driver.ts';
import { until } from '../e2e/until.ts';
import { launchLifeBrowser, type LifeBrowser } from './life-browser.ts';
import { install, type Installation } from './life-installation.ts';
import { stored } from './life-storage.ts';
import { scaled } from './scale.ts';
import { tell } from './tally.ts';

/*
 * The extension is updated in the middle of an answer. Chromium closes every page of the old version in that moment: no
 * panel is left behind that could be blank or out of reach of its background. What counts is what the next one shows.
 */
let life: LifeBrowser;
let at: Installation;
let panel: PanelDriver;

beforeAll(async () => {
  life = await launchLifeBrowser();
  at = await install(life);
});
beforeEach(async () => {
  if (pagesOpen().length === 0) panel = await at.openPanel();
  await panel.startOver();
});
afterAll(async () => {
  await life?.close();
  await at?.close();
});

/** About 4 s long, of 150 chunks. */
const answer = mixedMarkdown(3_000);
const answerSlowly = (): void => at.platform.answerWith(answer, { chunkSize: 20, tokensPerSecond: 40 });

let versions = 0;

/** As the browser does it with a new version that it has fetched. Resolves once the old one is gone. */
async function update(): Promise<string> {
  versions += 1;
  const old = await at.worker();
  const file = join(at.dir, 'manifest.json');
  const version = `0.1.${versions}`;
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), version }));
  expect(await life.install(at.dir)).toBe(at.id);
  await replaced(old);
  return version;
}

async function replaced(old: string | null): Promise<void> {
  await until('the old panel gone', pagesOpen, (urls) => urls.length === 0);
  await until(
    'the new worker',
    () => at.worker(),
    (worker) => worker !== null && worker !== old,
  );
}

interface ExtensionPage {
  readonly chrome: { readonly runtime: { reload(): void; getManifest(): { version: string } } };
}
const versionOf = (shown: PanelDriver): Promise<string> =>
  shown.page.evaluate(() => (globalThis as unknown as ExtensionPage).chrome.runtime.getManifest().version);

const pagesOpen = (): string[] =>
  life.browser
    .targets()
    .filter((target) => target.type() === TargetType.PAGE)
    .map((target) => target.url())
    .filter((url) => url.startsWith('chrome-extension:'));

/** Waits for that much of the answer, while it is still going on. */
async function midAnswer(characters: number): Promise<void> {
  const messages = await panel.sees(
    `${characters} characters of the answer`,
    (all) => (all[1]?.text.length ?? 0) >= characters,
  );
  expect(messages[1]?.status).toBe('streaming');
}

/** Typed as by a person, and given the time after which it is stored. */
async function typeDraft(text: string): Promise<void> {
  await panel.page.focus('textarea[aria-label="Message"]');
  await panel.page.keyboard.type(text);
  await until(
    'the draft stored',
    async () => (await stored(at.openTab, 'drafts')).map((draft) => draft.text),
    (drafts) => drafts.includes(text),
  );
}

async function expectWhole(question: string, draft: string): Promise<void> {
  await panel.answered();
  expect(await panel.copied()).toBe(answer);
  expect(await panel.value('Message')).toBe(draft);
  expect(at.deliveries(question)).toEqual({ received: 1, stored: 1 });
  expect(await panel.transcript()).toHaveLength(2);
  expect(await panel.isThere('button', 'Stop')).toBe(false);
  expect(at.platform.received.violations).toEqual([]);
}

describe('updated in the middle of an answer', () => {
  const points = Array.from({ length: scaled(10, 2) }, (_, n) => 200 + n * scaled(200, 1_200));

  it.each(points)(
    'once %i characters are on screen: no blank panel, the draft kept, exact',
    async (characters) => {
      const question = `updated at ${characters}`;
      answerSlowly();
      await panel.send(question);
      await midAnswer(characters);
      await typeDraft(`A draft at ${characters}`);
      const version = await update();
      panel = await at.openPanel();
      expect(await versionOf(panel)).toBe(version);
      await expectWhole(question, `A draft at ${characters}`);
      if (characters === points.at(-1))
        tell(`update: ${points.length} of ${points.length} in mid-answer exact, draft kept`);
    },
  );

  it('with nobody looking any more: the new worker reads the answer back by itself', async () => {
    const whole = async (): Promise<number> =>
      (await stored(at.openTab, 'messages')).filter(
        ({ text, status }) => text === answer && status === 'complete',
      ).length;
    const before = await whole();
    answerSlowly();
    await panel.send('updated unseen');
    await midAnswer(300);
    await update();
    await until('the answer stored', whole, (count) => count === before + 1);
    await at.platform.stop();
    try {
      panel = await at.openPanel();
      await expectWhole('updated unseen', '');
    } finally {
      await at.platform.start();
    }
  });
});

it('reloaded by its own button in the middle of an answer: the same', async () => {
  answerSlowly();
  await panel.send('reloaded');
  await midAnswer(500);
  await typeDraft('Another draft');
  const old = await at.worker();
  // Nothing answers any more: the page goes with its extension.
  void panel.page
    .evaluate(() => (globalThis as unknown as ExtensionPage).chrome.runtime.reload())
    .catch(() => undefined);
  await replaced(old);
  panel = await at.openPanel();
  await expectWhole('reloaded', 'Another draft');
});

it('updated while a message waits for the platform: it goes out once, without a panel', async () => {
  at.platform.answerWith('Here I am.');
  await panel.connection(/^Connected$/);
  await at.platform.stop();
  await panel.send('waited for');
  await panel.sees('the message queued', ([message]) => message?.status === 'queued');
  await update();
  await at.platform.start();
  await until('the message on the server', () => at.deliveries('waited for').stored === 1);
  panel = await at.openPanel();
  await panel.answered();
  expect(await panel.copied()).toBe('Here I am.');
  expect(at.deliveries('waited for')).toEqual({ received: 1, stored: 1 });
});
