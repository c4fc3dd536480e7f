import axe from 'axe-core';
import type { Page } from 'puppeteer-core';

const wcag = { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

/**
 * Violations of WCAG 2.2 A and AA in what the page shows now, in both colour schemes.
 * @param rules all: what is held to be good practice, too
 */
export async function violations(page: Page, rules: 'wcag' | 'all' = 'wcag'): Promise<string[]> {
  const found: string[] = [];
  // Half a megabyte: once a page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      // Colours are judged as they are in the end, not on the way there.
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    const serious = await page.evaluate(
      async (options) => {
        const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
        const { violations: all, passes } = await run(document, options);
        if (passes.length === 0) return ['nothing was checked'];
        return all.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
        );
      },
      rules === 'all' ? {} : { runOnly: wcag },
    );
    found.push(...serious.map((violation) => `${scheme}: ${violation}`));
  }
  return found;
}
