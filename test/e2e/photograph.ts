import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElementHandle, Page } from 'puppeteer-core';
import { rarerWays, schemes, seenSo } from './ways-of-seeing.ts';

const folder = fileURLToPath(new URL('screenshots', import.meta.url));

/** Bytes. A blank picture of the panel has about 3,000. */
export const blank = 8_000;

/**
 * For somebody who wants to look: `PHOTOGRAPHS=all npm run test:e2e`, at every width, and as people see it who read from the
 * right, need large text, few colours, or have a low window. In other runs the first width of a state must do, in both schemes.
 */
const isAll = process.env['PHOTOGRAPHS'] === 'all';

interface PhotographOptions {
  /** All of it, not only what is in sight. */
  readonly fullPage?: boolean;
  /** What must be in sight at each width. Default: whatever is. */
  readonly of?: ElementHandle;
  /** CSS pixels, one picture each; the page keeps its own width after that. Default: that one alone. */
  readonly widths?: readonly number[];
}

/** CSS pixels of all of it. */
const heightOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight);

/** The same page in both schemes, for people to look at; resolves with the size of the smallest picture, in bytes. */
export async function photograph(
  page: Page,
  name: string,
  { fullPage = false, of, widths = [] }: PhotographOptions = {},
): Promise<number> {
  await mkdir(folder, { recursive: true });
  const before = page.viewport();
  const sizes: number[] = [];
  const wanted = isAll ? widths : widths.slice(0, 1);
  for (const width of wanted.length > 0 ? wanted : [null]) {
    if (width !== null) await page.setViewport({ width, height: before?.height ?? 800 });
    for (const way of isAll ? [...schemes, ...rarerWays] : schemes) {
      const file = [name, ...(width === null ? [] : [width]), way.name].join('-');
      const isTall = fullPage && way.text !== undefined;
      const height = isTall ? await seenSo(page, way, () => heightOf(page)) : undefined;
      const picture = await seenSo(page, height === undefined ? way : { ...way, height }, async () => {
        await of?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
        return page.screenshot({ path: join(folder, `${file}.png`), fullPage: fullPage && !isTall });
      });
      sizes.push(picture.byteLength);
    }
  }
  if (widths.length > 0) await page.setViewport(before);
  return Math.min(...sizes);
}
