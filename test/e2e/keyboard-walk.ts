import type { Page } from 'puppeteer-core';

interface Stop {
  /** The name of what has the focus. '': it has none. */
  readonly name: string;
  /** Nothing else is where its middle is, and that is in sight. */
  readonly isSeen: boolean;
}

/** More than any dialog has. */
const mostStops = 80;

/**
 * The stops of the Tab key in the dialog that is open, from what has the focus on and once around: their names, and after
 * those that can't be seen while they have the focus a "(not in sight)".
 */
export async function walkDialog(page: Page): Promise<string[]> {
  const names: string[] = [];
  await page.evaluate(() => document.activeElement?.setAttribute('data-walked', ''));
  for (let n = 0; n < mostStops; n += 1) {
    const stop = await page.evaluate(stopOf);
    if (stop !== null) names.push(stop.isSeen ? stop.name : `${stop.name} (not in sight)`);
    await page.keyboard.press('Tab');
    const isAround = await page.evaluate(() => document.activeElement?.hasAttribute('data-walked') === true);
    if (isAround) break;
  }
  await page.evaluate(() => document.activeElement?.removeAttribute('data-walked'));
  return names;
}

/** Runs in the page. null: the focus is the browser's, as between the last stop and the first. */
function stopOf(): Stop | null {
  const at = document.activeElement;
  if (at === null || at === document.body || at.localName === 'dialog') return null;
  if (at.closest('dialog') === null) return { name: `outside: ${at.outerHTML.slice(0, 80)}`, isSeen: true };
  const { left, right, top, bottom } = at.getBoundingClientRect();
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    name: (at.getAttribute('aria-label') ?? at.textContent ?? '').trim(),
    isSeen: there !== null && (at.contains(there) || there.contains(at)),
  };
}
