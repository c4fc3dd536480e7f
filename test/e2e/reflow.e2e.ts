import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { reflowed } from './reflow.ts';
import { showcase } from './showcase.ts';
import { violations } from './violations.ts';
import { seenSo } from './ways-of-seeing.ts';
import { createWorld, type World } from './world.ts';

/*
 * WCAG 1.4.4 and 1.4.10: every view in a small window, enlarged, with large text, and very wide, with all of axe's rules:
 * `REFLOW=whole`. Otherwise in the two places that are hardest. `REFLOW_PICTURES=<folder>` has a picture of each to look at.
 */
interface Place {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Of CSS pixels: what the browser's own enlarging does. */
  readonly zoom?: number;
  /** Per cent of the browser's own text size. */
  readonly text?: number;
}
const wide: Place = { name: '1400', width: 1400, height: 900 };
const places: readonly Place[] = [
  { name: '280x420', width: 280, height: 420 },
  { name: '360-at-200', width: 180, height: 400, zoom: 2 },
  { name: '360-text-200', width: 360, height: 800, text: 200 },
  wide,
];
const isShort = process.env['REFLOW'] !== 'whole';
const pictures = process.env['REFLOW_PICTURES'];

async function seenAt<Value>(page: Page, place: Place, look: () => Promise<Value>): Promise<Value> {
  const { name, width, height, zoom = 1, text = 100 } = place;
  await page.setViewport({ width, height, deviceScaleFactor: zoom });
  return seenSo(page, { name, text }, look);
}

async function faultsOf(page: Page, name: string, least = 0.5): Promise<string[]> {
  const before = page.viewport();
  const found: string[] = [];
  const icons: Record<string, number>[] = [];
  for (const place of isShort ? places.slice(0, 2) : places) {
    await seenAt(page, place, async () => {
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const seen = await page.evaluate(reflowed);
      found.push(...seen.faults.map((fault) => `${place.name}: ${fault}`));
      if (seen.conversation < least)
        found.push(
          `${place.name}: the conversation has ${Math.round(seen.conversation * 100)} % of the height`,
        );
      icons.push(seen.icons);
      if (pictures === undefined) return;
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}-${place.name}.png`) });
    });
  }
  if (!isShort)
    found.push(
      ...(await seenAt(page, places[0] ?? wide, () => violations(page, 'all'))).map((each) => `axe: ${each}`),
    );
  const [enlarged, usual] = icons.slice(-2);
  if (!isShort && enlarged && usual)
    for (const [what, size] of Object.entries(usual))
      if (Math.abs((enlarged[what] ?? size * 2) - size * 2) > 0.5)
        found.push(`the icon of ${what} has ${enlarged[what]} px, and not ${size * 2}`);
  await page.setViewport(before);
  return found;
}

let world: World;
let panel: PanelDriver;
beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
});
afterAll(() => world?.close());

interface View {
  readonly reach: () => Promise<unknown>;
  /** Whether it is as wanted or not: the next view begins where this one was. */
  readonly leave?: () => Promise<unknown>;
  /** Of the height: what the conversation has at the least. Default: half of it. */
  readonly talk?: number;
  /** Looked at in the whole run only. */
  readonly isLong?: boolean;
}
const there = (selector: string): Promise<unknown> => panel.page.waitForSelector(selector);
const escape = (): Promise<unknown> => panel.page.keyboard.press('Escape');

/** In this order: a chat, once it is there, stays. */
const views: Readonly<Record<string, View>> = {
  empty: { reach: () => there('.suggestions') },
  temporary: {
    reach: async () => {
      await panel.press('Kinds of new chat');
      await panel.press('Temporary chat');
      await there('.temporary-note');
    },
    leave: () => panel.startOver(),
  },
  'answer-end': {
    reach: async () => {
      world.platform.answerWith(showcase.answer, { sources: showcase.sources, tokensPerSecond: Infinity });
      await panel.send(showcase.question);
      await panel.answered();
      await there('.sources li');
    },
  },
  'answer-top': {
    reach: () => panel.page.$eval('[aria-label="Conversation"]', (view) => view.scrollTo(0, 0)),
  },
  chats: {
    reach: async () => {
      await panel.press('Chats');
      await there('.chat');
    },
  },
  find: {
    reach: async () => {
      await panel.press('Find in this chat');
      await panel.fill('Find in chat', 'the', 'searchbox');
      await there('.find-note:not(:empty)');
    },
    leave: escape,
  },
  edit: {
    reach: async () => {
      await panel.press('Edit and resend');
      await there('.composer-note');
    },
    leave: () => panel.press('Cancel editing'),
  },
  counter: { reach: () => panel.fill('Message', 'word '.repeat(720)) },
  'too-long': {
    reach: () => panel.fill('Message', 'word '.repeat(820)),
    leave: () => panel.fill('Message', ''),
  },
  attached: {
    reach: async () => {
      await panel.press('Attach this page');
      await there('.composer [role="group"]');
    },
  },
  'page-menu': { isLong: true, reach: () => panel.press('More about this page'), leave: escape },
  preview: {
    isLong: true,
    reach: async () => {
      await panel.press('Preview');
      await panel.find('textbox', 'Text to send');
    },
    leave: () => panel.press('Done'),
  },
  connection: {
    isLong: true,
    reach: async () => {
      await panel.press('Connection details');
      await there('dialog time');
    },
    leave: escape,
  },
  alert: {
    reach: async () => {
      await world.configure({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
      await panel.alert(/does not know the tenant/);
    },
  },
  'alert-unfolded': {
    // It was asked for.
    talk: 0.25,
    reach: () => panel.press('Details'),
    leave: async () => {
      await world.configure({ apiUrl: world.platform.apiUrl });
      await panel.connection(/^Connected$/);
    },
  },
  trouble: {
    reach: async () => {
      await world.platform.stop();
      await panel.alert(/^No answer from /);
    },
  },
  queue: {
    reach: async () => {
      await panel.send('Still there?');
      await panel.send('And now?');
      await there('.queue');
    },
    leave: async () => {
      await world.platform.start();
      await panel.reconnectNow();
      await panel.answered(3);
    },
  },
};

describe('nothing lies on anything, no word is broken, half of the height is the conversation', () => {
  it.each(Object.entries(views).filter(([, { isLong }]) => !isShort || isLong !== true))(
    '%s',
    async (name, { reach, leave, talk }) => {
      await reach();
      const found = await faultsOf(panel.page, name, talk);
      await leave?.();
      expect(found).toEqual([]);
    },
  );

  it('options', async () => {
    const options = await world.openOptions();
    await options.save({ apiUrl: 'nowhere', tenantId: '' });
    const found = await faultsOf(options.page, 'options');
    await options.page.close();
    expect(found).toEqual([]);
  });
});

it('a count of characters stands in one line, and what attaches a page beside it', async () => {
  await panel.startOver();
  await panel.fill('Message', 'word '.repeat(720));
  const counted = await seenAt(panel.page, { name: 'narrow', width: 280, height: 800 }, () =>
    panel.page.evaluate(() => {
      const middle = ({ top, height }: DOMRect): number => top + height / 2;
      const [counter, attach] = ['.counter', '.attach'].map((name) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(name) as Element);
        return range;
      }) as [Range, Range];
      return {
        lines: counter.getClientRects().length,
        apart: middle(counter.getBoundingClientRect()) - middle(attach.getBoundingClientRect()),
      };
    }),
  );
  expect(counted.lines).toBe(1);
  expect(Math.abs(counted.apart)).toBeLessThan(3);
});
