import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { lostInForcedColours } from './forced-colours.ts';
import { reflowed, type Reflowed } from './reflow.ts';
import { violations } from './violations.ts';
import { seenSo } from './ways-of-seeing.ts';

/*
 * WCAG 1.4.4 and 1.4.10: every view in a small window, enlarged, with large text, and very wide, with all of axe's rules, and
 * with the system's few colours: `REFLOW=whole`. Otherwise in the two places that are hardest. `REFLOW_PICTURES=<folder>` has
 * a picture of each to look at.
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
const narrow: Place = { name: '280x420', width: 280, height: 420 };
const places: readonly Place[] = [
  narrow,
  { name: '360-at-200', width: 180, height: 400, zoom: 2 },
  { name: '360-text-200', width: 360, height: 800, text: 200 },
  wide,
];
const isShort = process.env['REFLOW'] !== 'whole';
const pictures = process.env['REFLOW_PICTURES'];

export interface View {
  readonly reach: () => Promise<unknown>;
  /** Whether it is as wanted or not: the next view begins where this one was. */
  readonly leave?: () => Promise<unknown>;
  /** Of the height: what the conversation has at the least. Default: half of it. */
  readonly talk?: number;
  /** What is scrolled through from its top to its end, the last of its kind. Default: only what is in sight is looked at. */
  readonly of?: string;
  /** Seen with the system's few colours in every run. */
  readonly isForced?: boolean;
  /** Looked at in the whole run only. */
  readonly isLong?: boolean;
}

/** Of those that this run looks at, in their order. */
export const chosen = (views: Readonly<Record<string, View>>): [string, View][] =>
  Object.entries(views).filter(([, { isLong }]) => !isShort || isLong !== true);

export async function seenAt<Value>(page: Page, place: Place, look: () => Promise<Value>): Promise<Value> {
  const { name, width, height, zoom = 1, text = 100 } = place;
  await page.setViewport({ width, height, deviceScaleFactor: zoom });
  return seenSo(page, { name, text }, look);
}

/** What somebody stumbles over in it, one sentence each, at each place. */
export async function faultsOf(
  page: Page,
  name: string,
  { talk = 0.5, of, isForced = false }: View,
): Promise<string[]> {
  const before = page.viewport();
  const found: string[] = [];
  const icons: Record<string, number>[] = [];
  for (const place of isShort ? places.slice(0, 2) : places)
    await seenAt(page, place, async () => {
      const sizes: Record<string, number> = {};
      for (let window = 0; window === 0 || (of !== undefined && window < 60); window += 1) {
        if (of !== undefined && !(await page.evaluate(turnTo, of, window))) break;
        const seen = await settled(page);
        Object.assign(sizes, seen.icons);
        found.push(...seen.faults.map((fault) => `${place.name}: ${fault}`));
        if (seen.conversation < talk)
          found.push(
            `${place.name}: the conversation has ${(seen.conversation * 100).toFixed(1)} % of the height`,
          );
        await picture(page, [
          name,
          place.name,
          ...(of === undefined ? [] : [String(window).padStart(2, '0')]),
        ]);
      }
      icons.push(sizes);
    });
  if (!isShort) {
    found.push(...(await seenAt(page, narrow, () => violations(page, 'all'))).map((each) => `axe: ${each}`));
  }
  if (!isShort || isForced) found.push(...(await forced(page, name)));
  const [enlarged, usual] = icons.slice(-2);
  if (!isShort && enlarged && usual)
    for (const [what, size] of Object.entries(usual))
      if (Math.abs((enlarged[what] ?? size * 2) - size * 2) > 0.5)
        found.push(`the icon of ${what} has ${enlarged[what]} px, and not ${size * 2}`);
  await page.setViewport(before);
  return [...new Set(found)];
}

async function settled(page: Page): Promise<Reflowed> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(reflowed);
}

async function forced(page: Page, name: string): Promise<string[]> {
  await page.setViewport({ width: 280, height: 700 });
  return seenSo(page, { name: 'forced', isForced: true, scheme: 'dark' }, async () => {
    await picture(page, [name, 'forced']);
    const { faults } = await settled(page);
    // Browsers show where the focus is to those that use the keyboard.
    await page.keyboard.press('Tab');
    return [...faults, ...(await page.evaluate(lostInForcedColours))].map(
      (each) => `forced colours: ${each}`,
    );
  });
}

async function picture(page: Page, parts: readonly string[]): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${parts.join('-')}.png`) });
}

/**
 * Runs in the page: scrolls to the next windowful of the last element of that kind.
 * @returns false where it has no such windowful
 */
function turnTo(selector: string, window: number): boolean {
  const element = [...document.querySelectorAll(selector)].at(-1);
  if (element === undefined) throw new Error(`There is no ${selector}.`);
  const root = document.scrollingElement ?? document.documentElement;
  let scroller: Element = element;
  while (scroller !== root && !/auto|scroll/.test(getComputedStyle(scroller).overflowY))
    scroller = scroller.parentElement ?? root;
  const above = scroller === root || scroller === element ? 0 : scroller.getBoundingClientRect().top;
  const start = scroller === element ? 0 : element.getBoundingClientRect().top - above + scroller.scrollTop;
  const length = scroller === element ? scroller.scrollHeight : element.getBoundingClientRect().height;
  // What stands at the edge of one is in the middle of the next.
  const step = scroller.clientHeight * 0.85;
  if (window > 0 && window * step >= length) return false;
  const before = scroller.scrollTop;
  scroller.scrollTo({ top: start + window * step, behavior: 'instant' });
  return window === 0 || scroller.scrollTop !== before;
}
