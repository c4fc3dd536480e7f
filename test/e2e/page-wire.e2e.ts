import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isWhole } from '../chaos/scale.ts';
import { tell } from '../chaos/tally.ts';
import { documentOf, planted } from '../page-context/corpus/corpus-page.ts';
import { corpus } from '../page-context/corpus/corpus.ts';
import { longPage } from '../page-context/corpus/long-page.ts';
import type { PanelDriver } from './panel-driver.ts';
import { createWorld, type World } from './world.ts';

/*
 * What the preview shows of a page is what the platform receives, byte for byte and by the same SHA-256: of pages of every
 * kind, read, masked, cut and sent by the production build. Short: one of each kind, and one that is masked and cut. Whole
 * (`CHAOS=whole`): all 87 pages of the corpus too, and one of 5 MB.
 */
const kinds = ['wiki: arabic', 'mail', 'nested frames', 'json file'];

const masked = documentOf({
  title: 'Crew of "Ann" & <others>, ann@example.com',
  body: `<main><h1>Crew</h1>${Array.from({ length: 400 }, (_, at) => `<p>No. ${at}: crew${at % 9}@example.com, +49 30 2312501${at % 10}, \u0645\u06cc\u200c\u0634\u0648\u062f, 潮, 👩‍🚀.</p>`).join('')}</main>`,
});
const pages = [
  ...corpus(false).filter(({ name }) => isWhole || kinds.includes(name)),
  { name: 'masked and cut', html: masked, contentType: undefined },
  ...(isWhole ? [{ name: '5 MB', html: longPage(5), contentType: undefined }] : []),
];

let world: World;
let panel: PanelDriver;
let tab: Page;
let sent = 0;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  tab = await world.openTab(world.site.put('/', '<title>Granted</title><p>Words.</p>'));
  await world.pressToolbarButton(tab);
});
afterAll(async () => {
  await world?.close();
  tell(`${sent} of ${pages.length} pages arrived as they were previewed, by the same SHA-256`);
});

const printOf = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Previewed {
  readonly text: string;
  /** As the preview tells it. */
  readonly print: string;
  readonly before: string;
  readonly after: string;
}

async function previewed(button: string, box: 'Text to send' | 'Text sent'): Promise<Previewed> {
  await panel.press(button);
  const text = await panel.value(box);
  const told = await panel.page.waitForSelector('.preview-print:not(.is-stale)');
  const title = await told?.evaluate((print) => (print as HTMLElement).title);
  const [before = '', after = ''] = await panel.page.$$eval('dialog .fence', (found) =>
    found.map((element) => element.textContent ?? ''),
  );
  await panel.press('Done');
  return { text, before, after, print: /[\da-f]{64}$/.exec(title ?? '')?.[0] ?? 'no SHA-256' };
}

/** Between the first line and the one that ends it: told apart by its marker, as a platform would. */
function blockOf(received: string): string {
  const [, marker = '?'] = /^<page_context id="([^"]+)"/.exec(received) ?? [];
  return received.slice(received.indexOf('\n') + 1, received.indexOf(`\n</page_context id="${marker}">`));
}

it.each(pages.map((page, at) => [page.name, page, at] as const))(
  '%s: arrives as it was previewed',
  async (_, { html, contentType }, at) => {
    await tab.goto(world.site.put(`/${at}`, html, contentType));
    await tab.bringToFront();
    await panel.startOver();
    await panel.press('Attach this page');
    await panel.page.waitForSelector('.composer .chip');
    const preview = await previewed('Preview', 'Text to send');

    const { userMessages } = world.platform.received;
    const known = userMessages.length;
    await panel.send(`Question ${at}`);
    await panel.answered();
    expect(userMessages).toHaveLength(known + 1);
    const received = userMessages.at(-1)?.text ?? '';
    expect(received).toBe(`${preview.before}\n${preview.text}\n${preview.after}\n\nQuestion ${at}`);
    expect(preview.print).toBe(printOf(blockOf(received)));
    expect(received).not.toContain(planted);
    expect(received).not.toMatch(/@example\.com|\+49/);

    const name = await panel.page.$eval('.sent-page', (button) => button.getAttribute('aria-label') ?? '');
    expect(await previewed(name.replaceAll('"', '\\"'), 'Text sent')).toEqual(preview);
    sent += 1;
  },
);

it('are all pages that they should be', () => {
  expect(pages).toHaveLength(isWhole ? 89 : kinds.length + 1);
});
