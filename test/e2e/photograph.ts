import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElementHandle, Page } from 'puppeteer-core';

const folder = fileURLToPath(new URL('screenshots', import.meta.url));

/** Bytes. A blank picture of the panel has about 3,000. */
export const blank = 8_000;

/** For somebody who wants to look: `PHOTOGRAPHS=all npm run test:e2e`. In other runs the first width of a state must do. */
const isEveryWidth = process.env['PHOTOGRAPHS'] === 'all';

interface PhotographOptions {
  /** All of it, not only what is in sight. */
  readonly fullPage?: boolean;
  /** What must be in sight at each width. Default: whatever is. */
  readonly of?: ElementHandle;
  /** CSS pixels, one picture each; the page keeps its own width after that. Default: that one alone. */
  readonly widths?: readonly number[];
}

/** The same page in both schemes, for people to look at; resolves with the size of the smallest picture, in bytes. */
export async function photograph(
  page: Page,
  name: string,
  { fullPage = false, of, widths = [] }: PhotographOptions = {},
): Promise<number> {
  await mkdir(folder, { recursive: true });
  const before = page.viewport();
  const sizes: number[] = [];
  const wanted = isEveryWidth ? widths : widths.slice(0, 1);
  for (const width of wanted.length > 0 ? wanted : [null]) {
    if (width !== null) await page.setViewport({ width, height: before?.height ?? 800 });
    await of?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      const file = [name, ...(width === null ? [] : [width]), scheme].join('-');
      const picture = await page.screenshot({ path: join(folder, `${file}.png`), fullPage });
      sizes.push(picture.byteLength);
    }
  }
  if (widths.length > 0) await page.setViewport(before);
  return Math.min(...sizes);
}
